package org.civichopper.bulk.openstates.row;

/// A record that cannot be loaded: what was expected of it, and what was found.
public final class RejectedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String found;

    RejectedException(String expected, String found) {
        super("expected " + expected + ", found " + found);
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
