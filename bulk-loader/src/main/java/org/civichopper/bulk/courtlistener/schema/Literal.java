package org.civichopper.bulk.courtlistener.schema;

/// A text as SQL takes it, whatever it holds.
final class Literal {

    private Literal() {}

    static String quoted(String text) {
        var doubled = text.replace("'", "''");
        return text.indexOf('\\') < 0
                ? "'" + doubled + "'"
                : " E'" + doubled.replace("\\", "\\\\") + "'";
    }
}
