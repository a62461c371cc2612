package org.civichopper.model.text;

import static java.util.stream.Collectors.joining;

import java.util.regex.Pattern;

/// Text of others that a terminal obeys nothing of, and that a log takes for one line. Documents,
/// messages and names of files may say anything.
public final class Harmless {

    // Control and direction characters, other line ends, half a surrogate pair.
    private static final Pattern HARMFUL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private Harmless() {}

    /// One line, with what is harmful spelled out, for example `\u001b`.
    public static String line(String text) {
        return HARMFUL.matcher(text).replaceAll(found -> escaped(found.group()));
    }

    /// Lines that end as they did; all but the first begin with spaces, so that none of them can be
    /// taken for what we say ourselves.
    public static String lines(String text) {
        var first = text.lines().findFirst().map(Harmless::line).orElse("");
        var others =
                text.lines()
                        .skip(1)
                        .map(Harmless::line)
                        .map(line -> line.startsWith("  ") ? line : "  " + line)
                        .map(line -> "\n" + line)
                        .collect(joining());
        return first + others;
    }

    private static String escaped(String characters) {
        var escaped = new StringBuilder();
        characters.chars().forEach(c -> escaped.append("\\\\u%04x".formatted(c)));
        return escaped.toString();
    }
}
