package org.civichopper.localcloud;

import java.net.URI;

/// A queue, and the queue that takes what was received from it too often.
public record QueueUrls(URI queue, URI deadLetters) {}
