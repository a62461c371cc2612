package org.civichopper.model.person;

import java.util.regex.Pattern;

/// White space in what people typed: Unicode's, a no-break space included.
final class Texts {

    private static final Pattern RUNS =
            Pattern.compile("[\\s\\x1c-\\x1f]+", Pattern.UNICODE_CHARACTER_CLASS);

    private Texts() {}

    /// Every run becomes one blank, and none is left at the ends.
    static String collapsed(String text) {
        return RUNS.matcher(text).replaceAll(" ").strip();
    }
}
