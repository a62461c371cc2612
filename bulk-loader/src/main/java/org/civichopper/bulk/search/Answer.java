package org.civichopper.bulk.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/// What came of one attempt to ask a search server.
sealed interface Answer {

    /// One that asking again would not change.
    sealed interface Final extends Answer {}

    record Whole(JsonNode json) implements Final {}

    /// It said no, for good.
    record Refused(int status, JsonNode json, String reason) implements Final {}

    /// Whether it was done is not known.
    ///
    /// @param asked how long the server wants to be left alone
    record NotNow(String reason, Optional<Duration> asked) implements Answer {}

    static NotNow notNow(String reason) {
        return new NotNow(reason, Optional.empty());
    }
}
