package org.civichopper.importer.queue;

import java.time.Instant;

/// A message that is ours until its visibility times out.
///
/// @param receiveCount how often it was received so far, this time included
public record Received(
        String messageId,
        String receiptHandle,
        String body,
        int receiveCount,
        Instant receivedAt) {}
