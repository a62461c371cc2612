package org.civichopper.bulk.source;

/// What a source knows us by. Never shows itself.
///
/// @param header that carries it
public record ApiKey(String header, String secret) {

    @Override
    public String toString() {
        return header + ": ***";
    }
}
