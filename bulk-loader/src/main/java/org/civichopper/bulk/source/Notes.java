package org.civichopper.bulk.source;

/// Hears what an operator should know while a source is asked.
@FunctionalInterface
public interface Notes {
    void say(String line);
}
