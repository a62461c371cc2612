package org.civichopper.bulk.finance.row;

/// Who filed what a row was read from: a candidate or a committee.
///
/// @param type may be null
/// @param name may be null
public record Filer(String id, String type, String name) {}
