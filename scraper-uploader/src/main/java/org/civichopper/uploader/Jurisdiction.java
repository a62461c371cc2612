package org.civichopper.uploader;

/// Whose documents these are, as every message says.
///
/// @param name empty where only the id is known
record Jurisdiction(String id, String name) {}
