package org.civichopper.importer.step;

/// Hears of each step as soon as it is reached, from whichever thread.
@FunctionalInterface
public interface Steps {

    Steps UNWATCHED = _ -> {};

    void reached(Step step);
}
