package org.civichopper.aws;

/// A message with which the queue did not do what it was asked to.
public record Refused<T>(T message, String why) {}
