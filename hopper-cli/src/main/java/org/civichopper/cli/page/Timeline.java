package org.civichopper.cli.page;

import java.time.Duration;
import java.time.Instant;

/// The time that charts show, from the left to the right.
record Timeline(Range range, Instant end, double left, double right) {

    // The step of now is the last one, whole, so that what is under way has a place.
    static Timeline until(Instant now, Range range, double left, double right) {
        var step = range.step().toSeconds();
        return new Timeline(
                range,
                Instant.ofEpochSecond((now.getEpochSecond() / step + 1) * step),
                left,
                right);
    }

    Instant begin() {
        return end.minus(range.shown());
    }

    double x(Instant time) {
        var shown = range.shown().toSeconds();
        var passed = Duration.between(begin(), time).toSeconds();
        return left + (right - left) * Math.clamp((double) passed / shown, 0, 1);
    }

    double stepWidth() {
        return (right - left) * range.step().toSeconds() / range.shown().toSeconds();
    }

    boolean shows(Instant time) {
        return !time.isBefore(begin()) && time.isBefore(end);
    }
}
