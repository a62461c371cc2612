package org.civichopper.localcloud;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Who is let in at a port of loopback, which every page in a browser of this machine can send
/// requests to and every user of the machine: whoever names the port as this machine's own, does
/// not come from a page of elsewhere, and has the access key where there is one.
///
/// @param accessKey compared with the id that a request is signed with; the signature is not
public record Gate(Optional<String> accessKey) {

    /// What decides of a request. A header that it does not have is empty.
    ///
    /// @param query of its address, still encoded
    public record Asked(String host, String origin, String authorization, String query) {}

    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern HOST = Pattern.compile("(.*?)(?::[0-9]*)?");
    private static final Pattern ORIGIN = Pattern.compile("https?://(.*?)(?::[0-9]*)?");
    // As signatures of version 4 and 2 have it, in a header and in an address.
    private static final Pattern SIGNER =
            Pattern.compile("(?:Credential=\"?|AWSAccessKeyId=|\\AAWS )([^/:&%,\"]+)");

    public static Gate withoutKey() {
        return new Gate(Optional.empty());
    }

    /// Why the request is refused, in words for its sender; empty where it is not.
    public Optional<String> refusal(Asked asked) {
        if (!isOfThisMachine(HOST, asked.host())) {
            return refused("Host", "localhost or 127.0.0.1", asked.host());
        }
        if (!asked.origin().isEmpty() && !isOfThisMachine(ORIGIN, asked.origin())) {
            return refused("Origin", "none, or a page of this machine", asked.origin());
        }
        var signer = signer(asked);
        if (accessKey.isPresent() && !isSame(accessKey.get(), signer)) {
            return refused("access key", "AWS_ACCESS_KEY_ID of hopper up's env file", signer);
        }
        return Optional.empty();
    }

    private static boolean isOfThisMachine(Pattern form, String text) {
        var matcher = form.matcher(text.toLowerCase(Locale.ROOT));
        return matcher.matches() && NAMES.contains(matcher.group(1));
    }

    private static String signer(Asked asked) {
        var text = asked.authorization().isEmpty() ? asked.query() : asked.authorization();
        var matcher = SIGNER.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    // In a time that says nothing of how much of it was right.
    private static boolean isSame(String wanted, String found) {
        return MessageDigest.isEqual(
                wanted.getBytes(StandardCharsets.UTF_8), found.getBytes(StandardCharsets.UTF_8));
    }

    // Without what would mean something else in an answer's XML or JSON.
    private static Optional<String> refused(String what, String expected, String found) {
        var shown = found.isEmpty() ? "none" : found.replaceAll("[^A-Za-z0-9.:/\\[\\]_-]", "?");
        return Optional.of(
                "%s: expected %s, found %s. Take the addresses and the key that hopper up writes to its env file: set -a; . .hopper/env; set +a"
                        .formatted(what, expected, shown));
    }
}
