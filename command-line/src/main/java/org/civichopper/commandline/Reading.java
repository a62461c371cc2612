package org.civichopper.commandline;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// How far something has come at one moment, in words.
///
/// @param note a word more, or nothing
/// @param total of what it is measured by
/// @param seconds since it began
record Reading(
        String name,
        String note,
        Measure measure,
        long rows,
        long bytes,
        OptionalLong total,
        double seconds) {

    private static final double TOO_LONG_TO_SAY = 1_000 * 3_600;

    static Reading sum(String name, List<Reading> parts) {
        var totals = parts.stream().map(Reading::total).toList();
        return new Reading(
                name,
                "",
                parts.getFirst().measure,
                parts.stream().mapToLong(Reading::rows).sum(),
                parts.stream().mapToLong(Reading::bytes).sum(),
                totals.stream().allMatch(OptionalLong::isPresent)
                        ? OptionalLong.of(totals.stream().mapToLong(OptionalLong::getAsLong).sum())
                        : OptionalLong.empty(),
                parts.stream().mapToDouble(Reading::seconds).max().orElseThrow());
    }

    /// Between 0 and 1; empty where no total is known.
    OptionalDouble share() {
        return total.isEmpty() || total.getAsLong() <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.clamp((double) done() / total.getAsLong(), 0, 1));
    }

    // Rounded down: 100% is said of what is all there.
    String percent() {
        return share().isEmpty() ? "" : (int) (share().getAsDouble() * 100 + 1e-9) + "%";
    }

    String amount() {
        return measure.amount(done());
    }

    String amountOfTotal() {
        return share().isEmpty() ? amount() : measure.amount(done(), total.getAsLong());
    }

    /// The other of rows and bytes; empty if there is none of it.
    String besides() {
        return switch (measure) {
            case ROWS -> bytes == 0 ? "" : Measure.BYTES.amount(bytes);
            case BYTES -> rows == 0 ? "" : Measure.ROWS.amount(rows);
        };
    }

    String rate() {
        return measure.rate(perSecond());
    }

    String timeLeft() {
        if (share().isEmpty() || done() <= 0) {
            return "";
        }
        var left = Math.max(0, total.getAsLong() - done()) / perSecond();
        if (left >= TOO_LONG_TO_SAY) {
            return "";
        }
        var whole = Math.round(left);
        return whole < 3_600
                ? String.format(Locale.ROOT, "%d:%02d left", whole / 60, whole % 60)
                : String.format(
                        Locale.ROOT,
                        "%d:%02d:%02d left",
                        whole / 3_600,
                        whole / 60 % 60,
                        whole % 60);
    }

    private long done() {
        return switch (measure) {
            case ROWS -> rows;
            case BYTES -> bytes;
        };
    }

    private double perSecond() {
        return done() / Math.max(1e-9, seconds);
    }
}
