package org.civichopper.bulk.courtlistener.bucket;

/// How the fields of a file are written, as its options say.
///
/// @param escape the quote itself where that is doubled
public record Dialect(char quote, char escape) {}
