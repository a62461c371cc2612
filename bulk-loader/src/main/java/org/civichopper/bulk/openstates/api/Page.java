package org.civichopper.bulk.openstates.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// A page of a list.
///
/// @param pages how many there are, at least 1
/// @param total how many items there are on all pages, as the source says
/// @param bytes of the body
/// @param requests that it took
public record Page(List<JsonNode> items, int pages, long total, long bytes, int requests) {}
