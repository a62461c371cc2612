package org.civichopper.bulk.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One load of one data set with its arguments, as its row says.
///
/// @param scope what must not be loaded twice at once
/// @param promoted whether its rows are in sight, so that only what follows is open
/// @param source what the source said of itself when it was planned
/// @param live whether a process works on it now
public record LoadRun(
        long id,
        String dataset,
        String scope,
        String mode,
        JsonNode arguments,
        LoadStatus status,
        boolean promoted,
        LoadCounts counts,
        JsonNode source,
        Optional<String> error,
        Optional<Duration> staleAfter,
        Instant startedAt,
        Optional<Instant> endedAt,
        boolean live) {

    /// Whether it can go on.
    public boolean isOpen() {
        return switch (status) {
            case PAUSED -> true;
            case RUNNING -> !live;
            case COMPLETED, COMPLETED_WITH_REJECTS, FAILED, ABANDONED -> false;
        };
    }
}
