package org.civichopper.bulk.openstates.zip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.civichopper.bulk.read.RowRejectedException;

/// Reads what Python prints of lists, dicts, texts, numbers, True, False and None, and nothing
/// else: nothing is ever evaluated.
final class PythonLiteral {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 64;
    private static final int MOST_SHOWN = 80;
    private static final char END = '\uffff';
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?(e[+-]?[0-9]{1,3})?");

    private final String text;
    private int at;

    private PythonLiteral(String text) {
        this.text = text;
    }

    /// @throws RowRejectedException for anything else than one literal
    static JsonNode read(String text) {
        var literal = new PythonLiteral(text);
        var value = literal.value(0);
        if (literal.at < text.length()) {
            throw literal.rejected("nothing behind it");
        }
        return value;
    }

    /// A list of texts.
    static ArrayNode texts(String text) {
        if (read(text) instanceof ArrayNode list) {
            for (var each : list) {
                if (!each.isTextual()) {
                    throw new RowRejectedException("a list of texts", shown(text));
                }
            }
            return list;
        }
        throw new RowRejectedException("a list of texts", shown(text));
    }

    /// A dict, as a JSON object.
    static ObjectNode dict(String text) {
        if (read(text) instanceof ObjectNode dict) {
            return dict;
        }
        throw new RowRejectedException("a dict", shown(text));
    }

    private JsonNode value(int depth) {
        if (depth > DEEPEST) {
            throw rejected("at most " + DEEPEST + " levels");
        }
        return switch (letter()) {
            case '[' -> list(depth);
            case '{' -> dict(depth);
            case '\'', '"' -> JSON.textNode(quoted());
            case 'T' -> word("True", JSON.booleanNode(true));
            case 'F' -> word("False", JSON.booleanNode(false));
            case 'N' -> word("None", JSON.nullNode());
            default -> number();
        };
    }

    private char letter() {
        return at < text.length() ? text.charAt(at) : END;
    }

    private boolean takes(char wanted) {
        if (letter() == wanted && at < text.length()) {
            at++;
            return true;
        }
        return false;
    }

    private void blanks() {
        while (letter() == ' ') {
            at++;
        }
    }

    private ArrayNode list(int depth) {
        var list = JSON.arrayNode();
        at++;
        blanks();
        if (takes(']')) {
            return list;
        }
        do {
            blanks();
            list.add(value(depth + 1));
            blanks();
        } while (takes(','));
        require(']', "a comma or the list's end");
        return list;
    }

    private ObjectNode dict(int depth) {
        var dict = JSON.objectNode();
        at++;
        blanks();
        if (takes('}')) {
            return dict;
        }
        do {
            blanks();
            if (letter() != '\'' && letter() != '"') {
                throw rejected("a text as key");
            }
            var key = quoted();
            blanks();
            require(':', "a colon behind the key");
            blanks();
            dict.set(key, value(depth + 1));
            blanks();
        } while (takes(','));
        require('}', "a comma or the dict's end");
        return dict;
    }

    private void require(char wanted, String expected) {
        if (!takes(wanted)) {
            throw rejected(expected);
        }
    }

    private JsonNode word(String word, JsonNode means) {
        if (!text.startsWith(word, at)) {
            throw rejected("True, False or None");
        }
        at += word.length();
        return means;
    }

    private JsonNode number() {
        var number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw rejected("a list, a dict, a text, a number, True, False or None");
        }
        at = number.end();
        var value = new BigDecimal(number.group());
        return number.group(2) == null && number.group(3) == null
                ? JSON.numberNode(value.toBigIntegerExact())
                : JSON.numberNode(value);
    }

    private String quoted() {
        var quote = text.charAt(at++);
        var read = new StringBuilder();
        while (!takes(quote)) {
            var letter = letter();
            if (at >= text.length() || letter == '\n' || letter == '\r') {
                throw rejected("the quote that ends the text");
            }
            at++;
            if (letter == '\\') {
                escaped(read);
            } else {
                read.append(letter);
            }
        }
        return read.toString();
    }

    private void escaped(StringBuilder read) {
        var letter = letter();
        at++;
        switch (letter) {
            case '\'', '"', '\\' -> read.append(letter);
            case 'n' -> read.append('\n');
            case 't' -> read.append('\t');
            case 'r' -> read.append('\r');
            case 'x' -> read.appendCodePoint(point(2));
            case 'u' -> read.appendCodePoint(point(4));
            case 'U' -> read.appendCodePoint(point(8));
            default -> {
                at--;
                throw rejected("one of the escapes \\' \\\" \\\\ \\n \\r \\t \\x \\u \\U");
            }
        }
    }

    // Python prints no half of a pair of UTF-16 that was read well.
    private int point(int digits) {
        var point = 0L;
        for (var digit = 0; digit < digits; digit++, at++) {
            var value = letter() < 0x80 ? Character.digit(letter(), 16) : -1;
            if (value < 0) {
                throw rejected(digits + " hexadecimal digits");
            }
            point = point * 16 + value;
        }
        if (point > Character.MAX_CODE_POINT
                || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
            throw rejected("a character");
        }
        return (int) point;
    }

    private RowRejectedException rejected(String expected) {
        return new RowRejectedException(
                "a literal as Python prints it: " + expected + " at letter " + (at + 1),
                shown(text));
    }

    private static String shown(String text) {
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
    }
}
