package org.civichopper.localcloud.openstates;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.civichopper.localcloud.LocalCloudException;

/// Where a record is listed, and by what it is found.
///
/// @param owner the jurisdiction's id; of a committee its parent's
/// @param session of a bill, else empty
/// @param changed when a bill changed, else the beginning of time
/// @param name by which all but bills are sorted; of a bill its title
/// @param current whether a person has a role
/// @param organizations of a jurisdiction: their ids
record Place(
        Kind kind,
        String id,
        String owner,
        String session,
        Instant changed,
        String name,
        String classification,
        boolean current,
        List<String> organizations) {

    private static final String UPDATED = "updated_at";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'");

    static Place of(Kind kind, ObjectNode node) {
        var id = text(kind, node, "id");
        boolean isBill = kind == Kind.BILL;
        return new Place(
                kind,
                id,
                switch (kind) {
                    case JURISDICTION -> id;
                    case COMMITTEE -> text(kind, node, "parent_id");
                    case PERSON, BILL -> text(kind, node.withObject("/jurisdiction"), "id");
                },
                isBill ? text(kind, node, "session") : "",
                isBill ? changed(text(kind, node, UPDATED)) : Instant.EPOCH,
                text(kind, node, isBill ? "title" : "name"),
                node.path("classification").asText(""),
                node.path("current_role").isObject(),
                Stream.of(node.path("organizations"))
                        .flatMap(all -> all.valueStream())
                        .map(organization -> organization.path("id").asText())
                        .toList());
    }

    /// As the API writes times.
    static String time(Instant time) {
        return TIME.format(time.atOffset(ZoneOffset.UTC));
    }

    private static String text(Kind kind, ObjectNode node, String field) {
        if (!node.path(field).isTextual()) {
            throw new LocalCloudException(
                    "%s %s: expected %s, found %s; what is to be sent wrong is put right and garbled"
                            .formatted(kind, node.path("id"), field, node.path(field)));
        }
        return node.path(field).textValue();
    }

    private static Instant changed(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new LocalCloudException(
                    "expected %s with a zone, found %s".formatted(UPDATED, text), e);
        }
    }
}
