package org.civichopper.bulk.source;

import java.net.http.HttpHeaders;

/// What the source answered, whole, with a status that was hoped for.
///
/// @param attempts how often it was asked
public record Answer(HttpHeaders headers, Body body, int attempts) {}
