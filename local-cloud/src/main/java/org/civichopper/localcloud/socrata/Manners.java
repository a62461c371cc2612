package org.civichopper.localcloud.socrata;

import java.util.Optional;

/// How a [LocalSocrata] stands and what it grants, while it behaves.
///
/// @param port 0 for any that is free
/// @param prefix of every path, such as `/mirror`, or empty
/// @param largestPage rows that one answer has at most; a request for more gets fewer and no word
/// @param token that every request must bring in `X-App-Token`, if any must
public record Manners(int port, String prefix, int largestPage, Optional<String> token) {

    public static Manners usual() {
        return new Manners(0, "", 50_000, Optional.empty());
    }

    public Manners withPort(int other) {
        return new Manners(other, prefix, largestPage, token);
    }

    public Manners withPrefix(String other) {
        return new Manners(port, other, largestPage, token);
    }

    public Manners withLargestPage(int rows) {
        return new Manners(port, prefix, rows, token);
    }

    public Manners withToken(String demanded) {
        return new Manners(port, prefix, largestPage, Optional.of(demanded));
    }
}
