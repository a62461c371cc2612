package org.civichopper.localcloud.socrata;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The words of a SoQL text, one after the other.
final class Tokens {

    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\s*('(?:[^']|'')*'|-?\\d+(?:\\.\\d+)?|<=|>=|<>|!=|[=<>(),]|:?\\*|`[^`]+`|[:@\\w]+)\\s*");
    private static final String END = "the end";

    private final List<String> words = new ArrayList<>();
    private int next;

    Tokens(String text) {
        var matcher = TOKEN.matcher(text);
        int end = 0;
        while (matcher.lookingAt()) {
            words.add(matcher.group(1));
            end = matcher.end();
            matcher.region(end, text.length());
        }
        if (end < text.length()) {
            throw Refusal.malformed("a word of SoQL", text.substring(end));
        }
    }

    boolean isAtEnd() {
        return next == words.size();
    }

    /// Goes on behind the word, in any case, if that is the next one.
    boolean took(String word) {
        if (!peek().equalsIgnoreCase(word)) {
            return false;
        }
        next++;
        return true;
    }

    void expect(String word) {
        if (!took(word)) {
            throw Refusal.malformed(word, peek());
        }
    }

    void expectEnd() {
        if (!isAtEnd()) {
            throw Refusal.malformed(END, peek());
        }
    }

    String take() {
        var word = peek();
        next++;
        return word;
    }

    /// The name of a column, without the quotes that it may have.
    String name() {
        return take().replace("`", "");
    }

    /// What a text in quotes or a number says.
    String literal() {
        var word = take();
        if (word.startsWith("'")) {
            return word.substring(1, word.length() - 1).replace("''", "'");
        }
        if (word.matches("-?[0-9].*")) {
            return word;
        }
        throw Refusal.malformed("a text in single quotes or a number", word);
    }

    private String peek() {
        return isAtEnd() ? END : words.get(next);
    }
}
