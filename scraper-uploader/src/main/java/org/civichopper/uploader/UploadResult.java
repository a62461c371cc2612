package org.civichopper.uploader;

import java.time.Duration;
import java.util.Map;

/// What became of a scrape directory.
///
/// @param sent how many of each kind are stored and announced
/// @param already how many were sent before, and were left where they are
/// @param failed how many are not: sending the directory again is safe
/// @param bytes of the documents sent
public record UploadResult(
        Map<String, Long> sent, long already, long failed, long bytes, Duration took) {

    /// How many of all kinds.
    public long total() {
        return sent.values().stream().mapToLong(Long::longValue).sum();
    }
}
