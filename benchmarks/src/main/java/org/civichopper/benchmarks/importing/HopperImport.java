package org.civichopper.benchmarks.importing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Set;
import org.civichopper.benchmarks.Stopwatch;
import org.civichopper.cli.HopperCommand;

/// `hopper import` in this JVM, as a person would call it.
public final class HopperImport {

    private static final Set<Integer> DONE = Set.of(0, 3); // 3: a real scrape has bad documents

    private HopperImport() {}

    /// How many seconds it took.
    public static double seconds(String databaseUrl, Path folder) {
        var said = new StringWriter();
        var watch = new Stopwatch();
        var exitCode =
                HopperCommand.commandLine()
                        .setOut(new PrintWriter(said))
                        .setErr(new PrintWriter(said))
                        .execute(
                                "import",
                                "--database-url=" + databaseUrl,
                                "--json",
                                folder.toString());
        var seconds = watch.seconds();
        if (!DONE.contains(exitCode)) {
            throw new IllegalStateException("hopper import ended with " + exitCode + ": " + said);
        }
        return seconds;
    }
}
