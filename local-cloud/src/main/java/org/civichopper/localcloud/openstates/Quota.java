package org.civichopper.localcloud.openstates;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/// Who may ask, and how often. A request that is refused for its number counts, too.
final class Quota {

    private static final String WHERE =
            "Login and visit https://openstates.org/account/profile/ for your API key.";

    private static final class Count {

        private final ChronoUnit unit;
        private Instant since = Instant.MIN;
        private int requests;

        private Count(ChronoUnit unit) {
            this.unit = unit;
        }

        private int next(Instant now) {
            var start = now.truncatedTo(unit);
            if (!start.equals(since)) {
                since = start;
                requests = 0;
            }
            return ++requests;
        }
    }

    private static final class Key {

        private final Count minute = new Count(ChronoUnit.MINUTES);
        private final Count day = new Count(ChronoUnit.DAYS);
        private Limits limits;
    }

    private final Map<String, Key> keys = new HashMap<>();

    synchronized void grant(String key, Limits limits) {
        keys.computeIfAbsent(key, _ -> new Key()).limits = limits;
    }

    /// Takes one request of those that the key has left.
    synchronized void take(String key, Instant now) {
        if (key.isEmpty()) {
            throw new Refusal(403, "Must provide API Key as ?apikey or X-API-KEY. " + WHERE);
        }
        var known = keys.get(key);
        if (known == null) {
            throw new Refusal(401, "Invalid API Key. " + WHERE);
        }
        int inMinute = known.minute.next(now);
        int inDay = known.day.next(now);
        check("min", inMinute, known.limits.perMinute());
        check("day", inDay, known.limits.perDay());
    }

    private static void check(String unit, int requests, int limit) {
        if (requests > limit) {
            throw new Refusal(429, "exceeded limit of %d/%s: %d".formatted(limit, unit, requests));
        }
    }
}
