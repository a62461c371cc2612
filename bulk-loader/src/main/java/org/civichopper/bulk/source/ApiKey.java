package org.civichopper.bulk.source;

/// What a source knows us by. Never shows itself.
///
/// @param header that carries it
public record ApiKey(String header, String secret) {

    /// @throws IllegalArgumentException where no header can carry it
    public ApiKey {
        if (!secret.matches("[!-~]+")) {
            throw new IllegalArgumentException(
                    header
                            + ": expected a key of letters, digits and signs, found a blank or another"
                            + " character in it");
        }
    }

    @Override
    public String toString() {
        return header + ": ***";
    }
}
