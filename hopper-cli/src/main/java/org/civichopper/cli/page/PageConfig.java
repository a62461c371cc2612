package org.civichopper.cli.page;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where the page is served and what may be done on it.
///
/// @param names by which it is asked for, beside the address that it is bound to
/// @param objective how long 95 of 100 documents may take from scraped to committed
/// @param token that a reader has to bring; always there unless it is bound to loopback
record PageConfig(
        InetAddress address,
        Port port,
        List<String> names,
        Optional<String> token,
        boolean allowReplay,
        Duration objective) {

    // What may stand in a cookie and in an address as it is.
    private static final String TOKEN = "[A-Za-z0-9._~-]{16,}";

    sealed interface Port {

        /// This one if it is free, any other if not.
        record Preferred(int number) implements Port {}

        /// This one and no other; 0 is any.
        record Exactly(int number) implements Port {}
    }

    PageConfig {
        names = List.copyOf(names);
        if (token.isEmpty() && !address.isLoopbackAddress()) {
            token = Optional.of(newSecret());
        }
        if (token.isPresent() && !token.get().matches(TOKEN)) {
            throw new IllegalArgumentException(
                    "HOPPER_PAGE_TOKEN: expected 16 letters, digits, dots or dashes or more, found %d characters: take one such as %s"
                            .formatted(token.get().length(), newSecret()));
        }
    }

    /// As the function has it.
    static Duration objective(Map<String, String> env) {
        var text = env.getOrDefault("HOPPER_FRESHNESS_OBJECTIVE", "300");
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(
                    "HOPPER_FRESHNESS_OBJECTIVE: expected seconds, such as 300, found '"
                            + text
                            + "'");
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }

    /// What nobody can guess.
    static String newSecret() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
