package org.civichopper.cli.page;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/// How far back the page looks, in which steps, and how long what was read of it is good: the more
/// there is to read, the longer.
enum Range {
    DAY("24h", "24 hours", Duration.ofHours(24), Duration.ofMinutes(15), Duration.ofHours(3)),
    WEEK("7d", "7 days", Duration.ofDays(7), Duration.ofHours(2), Duration.ofDays(1)),
    MONTH("30d", "30 days", Duration.ofDays(30), Duration.ofHours(6), Duration.ofDays(5));

    private static final int STEPS_PER_READING = 450;

    private final String name;
    private final String words;
    private final Duration shown;
    private final Duration step;
    private final Duration betweenTicks;

    Range(String name, String words, Duration shown, Duration step, Duration betweenTicks) {
        this.name = name;
        this.words = words;
        this.shown = shown;
        this.step = step;
        this.betweenTicks = betweenTicks;
    }

    /// As it stands in an address.
    String inAddress() {
        return name;
    }

    String words() {
        return words;
    }

    Duration shown() {
        return shown;
    }

    Duration step() {
        return step;
    }

    Duration betweenTicks() {
        return betweenTicks;
    }

    /// 2, 16 and 48 seconds.
    Duration goodFor() {
        return step.dividedBy(STEPS_PER_READING);
    }

    /// @throws IllegalArgumentException for a text that names none
    static Range of(String text) {
        return Stream.of(values())
                .filter(each -> each.name.equals(text))
                .findFirst()
                .or(() -> text.isEmpty() ? Optional.of(DAY) : Optional.empty())
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "range: expected 24h, 7d or 30d, found \"" + text + "\""));
    }
}
