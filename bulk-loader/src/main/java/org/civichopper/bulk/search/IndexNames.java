package org.civichopper.bulk.search;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/// How the indices and aliases of a state are called in an environment: by when their run began, so
/// that they sort by it.
record IndexNames(String state, String env) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd't'HHmmssSSS").withZone(ZoneOffset.UTC);

    // What both servers take within a name.
    private static final Pattern ENV = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,99}");

    IndexNames {
        if (!ENV.matcher(env).matches()) {
            throw new IllegalArgumentException(
                    "expected small letters, digits, `_`, `.` and `-`, found " + env);
        }
    }

    String alias(Kind kind) {
        return "%s_%s_%s".formatted(state, kind.word(), env);
    }

    String index(Kind kind, Instant began) {
        return "%s_%s_%s_%s".formatted(state, kind.word(), TIME.format(began), env);
    }

    /// Matches more than ours: the names of another environment may end like this one's.
    String wildcard(Kind kind) {
        return "%s_%s_*_%s".formatted(state, kind.word(), env);
    }

    boolean isOurs(Kind kind, String index) {
        return Pattern.matches(
                "%s_%s_\\d{8}t\\d{9}_%s"
                        .formatted(Pattern.quote(state), kind.word(), Pattern.quote(env)),
                index);
    }
}
