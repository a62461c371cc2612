package org.civichopper.importer.person;

import org.civichopper.model.InvalidInputException;

/// A file that cannot be stored, whatever is done, and why; the others of its state are.
public record Rejection(FileKind kind, String file, String reason) {

    public static Rejection because(FileKind kind, String file, InvalidInputException reason) {
        return new Rejection(kind, file, reason.getMessage());
    }

    @Override
    public String toString() {
        return file + ": " + reason;
    }
}
