package org.civichopper.bulk.read;

/// A record that cannot become a row: what was expected of it, and what was found. It is set aside,
/// and the next one is read.
public final class RowRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String found;

    public RowRejectedException(String expected, String found) {
        super(
                "expected " + expected + ", found " + found,
                null,
                false,
                false); // one for each record
        this.expected = expected;
        this.found = found;
    }

    public String expected() {
        return expected;
    }

    public String found() {
        return found;
    }
}
