package org.civichopper.benchmarks;

import java.util.Locale;

/// A number with its unit.
public record Amount(double value, String unit) {

    public static Amount seconds(double value) {
        return new Amount(value, "s");
    }

    public static Amount count(double value, String what) {
        return new Amount(value, what);
    }

    public static Amount megabytes(double bytes) {
        return new Amount(bytes / 1e6, "MB");
    }

    /// As people read it: no more digits than mean something.
    @Override
    public String toString() {
        var digits =
                value == Math.rint(value) || value >= 1000
                        ? "%,.0f"
                        : value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f";
        return (String.format(Locale.ROOT, digits, value) + " " + unit).strip();
    }
}
