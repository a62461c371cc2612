package org.civichopper.notices;

/// One thing that people are told.
public interface Notice {

    /// What it is of, so that it is told once: the same text for the same thing.
    String cause();

    /// The word for machines.
    String word();

    /// For a person, in one line.
    String text();

    /// Its section in docs/runbook.md; empty where nothing is to be done.
    String section();

    /// Whether it is told less and less often while it goes on.
    boolean fades();
}
