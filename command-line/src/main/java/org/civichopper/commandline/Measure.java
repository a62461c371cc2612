package org.civichopper.commandline;

import java.util.Locale;

/// What a work is measured by: its totals, shares and rates are of this.
enum Measure {
    ROWS {
        @Override
        String amount(long rows) {
            return String.format(Locale.ROOT, "%,d rows", rows);
        }

        @Override
        String amount(long rows, long total) {
            return String.format(Locale.ROOT, "%,d of %,d rows", rows, total);
        }

        @Override
        String rate(double perSecond) {
            return String.format(Locale.ROOT, "%,.0f/s", perSecond);
        }
    },

    BYTES {
        @Override
        String amount(long bytes) {
            return bytes < 1_000_000_000
                    ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                    : String.format(Locale.ROOT, "%,.1f GB", bytes / 1e9);
        }

        @Override
        String amount(long bytes, long total) {
            return amount(bytes) + " of " + amount(total);
        }

        @Override
        String rate(double perSecond) {
            return amount(Math.round(perSecond)) + "/s";
        }
    };

    abstract String amount(long done);

    abstract String amount(long done, long total);

    abstract String rate(double perSecond);
}
