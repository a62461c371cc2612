package org.civichopper.importer.person;

/// What a file says, and which file, for whoever has to mend it.
public record Sourced<T>(String file, T content) {}
