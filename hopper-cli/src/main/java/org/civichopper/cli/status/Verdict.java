package org.civichopper.cli.status;

/// A status on a terminal: its verdict in colour, and in sight also where the terminal has fewer
/// lines than the status.
///
/// @param rows of the terminal
record Verdict(int rows, boolean colour) {

    private static final String BAD = "\u001b[1;31m";
    private static final String GOOD = "\u001b[1;32m";
    private static final String PLAIN = "\u001b[0m";

    /// All of it; where the first line would have gone by, it is the last one, too.
    String whole(String text) {
        var first = first(text);
        return coloured(text) + (lines(text) < rows ? "" : "\n" + coloured(first + "\n"));
    }

    /// As much as the terminal has lines for, from the verdict on.
    String cut(String text) {
        if (lines(text) < rows) {
            return coloured(text);
        }
        var shown = text.lines().limit(Math.max(1, rows - 2)).toList();
        return coloured(String.join("\n", shown) + "\n")
                + "… and %d more lines, on a taller terminal\n"
                        .formatted(lines(text) - shown.size());
    }

    private static long lines(String text) {
        return text.lines().count();
    }

    private static String first(String text) {
        return text.lines().findFirst().orElse("");
    }

    private String coloured(String text) {
        var first = first(text);
        if (!colour || first.isEmpty()) {
            return text;
        }
        var well = first.endsWith("all is well");
        return (well ? GOOD : BAD) + first + PLAIN + text.substring(first.length());
    }
}
