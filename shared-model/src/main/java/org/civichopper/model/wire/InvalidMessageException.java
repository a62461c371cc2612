package org.civichopper.model.wire;

/// A queue message, or the key in it, that can never be worked on. Sending it again cannot help.
public final class InvalidMessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String place;
    private final String expected;
    private final String found;

    public InvalidMessageException(String place, String expected, String found) {
        super(place + ": expected " + expected + ", found " + found);
        this.place = place;
        this.expected = expected;
        this.found = found;
    }

    /// The field of the message that is wrong.
    public String place() {
        return place;
    }

    public String expected() {
        return expected;
    }

    public String found() {
        return found;
    }
}
