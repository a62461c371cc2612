package org.civichopper.model.text;

import java.util.Locale;
import java.util.regex.Pattern;

/// How bill identifiers are spelled in the tables: `HB0010` is `HB 10`.
public final class BillIdentifier {

    // Without a number, as Vermont numbers its joint resolutions.
    private static final Pattern JOINT_RESOLUTION =
            Pattern.compile("^(SJR|HJR)\\s*([A-Z]+)\\s*$", Pattern.UNICODE_CHARACTER_CLASS);
    // Looked for only where it can begin, and never twice: a vote's word for its bill may be
    // millions of letters or blanks, and has to cost no more than its length.
    private static final Pattern LETTERS_AND_NUMBER =
            Pattern.compile(
                    "(?<![A-Z])(?:(?=[A-Z])|(?<!\\s))([A-Z]*+)\\s*+0*([-\\d]+)",
                    Pattern.UNICODE_CHARACTER_CLASS);

    private BillIdentifier() {}

    public static String normalised(String identifier) {
        var upper = identifier.toUpperCase(Locale.ROOT);
        var joint = JOINT_RESOLUTION.matcher(upper);
        if (joint.matches()) {
            return joint.group(1) + " " + joint.group(2);
        }
        return WhiteSpace.trimmed(LETTERS_AND_NUMBER.matcher(upper).replaceFirst("$1 $2"));
    }
}
