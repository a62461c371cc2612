package org.civichopper.importer.resolve;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// How a committee's name is spelled before it is looked up: as every importer of these tables
/// always did it, small words inside longer ones included.
final class CommitteeName {

    private static final Pattern LETTERS = Pattern.compile("\\p{L}+");
    private static final Pattern SMALL_WORDS = Pattern.compile("And|At|By|For|In|On|Of|The");

    private CommitteeName() {}

    static String of(String given) {
        var titled = LETTERS.matcher(given).replaceAll(CommitteeName::capitalised);
        var lowered =
                SMALL_WORDS
                        .matcher(titled)
                        .replaceAll(match -> match.group().toLowerCase(Locale.ROOT));
        return lowered.replace(" & ", " and ");
    }

    private static String capitalised(MatchResult word) {
        var text = word.group();
        var first = text.offsetByCodePoints(0, 1);
        return text.substring(0, first).toUpperCase(Locale.ROOT)
                + text.substring(first).toLowerCase(Locale.ROOT);
    }
}
