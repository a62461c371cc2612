package org.civichopper.benchmarks;

import java.util.List;

/// One thing that is measured, against the best that the same machine can do in the same run.
public interface Benchmark {

    /// What it is called on the command line.
    String name();

    /// What is done, and what its limit is, in a sentence.
    String work();

    /// Does it, for real.
    ///
    /// @throws Exception whatever stops it: there is no figure then
    List<Figure> run(Setting setting) throws Exception;
}
