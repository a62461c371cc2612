package org.civichopper.cli.export;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.stream.StreamSupport;

/// Lists and JSON as Python prints them, `['bill', 'tax']`: that is what stands in the bulk files
/// that people have readers for.
final class PythonText {

    private static final JsonMapper JSON = new JsonMapper();

    private PythonText() {}

    /// @param elements of an array of texts, null for NULL
    static String ofList(String[] elements) {
        var list = JSON.createArrayNode();
        for (var element : elements) {
            list.add(element);
        }
        return of(list);
    }

    static String ofJson(String json) {
        try {
            return of(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a jsonb column holds JSON", e);
        }
    }

    static String of(boolean value) {
        return value ? "True" : "False";
    }

    private static String of(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY ->
                    StreamSupport.stream(node.spliterator(), false)
                            .map(PythonText::of)
                            .collect(joining(", ", "[", "]"));
            case OBJECT ->
                    node.properties().stream()
                            .map(field -> quoted(field.getKey()) + ": " + of(field.getValue()))
                            .collect(joining(", ", "{", "}"));
            case STRING -> quoted(((TextNode) node).textValue());
            case BOOLEAN -> of(node.booleanValue());
            case NULL, MISSING -> "None";
            case NUMBER, BINARY, POJO -> node.asText();
        };
    }

    private static String quoted(String text) {
        var quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        var quoted = new StringBuilder().append(quote);
        text.codePoints()
                .forEach(point -> {
                    switch (point) {
                        case '\\' -> quoted.append("\\\\");
                        case '\n' -> quoted.append("\\n");
                        case '\r' -> quoted.append("\\r");
                        case '\t' -> quoted.append("\\t");
                        default -> {
                            if (point == quote) {
                                quoted.append('\\').append(quote);
                            } else if (isPrintable(point)) {
                                quoted.appendCodePoint(point);
                            } else {
                                quoted.append(escaped(point));
                            }
                        }
                    }
                });
        return quoted.append(quote).toString();
    }

    private static boolean isPrintable(int point) {
        return point == ' '
                || switch (Character.getType(point)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SPACE_SEPARATOR ->
                            false;
                    default -> true;
                };
    }

    private static String escaped(int point) {
        if (point <= 0xff) {
            return "\\x%02x".formatted(point);
        }
        return point <= 0xffff ? "\\u%04x".formatted(point) : "\\U%08x".formatted(point);
    }
}
