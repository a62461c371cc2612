package org.civichopper.commandline;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What a person sees of what was printed: a terminal of one width and any height, which knows what
/// bars are drawn with and refuses all else.
record DrawnScreen(int width) {

    private static final Pattern PIECE =
            Pattern.compile("\u001b\\[(?:(?<up>\\d+)A|\\?7[lh]|(?<clear>[KJ]))|[\r\n]|[^\\p{Cc}]");

    /// Lines from above, without blank ends.
    List<String> after(String printed) {
        var lines = new ArrayList<StringBuilder>(List.of(new StringBuilder()));
        var row = 0;
        var column = 0;
        var read = 0;
        for (var piece : PIECE.matcher(printed).results().toList()) {
            if (piece.start() != read) {
                throw new AssertionError("cannot be drawn: " + printed.substring(read));
            }
            read = piece.end();
            var line = lines.get(row);
            if (piece.group("up") != null) {
                row -= Integer.parseInt(piece.group("up"));
                if (row < 0) {
                    throw new AssertionError("went above the first line");
                }
            } else if (piece.group("clear") != null) {
                line.setLength(Math.min(line.length(), column));
                if (piece.group("clear").equals("J")) {
                    lines.subList(row + 1, lines.size()).clear();
                }
            } else if (piece.group().equals("\r")) {
                column = 0;
            } else if (piece.group().equals("\n")) {
                row++;
                column = 0;
                if (row == lines.size()) {
                    lines.add(new StringBuilder());
                }
            } else if (piece.group().charAt(0) != '\u001b') {
                if (column == width) {
                    throw new AssertionError("wider than the terminal: " + line);
                }
                line.replace(column, Math.min(line.length(), column + 1), piece.group());
                column++;
            }
        }
        return lines.stream()
                .map(StringBuilder::toString)
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
