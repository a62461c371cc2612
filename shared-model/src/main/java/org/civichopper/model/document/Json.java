package org.civichopper.model.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Set;
import java.util.TreeMap;
import org.civichopper.model.InvalidInputException;

/// A JSON value in one canonical spelling, so that two values are equal when their texts are: keys
/// sorted, no white space, numbers as the tables' other readers and writers spell them.
public record Json(String text) {

    public static final Json EMPTY_OBJECT = new Json("{}");
    public static final Json EMPTY_ARRAY = new Json("[]");

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final double SCIENTIFIC_FROM = 1e16;

    /// Arrays whose elements become rows with a position, and rows below.
    private static final Set<String> ROWS_IN_ORDER = Set.of("actions", "agenda");

    /// Reads what a database column holds, which is sound JSON.
    public static Json ofColumn(String text) {
        try {
            return of(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("expected JSON in a column, found " + text, e);
        }
    }

    /// @throws InvalidInputException for text that no column can hold
    public static Json of(JsonNode node) {
        return new Json(canonical(node, Set.of()));
    }

    /// The canonical text of a value; the elements of arrays that are named in `unordered` are
    /// sorted, wherever they become rows. What is stored as it is keeps its order.
    static String canonical(JsonNode node, Set<String> unordered) {
        var out = new StringBuilder();
        write(node, false, unordered, out);
        return out.toString();
    }

    private static void write(
            JsonNode node, boolean sorted, Set<String> unordered, StringBuilder out) {
        switch (node.getNodeType()) {
            case OBJECT -> writeObject(node, unordered, out);
            case ARRAY -> writeArray(node, sorted, unordered, out);
            case STRING -> writeText(node.textValue(), out);
            case NUMBER -> out.append(number(node));
            default -> out.append(node.asText());
        }
    }

    private static void writeObject(JsonNode node, Set<String> unordered, StringBuilder out) {
        var fields = new TreeMap<String, JsonNode>();
        for (var field : node.properties()) {
            fields.put(field.getKey(), field.getValue());
        }
        out.append('{');
        var separator = "";
        for (var field : fields.entrySet()) {
            out.append(separator);
            var name = field.getKey();
            var sorted = unordered.contains(name);
            var inside = sorted || ROWS_IN_ORDER.contains(name) ? unordered : Set.<String>of();
            try {
                writeText(name, out);
                out.append(':');
                write(field.getValue(), sorted, inside, out);
            } catch (InvalidInputException e) {
                throw e.within(brief(name));
            }
            separator = ",";
        }
        out.append('}');
    }

    private static void writeArray(
            JsonNode node, boolean sorted, Set<String> unordered, StringBuilder out) {
        out.append('[');
        var begin = out.length();
        var ends = new int[node.size()];
        for (int i = 0; i < ends.length; i++) {
            if (i > 0) {
                out.append(',');
            }
            try {
                write(node.get(i), false, unordered, out);
            } catch (InvalidInputException e) {
                throw e.within("[" + i + "]");
            }
            ends[i] = out.length();
        }
        if (sorted) {
            sort(begin, ends, out);
        }
        out.append(']');
    }

    private static void sort(int begin, int[] ends, StringBuilder out) {
        var elements = new ArrayList<String>(ends.length);
        int from = begin;
        for (var end : ends) {
            elements.add(out.substring(from, end));
            from = end + 1; // behind the comma
        }
        Collections.sort(elements);
        out.setLength(begin);
        out.append(String.join(",", elements));
    }

    private static void writeText(String text, StringBuilder out) {
        out.append('"');
        if (requireStorable(text)) {
            out.append(text);
        } else {
            JsonStringEncoder.getInstance().quoteAsString(text, out);
        }
        out.append('"');
    }

    /// Postgres holds neither NUL nor half a surrogate pair, in no column of any type.
    ///
    /// @return whether JSON spells the text as it is, as it does nearly always
    static boolean requireStorable(String text) {
        var plain = true;
        for (int at = 0; at < text.length(); at++) {
            var unit = text.charAt(at);
            plain &= unit >= ' ' && unit != '"' && unit != '\\';
            if (unit == 0) {
                throw new InvalidInputException(
                        "", "text without NUL", "\"" + brief(text) + "\" with one at " + at);
            }
            if (Character.isSurrogate(unit)) {
                if (Character.isHighSurrogate(unit)
                        && at + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(at + 1))) {
                    at++;
                } else {
                    throw new InvalidInputException(
                            "",
                            "whole characters",
                            "\"" + brief(text) + "\" with half a surrogate pair at " + at);
                }
            }
        }
        return plain;
    }

    private static String brief(String text) {
        var start = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        return start.codePoints()
                .map(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF) ? '\uFFFD' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    // Whole numbers exactly; others as the double they are, with at least one digit behind the
    // point: 2.50 is 2.5 and 1e2 is 100.0, as every earlier importer stored them.
    private static String number(JsonNode node) {
        if (node.isIntegralNumber()) {
            return node.bigIntegerValue().toString();
        }
        var value = node.doubleValue();
        if (Double.isInfinite(value) || Double.isNaN(value)) {
            throw new InvalidInputException("", "a number in range", node.asText());
        }
        var exact = new BigDecimal(Double.toString(value));
        if (Math.abs(value) >= SCIENTIFIC_FROM) {
            return exact.toBigInteger().toString();
        }
        if (exact.signum() == 0) {
            return "0.0";
        }
        var plain = exact.stripTrailingZeros();
        return (plain.scale() < 1 ? plain.setScale(1, RoundingMode.UNNECESSARY) : plain)
                .toPlainString();
    }
}
