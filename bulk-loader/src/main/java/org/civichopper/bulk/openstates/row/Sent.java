package org.civichopper.bulk.openstates.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A JSON object as its source sent it, read field by field: what is not of the type that it should
/// be is rejected with its place. Absent, null and an empty text are the same where a field may be
/// missing.
///
/// @param where it stands in the record, for example `votes[2].`
record Sent(JsonNode json, String where) {

    static final JsonMapper JSON = new JsonMapper();

    private static final int MOST_SHOWN = 80;

    /// A text that must be there and say something.
    String key(String name) throws RejectedException {
        var text = text(name);
        if (text.isBlank()) {
            throw rejected(name, "a text");
        }
        return text;
    }

    /// A text that must be there, and may be empty.
    String text(String name) throws RejectedException {
        if (!json.path(name).isTextual()) {
            throw rejected(name, "a text");
        }
        return storable(json.path(name).asText());
    }

    /// A text, or null; a number is taken as it is written.
    String orNull(String name) throws RejectedException {
        var field = json.path(name);
        if (isAbsent(field) || field.isTextual() && field.asText().isEmpty()) {
            return null;
        }
        if (!field.isValueNode()) {
            throw rejected(name, "a text");
        }
        return storable(field.asText());
    }

    boolean flag(String name) throws RejectedException {
        var field = json.path(name);
        if (!isAbsent(field) && !field.isBoolean()) {
            throw rejected(name, "true or false");
        }
        return field.asBoolean();
    }

    /// A list as it was sent; an empty one where there is none.
    ArrayNode list(String name) throws RejectedException {
        var field = json.path(name);
        if (isAbsent(field)) {
            return JSON.createArrayNode();
        }
        if (!(field instanceof ArrayNode list)) {
            throw rejected(name, "a list");
        }
        return list;
    }

    /// An object as it was sent; an empty one where there is none.
    ObjectNode object(String name) throws RejectedException {
        return orNullObject(name).orElseGet(JSON::createObjectNode);
    }

    Optional<ObjectNode> orNullObject(String name) throws RejectedException {
        var field = json.path(name);
        if (isAbsent(field)) {
            return Optional.empty();
        }
        if (!(field instanceof ObjectNode object)) {
            throw rejected(name, "an object");
        }
        return Optional.of(object);
    }

    /// A list of texts; an empty one where there is none.
    ArrayNode texts(String name) throws RejectedException {
        var list = list(name);
        for (var each : list) {
            if (!each.isTextual()) {
                throw rejected(name, "a list of texts");
            }
        }
        return list;
    }

    /// The objects of a list, each with its place.
    List<Sent> each(String name) throws RejectedException {
        var all = new ArrayList<Sent>();
        for (var each : list(name)) {
            var place = where + name + "[" + all.size() + "]";
            if (!each.isObject()) {
                throw new RejectedException(place + ": an object", shown(each));
            }
            all.add(new Sent(each, place + "."));
        }
        return all;
    }

    /// An instant, whatever the zone that it is written in; without one it is UTC.
    Instant time(String name) throws RejectedException {
        var text = key(name);
        try {
            return text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)")
                    ? OffsetDateTime.parse(text.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2"))
                            .toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw rejected(name, "a time such as 2025-01-01T10:00:00+00:00");
        }
    }

    /// A full date, or null.
    String date(String name) throws RejectedException {
        var text = orNull(name);
        try {
            return text == null ? null : LocalDate.parse(text).toString();
        } catch (DateTimeException e) {
            return null; // a year says no day
        }
    }

    /// @throws RejectedException where any text within holds half a letter of UTF-16, which no
    ///   database takes
    void requireWholeLetters() throws RejectedException {
        requireWholeLetters(json);
    }

    private void requireWholeLetters(JsonNode node) throws RejectedException {
        if (node.isTextual()) {
            if (!isWhole(node.textValue())) {
                throw new RejectedException(where + "text of whole letters", shown(node));
            }
            return;
        }
        for (var each : node) {
            requireWholeLetters(each);
        }
    }

    private static boolean isWhole(String text) {
        for (var at = 0; at < text.length(); at++) {
            if (Character.isSurrogate(text.charAt(at))) {
                if (!Character.isSurrogatePair(
                        text.charAt(at), at + 1 < text.length() ? text.charAt(at + 1) : 0)) {
                    return false;
                }
                at++;
            }
        }
        return true;
    }

    RejectedException rejected(String name, String expected) {
        return new RejectedException(where + name + ": " + expected, shown(json.path(name)));
    }

    private static boolean isAbsent(JsonNode field) {
        return field.isMissingNode() || field.isNull();
    }

    private static String shown(JsonNode found) {
        if (isAbsent(found)) {
            return "nothing";
        }
        var text = found.toString().replaceAll("[\\ud800-\\udfff]", "\ufffd");
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
    }

    // No text of Postgres holds a NUL.
    private static String storable(String text) {
        return text.indexOf(0) < 0 ? text : text.replace('\u0000', '\ufffd');
    }
}
