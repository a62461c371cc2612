package org.civichopper.model.document;

/// A document that can be neither keyed nor stored, whatever is done. Reading it again cannot help.
public final class InvalidDocumentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String place;
    private final String expected;
    private final String found;

    /// @param place the path inside the document, for example `actions[3].date`
    public InvalidDocumentException(String place, String expected, String found) {
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
    InvalidDocumentException within(String name) {
        var path = place.isEmpty() || place.startsWith("[") ? name + place : name + "." + place;
        return new InvalidDocumentException(path, expected, found);
    }

    public String expected() {
        return expected;
    }

    public String found() {
        return found;
    }
}
