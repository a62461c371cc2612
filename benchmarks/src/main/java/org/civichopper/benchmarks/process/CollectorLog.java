package org.civichopper.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// What `-Xlog:gc` wrote about a heap, in MiB.
public final class CollectorLog {

    private static final Pattern PAUSE = Pattern.compile("Pause.* (\\d+)M->(\\d+)M");

    private static final Pattern AT_EXIT = Pattern.compile("heap .*used (\\d+)K");

    private CollectorLog() {}

    /// The heap is fullest just before something is collected.
    public static int peak(Path log) throws IOException {
        return most(log, 1);
    }

    /// What was left after a collection.
    public static int mostKept(Path log) throws IOException {
        return most(log, 2);
    }

    /// What a process that hardly ever collected has at its end, with `-Xlog:gc+exit` and G1.
    public static int usedAtEnd(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .map(AT_EXIT::matcher)
                .filter(matcher -> matcher.find())
                .mapToInt(matcher -> Integer.parseInt(matcher.group(1)) >> 10)
                .findFirst()
                .orElse(0);
    }

    private static int most(Path log, int group) throws IOException {
        return Files.readAllLines(log).stream()
                .map(PAUSE::matcher)
                .filter(matcher -> matcher.find())
                .mapToInt(matcher -> Integer.parseInt(matcher.group(group)))
                .max()
                .orElse(0);
    }
}
