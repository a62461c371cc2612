package org.civichopper.uploader;

import java.util.Map;
import java.util.Optional;

/// What lies in a scrape directory.
///
/// @param documents how many of each kind
/// @param skipped how many files and folders are no documents
/// @param example one of these
public record Survey(
        Map<String, Long> documents, long bytes, long skipped, Optional<String> example) {

    /// How many documents of all kinds.
    public long total() {
        return documents.values().stream().mapToLong(Long::longValue).sum();
    }
}
