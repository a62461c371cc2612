package org.civichopper.uploader;

import java.time.Instant;
import java.util.Optional;

/// Hears, beside what became of each document, how much there is to do.
public interface LiveListener extends UploadListener {

    @Override
    default void found(long documents) {}

    /// @param waiting found and not yet sent
    /// @param oldest when the oldest of them was written
    void backlog(long waiting, Optional<Instant> oldest);
}
