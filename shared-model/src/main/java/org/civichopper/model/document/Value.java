package org.civichopper.model.document;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.civichopper.model.InvalidInputException;

/// A value of a document and where it stands. Asked for as what it has to be, it is that or the
/// reason why the document is rejected.
record Value(String place, JsonNode node) {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int LONGEST_SHOWN = 60;

    /// @param longest in code points, as columns count
    String text(int longest) {
        if (!node.isTextual()) {
            throw expected("text");
        }
        return fitting(place, storable(node.textValue()), longest);
    }

    /// The text of a place, if its column holds that much.
    static String fitting(String place, String text, int longest) {
        if (text.length() > longest && text.codePointCount(0, text.length()) > longest) {
            var length = text.codePointCount(0, text.length());
            throw new InvalidInputException(
                    place, "text of at most " + longest + " characters", length + " characters");
        }
        return text;
    }

    boolean bool() {
        if (!node.isBoolean()) {
            throw expected("true or false");
        }
        return node.booleanValue();
    }

    /// A whole number from 0, as every count and position is.
    int count() {
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 0) {
            throw expected("a whole number from 0 to 2147483647");
        }
        return node.intValue();
    }

    /// A number of seconds; its fraction is dropped.
    int seconds() {
        var seconds = node.asDouble(-1);
        if (!node.isNumber() || !(seconds >= 0 && seconds < 1L << 31)) {
            throw expected("a number from 0");
        }
        return (int) seconds;
    }

    /// Of any size and either sign, and 1.0 is one, too.
    void requireWholeNumber() {
        if (!node.isNumber() || !node.canConvertToExactIntegral()) {
            throw expected("a whole number");
        }
    }

    /// The elements of an array, or the object alone.
    List<Value> oneOrMore() {
        if (!node.isContainerNode()) {
            throw expected("an object or an array");
        }
        return node.isObject() ? List.of(this) : elements();
    }

    List<Value> elements() {
        var elements = new ArrayList<Value>();
        for (var element : array().node) {
            elements.add(new Value(place + "[" + elements.size() + "]", element));
        }
        return elements;
    }

    Value array() {
        if (!node.isArray()) {
            throw expected("an array");
        }
        return this;
    }

    Value object() {
        if (!node.isObject()) {
            throw expected("an object");
        }
        return this;
    }

    Json json() {
        return Json.of(node);
    }

    Reference reference() {
        var text = text(Fields.UNLIMITED);
        return text.startsWith("~") ? described(text) : new Reference.Scraped(text);
    }

    InvalidInputException expected(String what) {
        return new InvalidInputException(place, what, toString());
    }

    private Reference described(String text) {
        try (var json = MAPPER.createParser(text.substring(1))) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                var known = new HashMap<String, String>();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    var name = json.currentName();
                    switch (json.nextToken()) {
                        case VALUE_NULL -> known.remove(name); // the last of several counts
                        case VALUE_STRING -> known.put(name, storable(json.getText()));
                        default ->
                                known.put(
                                        name, storable(json.<JsonNode>readValueAsTree().asText()));
                    }
                }
                if (json.nextToken() == null) {
                    return new Reference.Described(text, known);
                }
            }
        } catch (IOException e) {
            throw expected("~ and a JSON object");
        }
        throw expected("~ and a JSON object");
    }

    private String storable(String text) {
        try {
            Json.requireStorable(text);
            return text;
        } catch (InvalidInputException e) {
            throw e.within(place);
        }
    }

    /// As it is shown to people: its kind, or the beginning of it.
    @Override
    public String toString() {
        return switch (node.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case NULL -> "null";
            case MISSING -> "nothing";
            case STRING -> quoted(node.textValue());
            default -> node.getNodeType().toString().toLowerCase() + " " + node.asText();
        };
    }

    private static String quoted(String text) {
        var shown = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
        return '"' + shown + '"';
    }
}
