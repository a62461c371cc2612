package org.civichopper.benchmarks;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/// How much is measured, and on what.
///
/// @param scrape the folder of a real scrape; absent, one is made up
/// @param documents how many documents are made up, at least
/// @param messages how long a backlog is
/// @param rows of a data set that is loaded as a whole
/// @param megabytes of text that is packed and decoded, at least
/// @param repetitions how often everything is measured, to take the median of
/// @param notes where to say what is going on
public record Setting(
        Optional<Path> scrape,
        int documents,
        int messages,
        int rows,
        int megabytes,
        int repetitions,
        PrintWriter notes) {

    public void note(String text, Object... values) {
        notes.println("  " + text.formatted(values));
        notes.flush();
    }
}
