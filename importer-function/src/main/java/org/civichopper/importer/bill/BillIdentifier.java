package org.civichopper.importer.bill;

import java.util.Locale;
import java.util.regex.Pattern;
import org.civichopper.importer.resolve.WhiteSpace;

/// How bill identifiers are spelled in the tables: `HB0010` is `HB 10`.
public final class BillIdentifier {

    // Without a number, as Vermont numbers its joint resolutions.
    private static final Pattern JOINT_RESOLUTION =
            Pattern.compile("^(SJR|HJR)\\s*([A-Z]+)\\s*$", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern LETTERS_AND_NUMBER =
            // Only from where a run begins, and never back: a hostile text costs no more than its
            // length.
            Pattern.compile(
                    "(?<![A-Z\\s])([A-Z]*+)\\s*+0*([-\\d]+)", Pattern.UNICODE_CHARACTER_CLASS);

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
