package org.civichopper.bulk.read;

/// A column that is used, as a constant of an enum for each layout.
public interface Column {

    /// As the header names it, or the state's own papers where no header does.
    String header();

    int ordinal();

    /// Where it stands in files without a header, from 0.
    default int position() {
        return ordinal();
    }

    default boolean required() {
        return true;
    }
}
