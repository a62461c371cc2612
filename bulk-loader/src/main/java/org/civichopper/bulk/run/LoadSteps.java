package org.civichopper.bulk.run;

/// Hears of each step as soon as it is reached, from any thread.
@FunctionalInterface
public interface LoadSteps {

    LoadSteps UNWATCHED = _ -> {};

    void reached(LoadStep step);
}
