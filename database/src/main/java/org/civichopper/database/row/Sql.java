package org.civichopper.database.row;

/// Names in statements. They come from the declarations of tables, never from a document.
final class Sql {

    private Sql() {}

    static String quoted(String column) {
        return '"' + column + '"';
    }
}
