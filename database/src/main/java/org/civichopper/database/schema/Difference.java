package org.civichopper.database.schema;

/// Something we need of a database that is not as we need it.
///
/// @param place a table, `table.column`, or the server
public record Difference(String place, String expected, String found) {

    @Override
    public String toString() {
        return place + ": expected " + expected + ", found " + found;
    }
}
