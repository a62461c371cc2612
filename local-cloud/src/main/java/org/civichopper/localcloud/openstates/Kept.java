package org.civichopper.localcloud.openstates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;

/// A record as it is sent, with all that can be included, and where it is listed.
record Kept(Place place, Piece whole) {

    private static final JsonMapper MAPPER = new JsonMapper();

    static Kept of(Kind kind, ObjectNode node) {
        return new Kept(Place.of(kind, node), Piece.of(bytes(node)));
    }

    /// The same place with other content, however wrong that is.
    Kept with(ObjectNode content) {
        return new Kept(place, Piece.of(bytes(content)));
    }

    ObjectNode node() {
        try {
            return (ObjectNode) MAPPER.readTree(whole.plain());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what was written: " + place, e);
        }
    }

    Piece sent(Collection<String> included) {
        if (included.containsAll(place.kind().includes())) {
            return whole;
        }
        var node = node();
        place.kind().includes().stream()
                .filter(include -> !included.contains(include))
                .forEach(node::remove);
        return Piece.of(bytes(node));
    }

    // The API sends no null, but for what `extras` holds, which it hands on as it is.
    private static byte[] bytes(ObjectNode node) {
        try {
            return MAPPER.writeValueAsBytes(hasNull(node) ? withoutNull(node.deepCopy()) : node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot write " + node, e);
        }
    }

    private static boolean hasNull(JsonNode node) {
        if (node.isContainerNode()) {
            for (var child : node) {
                if (child.isNull() || hasNull(child)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static JsonNode withoutNull(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.removeIf(JsonNode::isNull);
        }
        node.properties().stream()
                .filter(field -> !field.getKey().equals("extras"))
                .forEach(field -> withoutNull(field.getValue()));
        if (node.isArray()) {
            node.forEach(Kept::withoutNull);
        }
        return node;
    }
}
