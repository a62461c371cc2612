package org.civichopper.bulk.ledger;

import com.fasterxml.jackson.databind.JsonNode;

/// What is done again as a whole, or goes on at its checkpoint.
///
/// @param position its number in the plan, from 1; names its staging table
/// @param checkpoint how far its committed rows go; empty before the first
public record LoadSlice(long run, String id, int position, JsonNode checkpoint, LoadCounts counts) {

    /// The same as far as it is committed now.
    public LoadSlice at(JsonNode checkpoint, LoadCounts counts) {
        return new LoadSlice(run, id, position, checkpoint, counts);
    }
}
