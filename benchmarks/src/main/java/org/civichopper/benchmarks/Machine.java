package org.civichopper.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Where the figures come from: they mean little without it.
///
/// @param load how many processes wanted a core during the minute before
public record Machine(
        int cores, long memoryMegabytes, String java, String postgres, String commit, double load) {

    /// @param postgres its version, as it says itself
    public static Machine here(String postgres) {
        var system = ManagementFactory.getOperatingSystemMXBean();
        var memory =
                system instanceof com.sun.management.OperatingSystemMXBean os
                        ? os.getTotalMemorySize() >> 20
                        : 0;
        return new Machine(
                system.getAvailableProcessors(),
                memory,
                System.getProperty("java.version"),
                postgres,
                currentCommit(),
                system.getSystemLoadAverage());
    }

    public String text() {
        return String.format(
                Locale.ROOT,
                "%d cores, %d MB, Java %s, Postgres %s, commit %s, load %.1f at the beginning",
                cores,
                memoryMegabytes,
                java,
                postgres,
                commit,
                load);
    }

    private static String currentCommit() {
        try {
            var git =
                    new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=10")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            var said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return said.isBlank() ? "unknown" : said.strip();
        } catch (IOException e) {
            return "unknown"; // no git, or no clone
        }
    }
}
