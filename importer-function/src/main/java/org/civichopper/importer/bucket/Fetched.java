package org.civichopper.importer.bucket;

import java.time.Instant;
import org.civichopper.importer.arrival.StoredForm;

/// What came of asking for an object.
public sealed interface Fetched {

    /// An object as it lies in the bucket.
    ///
    /// @param key under which it lies
    /// @param putAt when its scraper's copy was put there
    /// @param firstModified when the document first came into any bucket of ours
    record Stored(String key, String etag, Instant putAt, Instant firstModified, StoredForm form) {}

    /// @param bytes as they lie in the bucket
    /// @param contentHash of these, hexadecimal
    record Found(byte[] bytes, String contentHash, Stored stored) implements Fetched {}

    /// No such object: moved by whoever handled it before, or never stored.
    record Missing() implements Fetched {}

    /// Too large to be a document; its body was not read.
    record TooLarge(long bytes, Stored stored) implements Fetched {}

    /// It does not fit beside what this batch holds already.
    record NoRoom() implements Fetched {}

    /// The bucket did not answer as it should; later is better.
    record Failed(String why) implements Fetched {}
}
