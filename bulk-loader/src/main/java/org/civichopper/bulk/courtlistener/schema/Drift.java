package org.civichopper.bulk.courtlistener.schema;

/// Where manifest and schema file do not agree, and what was made of it.
public record Drift(String table, String column, String what) {}
