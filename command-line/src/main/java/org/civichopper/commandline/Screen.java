package org.civichopper.commandline;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.civichopper.model.text.Harmless;

/// Text that fits a terminal and does nothing to it, wherever it comes from.
///
/// @param width in characters
public record Screen(int width) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:/][A-Za-z0-9_.:/-]*");
    private static final int NARROWEST = 40;

    public Screen {
        width = Math.max(NARROWEST, width);
    }

    /// A harmless word for a command line that a person may copy: in quotes where a shell would
    /// read something else.
    public static String argument(String word) {
        return PLAIN.matcher(word).matches()
                ? word
                : "'" + Harmless.line(word).replace("'", "'\\''") + "'";
    }

    /// Prints what others say as harmless words of a line of ours.
    public static void printf(PrintWriter out, String format, Object... words) {
        out.printf(
                format,
                Arrays.stream(words)
                        .map(word -> word instanceof Number ? word : Harmless.line(word.toString()))
                        .toArray());
    }

    /// As much of one harmless line as fits.
    public String cut(String text) {
        return cut(text, width);
    }

    /// As much of one harmless line as fits into so many characters.
    public static String cut(String text, int characters) {
        var line = Harmless.line(text);
        if (line.codePointCount(0, line.length()) <= characters) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, characters - 1)) + "…";
    }

    /// Harmless lines that hold all of the text.
    ///
    /// @param first what the first begins with; the others begin below its end
    public List<String> wrapped(String first, String text) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder(first);
        var indent = " ".repeat(first.length());
        var empty = true;
        for (var word : Harmless.line(text).split(" ")) {
            if (!empty && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder(indent);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
            while (line.length() > width) { // a word of its own length
                lines.add(line.substring(0, width));
                line = new StringBuilder(indent + line.substring(width));
            }
        }
        lines.add(line.toString());
        return lines;
    }
}
