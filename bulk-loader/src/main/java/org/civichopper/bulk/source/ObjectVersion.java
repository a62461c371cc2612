package org.civichopper.bulk.source;

import java.util.OptionalLong;
import org.civichopper.model.text.Harmless;

/// A version of an object.
///
/// @param etag as the source writes it, quotes and all; empty where it names none
/// @param bytes of all of it; empty where the source does not say
public record ObjectVersion(String etag, OptionalLong bytes) {

    public ObjectVersion(String etag, long bytes) {
        this(etag, OptionalLong.of(bytes));
    }

    boolean mayBe(ObjectVersion other) {
        return etag.equals(other.etag)
                && (bytes.isEmpty() || other.bytes.isEmpty() || bytes.equals(other.bytes));
    }

    String shown() {
        return (etag.isEmpty() ? "what has no ETag" : Harmless.line(etag))
                + (bytes.isPresent() ? ", %,d bytes".formatted(bytes.getAsLong()) : "");
    }
}
