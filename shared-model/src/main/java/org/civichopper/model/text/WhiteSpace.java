package org.civichopper.model.text;

import java.util.regex.Pattern;

/// White space as these tables' importers always saw it: Unicode's, a no-break space included.
public final class WhiteSpace {

    private static final String ANY = "[\\s\\x1c-\\x1f]+";
    private static final Pattern RUNS = Pattern.compile(ANY, Pattern.UNICODE_CHARACTER_CLASS);

    private static final char NEXT_LINE = '\u0085';

    private WhiteSpace() {}

    /// Every run becomes one blank.
    public static String collapsed(String text) {
        return isCollapsed(text) ? text : RUNS.matcher(text).replaceAll(" ");
    }

    // Nearly every text is, and looking is many times faster than a pattern.
    private static boolean isCollapsed(String text) {
        var afterBlank = false;
        for (int at = 0; at < text.length(); at++) {
            var character = text.charAt(at);
            var blank = character == ' ';
            if (blank ? afterBlank : character < ' ' || isSpace(character)) {
                return false;
            }
            afterBlank = blank;
        }
        return true;
    }

    /// Every run becomes one blank, and none is left at the ends.
    public static String tidied(String text) {
        return collapsed(text).strip();
    }

    /// None is left at the ends.
    public static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /// Whether there is nothing else.
    public static boolean isBlank(String text) {
        return trimmed(text).isEmpty();
    }

    private static boolean isSpace(char character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || character == NEXT_LINE;
    }
}
