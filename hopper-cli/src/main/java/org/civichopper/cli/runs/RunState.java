package org.civichopper.cli.runs;

import java.time.Duration;
import java.time.Instant;
import org.civichopper.database.ledger.RecentRuns.Run;

/// How a run stands. It is well only if it ended and all that it brought was taken.
///
/// @param words for example `waiting for 3 objects`
public record RunState(String words, Mood mood) {

    /// Whether somebody should look.
    public enum Mood {
        WELL,
        CALM,
        BAD
    }

    // As after it a scrape of which nothing more is heard is closed.
    private static final Duration LONGEST_IMPORT = Duration.ofDays(1);

    public static RunState of(Run run) {
        if (run.unconfirmed()) {
            return new RunState("waits for a person", Mood.BAD);
        }
        return run.source().equals("directory") ? ofImport(run) : ofScrape(run);
    }

    private static RunState ofImport(Run run) {
        if (run.outcome().isPresent()
                || run.endedAt().isEmpty()
                        && run.beganAt().isBefore(Instant.now().minus(LONGEST_IMPORT))) {
            return new RunState("broken off", Mood.BAD);
        }
        return run.endedAt().isEmpty()
                ? new RunState("in progress", Mood.CALM)
                : ended("imported", run);
    }

    private static RunState ofScrape(Run run) {
        if (run.outcome().isPresent()) {
            return run.outcome().get().equals("complete")
                    ? ended("closed", run)
                    : new RunState("closed " + run.outcome().get(), Mood.BAD);
        }
        if (run.endedAt().isEmpty()) {
            return new RunState("in progress", Mood.CALM);
        }
        return new RunState(
                switch ((int) Math.min(run.waitsFor(), 2)) {
                    case 0 -> "to be closed";
                    case 1 -> "waiting for 1 object";
                    default -> "waiting for " + run.waitsFor() + " objects";
                },
                Mood.CALM);
    }

    private static RunState ended(String how, Run run) {
        var lacks = RunCounts.of(run).lacks();
        if (!lacks.isEmpty()) {
            return new RunState(how + ", but " + lacks, Mood.BAD);
        }
        return new RunState(how.equals("closed") ? "closed complete" : how, Mood.WELL);
    }
}
