package org.civichopper.bulk.bzip2;

/// What begins with a magic cannot be read on: it is damaged, was no block at all, or goes on
/// behind the bytes that were given.
final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean cut;

    UnreadableException(boolean cut, String message) {
        super(message, null, false, false); // thrown for every magic by chance, and never printed
        this.cut = cut;
    }

    /// Whether more bytes could help.
    boolean isCut() {
        return cut;
    }
}
