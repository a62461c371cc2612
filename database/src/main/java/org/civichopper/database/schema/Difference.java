package org.civichopper.database.schema;

/// Something we need of a table that is not as we need it.
///
/// @param place a table, or `table.column`
public record Difference(String place, String expected, String found) {

    @Override
    public String toString() {
        return place + ": expected " + expected + ", found " + found;
    }
}
