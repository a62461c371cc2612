package org.civichopper.importer.person;

/// What a file describes.
public enum FileKind {
    PERSON,
    COMMITTEE,
    MUNICIPALITIES
}
