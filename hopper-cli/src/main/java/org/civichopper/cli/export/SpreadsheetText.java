package org.civichopper.cli.export;

/// Cells that a spreadsheet takes for text. It runs a cell that begins like a formula, and what a
/// legislature's site says is nobody's to run.
final class SpreadsheetText {

    /// What begins a formula, also as wide as East Asian letters, which some programs narrow.
    private static final String BEGINS_FORMULA = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

    private SpreadsheetText() {}

    /// The same text, behind an apostrophe if it would not be taken for one.
    static String of(String text) {
        return isRisky(text) ? "'" + text : text;
    }

    // A tab or a line's end may be dropped with what is before it, and so may any blank.
    private static boolean isRisky(String text) {
        for (int at = 0; at < text.length(); at++) {
            var letter = text.charAt(at);
            if (letter == '\t' || letter == '\r' || letter == '\n') {
                return true;
            }
            if (!isBlank(letter)) {
                return BEGINS_FORMULA.indexOf(letter) >= 0;
            }
        }
        return false;
    }

    private static boolean isBlank(char letter) {
        return Character.isWhitespace(letter)
                || Character.isSpaceChar(letter)
                || Character.isISOControl(letter)
                || Character.getType(letter) == Character.FORMAT;
    }
}
