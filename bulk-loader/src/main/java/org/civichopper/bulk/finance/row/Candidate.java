package org.civichopper.bulk.finance.row;

/// Who runs for a seat of a state's legislature.
///
/// @param party in lower case; may be null
/// @param house `lower` or `upper`
public record Candidate(String id, String name, String party, String house, int district) {}
