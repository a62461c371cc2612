package org.civichopper.benchmarks;

import java.util.Locale;
import java.util.Optional;

/// What a figure should be.
public sealed interface Target {

    /// Which side of a bound is the good one.
    enum Side {
        AT_MOST("≤"),
        AT_LEAST("≥");

        private final String sign;

        Side(String sign) {
            this.sign = sign;
        }

        private boolean holds(double found, double bound) {
            return this == AT_MOST ? found <= bound : found >= bound;
        }
    }

    /// So many times the limit of the same run.
    record TimesLimit(Side side, double factor) implements Target {}

    /// A bound that holds on any machine.
    record Bound(Side side, Amount amount) implements Target {}

    /// None: the figure only informs.
    record None() implements Target {}

    static Target atMostTimes(double factor) {
        return new TimesLimit(Side.AT_MOST, factor);
    }

    static Target atLeastTimes(double factor) {
        return new TimesLimit(Side.AT_LEAST, factor);
    }

    static Target atMost(Amount amount) {
        return new Bound(Side.AT_MOST, amount);
    }

    static Target atLeast(Amount amount) {
        return new Bound(Side.AT_LEAST, amount);
    }

    /// Whether the figure is as it should be; nothing, where nothing is asked of it.
    default Optional<Boolean> isMet(Figure figure) {
        return switch (this) {
            case TimesLimit(var side, var factor) ->
                    Optional.of(side.holds(figure.ratio().orElseThrow(), factor));
            case Bound(var side, var amount) ->
                    Optional.of(side.holds(figure.ours().value(), amount.value()));
            case None() -> Optional.empty();
        };
    }

    default String text() {
        return switch (this) {
            case TimesLimit(var side, var factor) ->
                    String.format(
                            Locale.ROOT,
                            Math.rint(factor * 10) == factor * 10 ? "%s %.1f x" : "%s %.2f x",
                            side.sign,
                            factor);
            case Bound(var side, var amount) -> side.sign + " " + amount;
            case None() -> "";
        };
    }
}
