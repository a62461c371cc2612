package org.civichopper.model;

/// A document, or a message that names one, that can be neither keyed nor stored, whatever is done.
/// Reading it again cannot help.
public final class InvalidInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String place;
    private final String expected;
    private final String found;

    /// @param place the path inside the document or message, for example `actions[3].date`
    public InvalidInputException(String place, String expected, String found) {
        super(place + ": expected " + expected + ", found " + found);
        this.place = place;
        this.expected = expected;
        this.found = found;
    }

    public String place() {
        return place;
    }

    /// The same seen from the object or array around it.
    ///
    /// @param name of the field, or `[3]` for an element
    public InvalidInputException within(String name) {
        var path = place.isEmpty() || place.startsWith("[") ? name + place : name + "." + place;
        return new InvalidInputException(path, expected, found);
    }

    public String expected() {
        return expected;
    }

    public String found() {
        return found;
    }
}
