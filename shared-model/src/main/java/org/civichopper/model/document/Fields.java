package org.civichopper.model.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.text.WhiteSpace;

/// One JSON object of a document, read field by field. It remembers what was asked for: what nobody
/// asked for is a field nobody knows, and [#end] rejects it.
public final class Fields {

    public static final int UNLIMITED = Integer.MAX_VALUE;

    private final String place;
    private final JsonNode object;
    private final Set<String> known = new HashSet<>();

    public Fields(String place, JsonNode object) {
        if (!object.isObject()) {
            throw new Value(place.isEmpty() ? "document" : place, object).expected("an object");
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

    /// A text that something is known by: one of blanks tells nothing apart.
    ///
    /// @param expected for people, for example `an identifier`
    public String key(String name, String expected, int longest) {
        var key = text(name, longest);
        if (WhiteSpace.isBlank(key)) {
            throw new Value(at(name), object.get(name)).expected(expected);
        }
        return key;
    }

    /// A text of a part that is built whole: absent and null are ''.
    public String textOrEmpty(String name, int longest) {
        return optionalText(name, longest).orElse("");
    }

    /// A text that must be there, its white space tidied before it is measured.
    public String tidyText(String name, int longest) {
        return fitting(name, WhiteSpace.tidied(text(name, UNLIMITED)), longest);
    }

    /// The same of one that something is known by.
    public String tidyKey(String name, String expected, int longest) {
        key(name, expected, UNLIMITED);
        return tidyText(name, longest);
    }

    /// The same where absent is '', as null is.
    public String tidyTextOrEmpty(String name, int longest) {
        return fitting(name, WhiteSpace.tidied(textOrEmpty(name, UNLIMITED)), longest);
    }

    /// What becomes of a text once it is spelled as its column holds it.
    ///
    /// @throws InvalidInputException for more than `longest` code points
    String fitting(String name, String spelled, int longest) {
        return Value.fitting(at(name), spelled, longest);
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
        return field(name, "", value -> value.text(longest));
    }

    /// For columns that take NULL.
    Field<Optional<String>> nullableText(String name, int longest) {
        return field(name, Optional.empty(), value -> Optional.of(value.text(longest)));
    }

    Field<Boolean> optionalBoolean(String name) {
        return field(name, false, Value::bool);
    }

    /// A whole number from 0, as every count and position is.
    Field<Integer> optionalCount(String name) {
        return field(name, 0, Value::count);
    }

    /// A number of seconds that may be missing; its fraction is dropped.
    Optional<Integer> offset(String name) {
        Field<Optional<Integer>> offset =
                field(name, Optional.empty(), value -> Optional.of(value.seconds()));
        return offset.orElse(Optional.empty());
    }

    /// Null, blanks and absent are no reference.
    Optional<Reference> reference(String name) {
        return optionalReference(name).orElse(Optional.empty());
    }

    Field<Optional<Reference>> optionalReference(String name) {
        return field(
                name,
                Optional.empty(),
                value ->
                        WhiteSpace.isBlank(value.text(UNLIMITED))
                                ? Optional.empty()
                                : Optional.of(value.reference()));
    }

    Field<List<String>> optionalTexts(String name) {
        return field(
                name,
                List.of(),
                value -> value.elements().stream().map(text -> text.text(UNLIMITED)).toList());
    }

    List<String> texts(String name) {
        return optionalTexts(name).orElse(List.of());
    }

    /// An object that is stored as it is; null is {}.
    public Field<Json> optionalObject(String name) {
        return field(name, Json.EMPTY_OBJECT, value -> value.object().json());
    }

    /// An array of objects that is stored as it is, once each of them is checked; null is `empty`.
    Field<Json> optionalArray(String name, Json empty, Consumer<Fields> check) {
        return field(
                name,
                empty,
                value -> {
                    value.elements().forEach(element -> checkPart(element, check));
                    return value.json();
                });
    }

    /// Parts of a document, each read by `read`; null is none.
    <T> Field<List<T>> optionalParts(String name, Function<Fields, T> read) {
        return field(
                name,
                List.of(),
                value -> value.elements().stream().map(element -> part(element, read)).toList());
    }

    public <T> List<T> parts(String name, Function<Fields, T> read) {
        return optionalParts(name, read).orElse(List.of());
    }

    /// A part that is one object; null is none.
    public <T> Field<Optional<T>> optionalPart(String name, Function<Fields, T> read) {
        return field(name, Optional.empty(), value -> Optional.of(part(value, read)));
    }

    private static <T> T part(Value value, Function<Fields, T> read) {
        var part = new Fields(value.place(), value.node());
        var result = read.apply(part);
        part.end();
        return result;
    }

    /// An object that is dropped.
    void checkPart(String name, Consumer<Fields> check) {
        given(name).ifPresent(value -> checkPart(value, check));
    }

    /// An object that is dropped, or an array of them.
    void checkOneOrMore(String name, Consumer<Fields> check) {
        given(name).stream()
                .flatMap(value -> value.oneOrMore().stream())
                .forEach(value -> checkPart(value, check));
    }

    private static void checkPart(Value value, Consumer<Fields> check) {
        var part = new Fields(value.place(), value.node());
        check.accept(part);
        part.end();
    }

    /// Texts that are kept as they are with what is around them.
    void checkTexts(String... names) {
        checkTextsOrNull(names);
        for (var name : names) {
            if (object.path(name).isNull()) {
                throw new Value(at(name), object.path(name)).expected("text");
            }
        }
    }

    /// Texts that are dropped, or kept as they are where null may stand for them.
    void checkTextsOrNull(String... names) {
        for (var name : names) {
            given(name).ifPresent(value -> value.text(UNLIMITED));
        }
    }

    /// A position that is dropped, because where the element stands says it.
    void checkPosition(String name) {
        given(name).ifPresent(Value::requireWholeNumber);
    }

    private Optional<Value> given(String name) {
        known.add(name);
        return object.hasNonNull(name)
                ? Optional.of(new Value(at(name), object.get(name)))
                : Optional.empty();
    }

    /// A mapping whose keys the document chooses, and the texts under them; null and blanks are
    /// left out.
    public Map<String, String> textsByKey(String name, int longest) {
        var texts = new LinkedHashMap<String, String>();
        field(
                name,
                texts,
                value -> {
                    var inside = new Fields(value.place(), value.node());
                    for (var entry : value.node().properties()) {
                        texts.put(entry.getKey(), inside.textOrEmpty(entry.getKey(), longest));
                    }
                    return texts;
                });
        texts.values().removeIf(WhiteSpace::isBlank);
        return texts;
    }

    boolean has(String name) {
        return object.has(name);
    }

    /// Fields that are allowed and have no column, or a column that is not the document's to set.
    public void ignore(String... names) {
        known.addAll(Arrays.asList(names));
    }

    /// @throws InvalidInputException for a field that nobody asked for
    public void end() {
        for (var field : object.properties()) {
            if (!known.contains(field.getKey())) {
                throw new Value(at(field.getKey()), field.getValue()).expected("no such field");
            }
        }
    }

    public InvalidInputException invalid(String name, String expected, String found) {
        return new InvalidInputException(at(name), expected, found);
    }

    private <T> Field<T> field(String name, T ofNull, Function<Value, T> read) {
        known.add(name);
        var value = object.get(name);
        if (value == null) {
            return Field.absent();
        }
        return Field.given(value.isNull() ? ofNull : read.apply(new Value(at(name), value)));
    }

    private String at(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }
}
