package org.civichopper.bulk.source;

import java.net.http.HttpHeaders;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// The pauses between attempts at one request: at most a second, then growing, jittered; longer
/// where the source says how long.
public final class Pauses {

    public static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Clock clock;
    private final Instant end;
    private Duration next;

    /// @param first the longest that the first may be
    public Pauses(Clock clock, Duration retryFor, Duration first) {
        this.next = first;
        this.clock = clock;
        this.end = clock.instant().plus(retryFor);
    }

    /// How long to wait now; empty where that would outlast our patience.
    ///
    /// @param asked what the source wants
    public Optional<Duration> next(Optional<Duration> asked) {
        var jittered = next.toMillis() / 2 + RANDOM.nextLong(1 + next.toMillis() / 2);
        var pause = Duration.ofMillis(jittered);
        if (asked.filter(each -> each.compareTo(pause) > 0).isPresent()) {
            return within(asked.get());
        }
        next = next.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : next.multipliedBy(2);
        return within(pause);
    }

    private Optional<Duration> within(Duration pause) {
        return clock.instant().plus(pause).isAfter(end) ? Optional.empty() : Optional.of(pause);
    }

    /// What `Retry-After` says, in either of its forms.
    public static Optional<Duration> asked(HttpHeaders headers, Clock clock) {
        return headers.firstValue("Retry-After").flatMap(text -> asked(text.strip(), clock));
    }

    private static Optional<Duration> asked(String text, Clock clock) {
        try {
            if (text.matches("\\d{1,15}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
            }
            var until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            var pause = Duration.between(clock.instant(), until);
            return Optional.of(pause.isNegative() ? Duration.ZERO : pause);
        } catch (DateTimeException e) {
            return Optional.empty(); // our own pauses do
        }
    }
}
