package org.civichopper.bulk.city311;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Optional;

/// A part of a data set, and how far it has been read: what the checkpoint of its slice says.
///
/// @param dataset its 4x4
/// @param from of an update: the earliest `:updated_at`; empty where all rows are read
/// @param behind of a range: the `:id` before its first row
/// @param upTo of a range: the `:id` of its last row
/// @param expected how many rows the source counted before the first page
/// @param latest the greatest `:updated_at` that the source had then
/// @param id of the last row that was taken; empty before the first
/// @param updated of the last row that was taken
/// @param again whether this is the second reading, after a first that did not agree with the count
/// @param limit how many rows a page is asked for
record Slice(
        String year,
        String dataset,
        Optional<String> from,
        Optional<String> behind,
        Optional<String> upTo,
        long expected,
        Optional<String> latest,
        Optional<String> id,
        Optional<String> updated,
        boolean again,
        long limit) {

    private static final JsonMapper JSON = new JsonMapper();

    static Slice of(JsonNode checkpoint) {
        return new Slice(
                checkpoint.path("year").asText(),
                checkpoint.path("dataset").asText(),
                text(checkpoint, "from"),
                text(checkpoint, "behind"),
                text(checkpoint, "up_to"),
                checkpoint.path("expected").asLong(),
                text(checkpoint, "latest"),
                text(checkpoint, "id"),
                text(checkpoint, "updated"),
                checkpoint.path("again").asBoolean(),
                checkpoint.path("limit").asLong());
    }

    private static Optional<String> text(JsonNode json, String name) {
        return Optional.ofNullable(json.path(name).textValue());
    }

    ObjectNode json() {
        var json = JSON.createObjectNode().put("year", year).put("dataset", dataset);
        from.ifPresent(each -> json.put("from", each));
        behind.ifPresent(each -> json.put("behind", each));
        upTo.ifPresent(each -> json.put("up_to", each));
        json.put("expected", expected);
        latest.ifPresent(each -> json.put("latest", each));
        id.ifPresent(each -> json.put("id", each));
        updated.ifPresent(each -> json.put("updated", each));
        return json.put("again", again).put("limit", limit);
    }

    /// The same behind the last row of a page.
    Slice after(String id, String updated) {
        return new Slice(
                year,
                dataset,
                from,
                behind,
                upTo,
                expected,
                latest,
                Optional.of(id),
                Optional.of(updated),
                again,
                limit);
    }

    /// The same from its beginning.
    Slice anew(boolean again, long expected) {
        return new Slice(
                year,
                dataset,
                from,
                behind,
                upTo,
                expected,
                latest,
                Optional.empty(),
                Optional.empty(),
                again,
                limit);
    }

    Slice withLimit(long limit) {
        return new Slice(
                year, dataset, from, behind, upTo, expected, latest, id, updated, again, limit);
    }

    boolean isUpdate() {
        return from.isPresent();
    }

    /// Always one, because without it rows come in no order, and in another one next time.
    String order() {
        return isUpdate() ? ":updated_at,:id" : ":id";
    }

    /// The condition that all of its rows meet, read or not.
    String all() {
        var conditions = new ArrayList<String>();
        from.ifPresent(time -> conditions.add(":updated_at >= " + quoted(time)));
        behind.ifPresent(row -> conditions.add(":id > " + quoted(row)));
        upTo.ifPresent(row -> conditions.add(":id <= " + quoted(row)));
        return String.join(" AND ", conditions);
    }

    /// The condition that what is left of it meets. The text of an id says nothing of its place:
    /// the last one is only handed back.
    String where() {
        if (id.isEmpty()) {
            return all();
        }
        var row = quoted(id.get());
        if (isUpdate()) {
            var time = quoted(updated.orElseThrow());
            return "(:updated_at > %s OR (:updated_at = %s AND :id > %s))"
                    .formatted(time, time, row);
        }
        return upTo.map(last -> ":id > " + row + " AND :id <= " + quoted(last))
                .orElse(":id > " + row);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
