package org.civichopper.importer.step;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// Tells where the time of a batch goes: all of it is counted, each moment for the step that it led
/// to. Of steps that many threads reach at once, each gets its share.
public final class Laps implements Steps {

    private final Steps others;
    private final Map<Step, Long> nanos = new EnumMap<>(Step.class);
    private long last = System.nanoTime();

    /// @param others who hear of each step, too
    public Laps(Steps others) {
        this.others = others;
    }

    public synchronized void begin() {
        nanos.clear();
        last = System.nanoTime();
    }

    @Override
    public void reached(Step step) {
        others.reached(step);
        synchronized (this) {
            var now = System.nanoTime();
            nanos.merge(step, now - last, Long::sum);
            last = now;
        }
    }

    /// How long the steps took that were reached, in the order of the way.
    public synchronized Map<Step, Duration> times() {
        var times = new EnumMap<Step, Duration>(Step.class);
        nanos.forEach((step, took) -> times.put(step, Duration.ofNanos(took)));
        return times;
    }
}
