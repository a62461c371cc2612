package org.civichopper.model.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// One JSON object of a document, read field by field. It remembers what was asked for: what nobody
/// asked for is a field nobody knows, and [#end] rejects it.
public final class Fields {

    public static final int UNLIMITED = Integer.MAX_VALUE;

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final String place;
    private final JsonNode object;
    private final Set<String> known = new HashSet<>();

    public Fields(String place, JsonNode object) {
        if (!object.isObject()) {
            throw new InvalidDocumentException(
                    place.isEmpty() ? "document" : place, "an object", describe(object));
        }
        this.place = place;
        this.object = object;
    }

    /// A text that must be there; null is ''.
    public String text(String name, int longest) {
        return optionalText(name, longest)
                .toOptional()
                .orElseThrow(() -> invalid(name, "text", "nothing"));
    }

    /// A text of a part that is built whole: absent and null are ''.
    public String textOrEmpty(String name, int longest) {
        return optionalText(name, longest).orElse("");
    }

    /// A text cut at `longest` code points instead of rejected.
    String cutText(String name, int longest) {
        var text = textOrEmpty(name, UNLIMITED);
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest));
    }

    /// Null is ''.
    Field<String> optionalText(String name, int longest) {
        return field(name, "", value -> textOf(name, value, longest));
    }

    /// For columns that take NULL.
    Field<Optional<String>> nullableText(String name, int longest) {
        return field(name, Optional.empty(), value -> Optional.of(textOf(name, value, longest)));
    }

    Field<Boolean> optionalBoolean(String name) {
        return field(name, false, value -> booleanOf(name, value));
    }

    /// A whole number from 0, as every count and position is.
    Field<Integer> optionalCount(String name) {
        return field(name, 0, value -> countOf(name, value));
    }

    /// A number of seconds that may be missing; its fraction is dropped.
    Optional<Integer> offset(String name) {
        Field<Optional<Integer>> offset =
                field(
                        name,
                        Optional.empty(),
                        value -> {
                            var seconds = value.asDouble(-1);
                            if (!value.isNumber() || !(seconds >= 0 && seconds < 1L << 31)) {
                                throw invalid(name, "a number from 0", describe(value));
                            }
                            return Optional.of((int) seconds);
                        });
        return offset.orElse(Optional.empty());
    }

    /// Null, '' and absent are no reference.
    Optional<Reference> reference(String name) {
        return optionalReference(name).orElse(Optional.empty());
    }

    Field<Optional<Reference>> optionalReference(String name) {
        return field(
                name,
                Optional.empty(),
                value -> {
                    var text = textOf(name, value, UNLIMITED);
                    return text.isEmpty() ? Optional.empty() : Optional.of(referenceOf(name, text));
                });
    }

    Field<List<String>> optionalTexts(String name) {
        return field(
                name,
                List.of(),
                value -> {
                    var texts = new ArrayList<String>();
                    for (var element : arrayOf(name, value)) {
                        texts.add(textOf(name + "[" + texts.size() + "]", element, UNLIMITED));
                    }
                    return List.copyOf(texts);
                });
    }

    List<String> texts(String name) {
        return optionalTexts(name).orElse(List.of());
    }

    /// An object that is stored as it is; null is {}.
    public Field<Json> optionalObject(String name) {
        return field(
                name,
                Json.EMPTY_OBJECT,
                value -> {
                    if (!value.isObject()) {
                        throw invalid(name, "an object", describe(value));
                    }
                    return Json.of(value);
                });
    }

    /// An array that is stored as it is; null is `empty`.
    Field<Json> optionalArray(String name, Json empty) {
        return field(name, empty, value -> Json.of(arrayOf(name, value)));
    }

    /// Parts of a document, each read by `read`; null is none.
    <T> Field<List<T>> optionalParts(String name, Function<Fields, T> read) {
        return field(
                name,
                List.of(),
                value -> {
                    var parts = new ArrayList<T>();
                    for (var element : arrayOf(name, value)) {
                        var part = new Fields(at(name) + "[" + parts.size() + "]", element);
                        parts.add(read.apply(part));
                        part.end();
                    }
                    return List.copyOf(parts);
                });
    }

    public <T> List<T> parts(String name, Function<Fields, T> read) {
        return optionalParts(name, read).orElse(List.of());
    }

    /// A part that is one object; null is none.
    public <T> Field<Optional<T>> optionalPart(String name, Function<Fields, T> read) {
        return field(
                name,
                Optional.empty(),
                value -> {
                    var part = new Fields(at(name), value);
                    var result = read.apply(part);
                    part.end();
                    return Optional.of(result);
                });
    }

    /// A mapping whose keys the document chooses, and the texts under them; null and '' are left
    /// out.
    public Map<String, String> textsByKey(String name, int longest) {
        var texts = new LinkedHashMap<String, String>();
        field(
                name,
                texts,
                value -> {
                    var inside = new Fields(at(name), value);
                    for (var entry : value.properties()) {
                        texts.put(entry.getKey(), inside.textOrEmpty(entry.getKey(), longest));
                    }
                    return texts;
                });
        texts.values().removeIf(String::isEmpty);
        return texts;
    }

    boolean has(String name) {
        return object.has(name);
    }

    /// Fields that are allowed and have no column, or a column that is not the document's to set.
    public void ignore(String... names) {
        known.addAll(Arrays.asList(names));
    }

    /// @throws InvalidDocumentException for a field that nobody asked for
    public void end() {
        for (var field : object.properties()) {
            if (!known.contains(field.getKey())) {
                throw new InvalidDocumentException(
                        at(field.getKey()), "no such field", describe(field.getValue()));
            }
        }
    }

    public InvalidDocumentException invalid(String name, String expected, String found) {
        return new InvalidDocumentException(at(name), expected, found);
    }

    private <T> Field<T> field(String name, T ofNull, Function<JsonNode, T> read) {
        known.add(name);
        var value = object.get(name);
        if (value == null) {
            return Field.absent();
        }
        return Field.given(value.isNull() ? ofNull : read.apply(value));
    }

    private String at(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    private String textOf(String name, JsonNode value, int longest) {
        if (!value.isTextual()) {
            throw invalid(name, "text", describe(value));
        }
        var text = value.textValue();
        requireStorable(name, text);
        if (text.length() > longest && text.codePointCount(0, text.length()) > longest) {
            var length = text.codePointCount(0, text.length());
            throw invalid(
                    name, "text of at most " + longest + " characters", length + " characters");
        }
        return text;
    }

    private void requireStorable(String name, String text) {
        try {
            Json.requireStorable(text);
        } catch (InvalidDocumentException e) {
            throw e.within(at(name));
        }
    }

    private boolean booleanOf(String name, JsonNode value) {
        if (!value.isBoolean()) {
            throw invalid(name, "true or false", describe(value));
        }
        return value.booleanValue();
    }

    private int countOf(String name, JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
            throw invalid(name, "a whole number from 0 to 2147483647", describe(value));
        }
        return value.intValue();
    }

    private JsonNode arrayOf(String name, JsonNode value) {
        if (!value.isArray()) {
            throw invalid(name, "an array", describe(value));
        }
        return value;
    }

    private Reference referenceOf(String name, String text) {
        if (!text.startsWith("~")) {
            return new Reference.Scraped(text);
        }
        try {
            var described = MAPPER.readTree(text.substring(1));
            if (described.isObject()) {
                var known = new HashMap<String, String>();
                for (var entry : described.properties()) {
                    if (!entry.getValue().isNull()) {
                        var value = entry.getValue().asText();
                        requireStorable(name, value);
                        known.put(entry.getKey(), value);
                    }
                }
                return new Reference.Described(known);
            }
        } catch (JsonProcessingException e) {
            throw invalid(name, "~ and a JSON object", describe(text));
        }
        throw invalid(name, "~ and a JSON object", describe(text));
    }

    private static String describe(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case NULL -> "null";
            case MISSING -> "nothing";
            case STRING -> describe(value.textValue());
            default -> value.getNodeType().toString().toLowerCase() + " " + value.asText();
        };
    }

    private static String describe(String text) {
        return '"' + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + '"';
    }
}
