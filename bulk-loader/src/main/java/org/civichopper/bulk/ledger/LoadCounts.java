package org.civichopper.bulk.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What a run, a slice or a table's share came to. Each record that was read counts once: `read` is
/// the sum of `inserted`, `updated`, `unchanged` and `rejected`.
///
/// @param deleted rows that the source no longer has
/// @param flagged of those that were read and not rejected, how many break a rule of quality
/// @param bytes of bodies, unpacked
public record LoadCounts(
        long read,
        long inserted,
        long updated,
        long unchanged,
        long deleted,
        long rejected,
        long flagged,
        long bytes,
        long requests) {

    public static final LoadCounts NONE = new LoadCounts(0, 0, 0, 0, 0, 0, 0, 0, 0);

    private static final JsonMapper JSON = new JsonMapper();

    /// Of a slice that was read and is not merged yet.
    public static LoadCounts read(long read, long rejected, long bytes, long requests) {
        return new LoadCounts(read, 0, 0, 0, 0, rejected, 0, bytes, requests);
    }

    public LoadCounts plus(LoadCounts more) {
        return new LoadCounts(
                read + more.read,
                inserted + more.inserted,
                updated + more.updated,
                unchanged + more.unchanged,
                deleted + more.deleted,
                rejected + more.rejected,
                flagged + more.flagged,
                bytes + more.bytes,
                requests + more.requests);
    }

    /// The same with what was rejected and flagged in all.
    public LoadCounts with(long rejected, long flagged) {
        return new LoadCounts(
                read, inserted, updated, unchanged, deleted, rejected, flagged, bytes, requests);
    }

    /// The same with what became of the rows: what was neither written nor rejected is unchanged.
    public LoadCounts merged(long inserted, long updated, long deleted) {
        return new LoadCounts(
                read,
                inserted,
                updated,
                read - inserted - updated - rejected,
                deleted,
                rejected,
                flagged,
                bytes,
                requests);
    }

    /// Says what became of the records, in the names that all commands share.
    public ObjectNode describe(ObjectNode json) {
        return json.put("read", read)
                .put("inserted", inserted)
                .put("updated", updated)
                .put("unchanged", unchanged)
                .put("deleted", deleted)
                .put("rejected", rejected);
    }

    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // numbers can be written
        }
    }

    static LoadCounts of(String json) {
        try {
            var found = JSON.readTree(json);
            return new LoadCounts(
                    found.path("read").asLong(),
                    found.path("inserted").asLong(),
                    found.path("updated").asLong(),
                    found.path("unchanged").asLong(),
                    found.path("deleted").asLong(),
                    found.path("rejected").asLong(),
                    found.path("flagged").asLong(),
                    found.path("bytes").asLong(),
                    found.path("requests").asLong());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("counts are jsonb", e);
        }
    }
}
