package org.civichopper.benchmarks;

import java.util.Optional;

/// What was found: ours, and the limit of the same run where there is one.
public record Figure(String what, Amount ours, Optional<Amount> limit, Target target) {

    public static Figure against(String what, Amount ours, Amount limit, Target target) {
        return new Figure(what, ours, Optional.of(limit), target);
    }

    public static Figure alone(String what, Amount ours, Target target) {
        return new Figure(what, ours, Optional.empty(), target);
    }

    public static Figure informs(String what, Amount ours) {
        return alone(what, ours, new Target.None());
    }

    public Optional<Double> ratio() {
        return limit.map(amount -> ours.value() / amount.value());
    }

    public Optional<Boolean> isMet() {
        return target.isMet(this);
    }
}
