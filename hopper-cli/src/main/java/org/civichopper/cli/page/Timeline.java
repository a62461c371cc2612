package org.civichopper.cli.page;

import java.time.Duration;
import java.time.Instant;

/// The time that charts show, from the left to the right.
record Timeline(Instant end, double left, double right) {

    static final Duration SHOWN = Duration.ofHours(24);
    static final Duration STEP = Duration.ofMinutes(15);

    // The step of now is the last one, whole, so that what is under way has a place.
    static Timeline until(Instant now, double left, double right) {
        var step = STEP.toSeconds();
        return new Timeline(
                Instant.ofEpochSecond((now.getEpochSecond() / step + 1) * step), left, right);
    }

    Instant begin() {
        return end.minus(SHOWN);
    }

    double x(Instant time) {
        var shown = SHOWN.toSeconds();
        var passed = Duration.between(begin(), time).toSeconds();
        return left + (right - left) * Math.clamp((double) passed / shown, 0, 1);
    }

    double stepWidth() {
        return (right - left) * STEP.toSeconds() / SHOWN.toSeconds();
    }

    boolean shows(Instant time) {
        return !time.isBefore(begin()) && time.isBefore(end);
    }
}
