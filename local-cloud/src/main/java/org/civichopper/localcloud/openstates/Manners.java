package org.civichopper.localcloud.openstates;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/// How a [LocalOpenStates] stands and what it grants, while it behaves.
///
/// @param port 0 for any that is free
/// @param keys that it knows
/// @param clock by which minutes and days end
public record Manners(int port, Map<String, Limits> keys, InstantSource clock) {

    /// A key without limits.
    public static final String KEY = "local-key-0000-1111";

    public static Manners usual() {
        return new Manners(0, Map.of(KEY, Limits.NONE), InstantSource.system());
    }

    public Manners withPort(int other) {
        return new Manners(other, keys, clock);
    }

    /// Knows this key, too, or grants it something else.
    public Manners withKey(String key, int perMinute, int perDay) {
        var more = new HashMap<>(keys);
        more.put(key, new Limits(perMinute, perDay));
        return new Manners(port, Map.copyOf(more), clock);
    }

    public Manners withClock(InstantSource other) {
        return new Manners(port, keys, other);
    }
}
