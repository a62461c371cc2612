package org.civichopper.importer.resolve;

import java.util.regex.Pattern;

/// White space as these tables' importers always saw it: Unicode's, a no-break space included.
public final class WhiteSpace {

    private static final String ANY = "[\\s\\x1c-\\x1f]+";
    private static final Pattern RUNS = Pattern.compile(ANY, Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern ENDS =
            Pattern.compile("^" + ANY + "|" + ANY + "$", Pattern.UNICODE_CHARACTER_CLASS);

    private WhiteSpace() {}

    /// Every run becomes one blank.
    public static String collapsed(String text) {
        return RUNS.matcher(text).replaceAll(" ");
    }

    public static String trimmed(String text) {
        return ENDS.matcher(text).replaceAll("");
    }
}
