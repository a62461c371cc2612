package org.civichopper.importer.notice;

import java.time.Duration;
import java.util.regex.Pattern;
import org.civichopper.notices.Notice;

/// What the realtime lane tells people of.
public sealed interface Occasion extends Notice {

    /// A kind of failure: all that fails in the same jurisdiction, with the same kind of document,
    /// at the same place but for its number, because the same was expected.
    ///
    /// @param name its newest example, as `hopper failures show` takes it
    /// @param times how often since it was told last
    record Failure(
            String cause,
            String jurisdictionId,
            String kind,
            String name,
            String file,
            String why,
            long times,
            boolean rejected)
            implements Occasion {

        @Override
        public String text() {
            return rejected
                    ? "%d x %s of %s rejected, for example %s (%s): %s"
                            .formatted(times, kind, whose(), name, file, why)
                    : "%s fails again and again, %d times so far (%s): %s"
                            .formatted(file, times, name, why);
        }

        private String whose() {
            return jurisdictionId.isEmpty() ? "nobody known" : jurisdictionId;
        }

        @Override
        public String section() {
            return rejected ? "rejected" : "backlog";
        }
    }

    /// @param p95 of the documents of the last quarter of an hour
    record Broken(String cause, Duration p95, Duration objective) implements Occasion {

        @Override
        public String text() {
            return "freshness objective broken: more than 5 of 100 documents of the last 15 minutes took longer than the objective of %s from scraped to committed; 95 of 100 took up to %s"
                    .formatted(words(objective), words(p95));
        }

        @Override
        public String section() {
            return "stale";
        }
    }

    /// @param p95 of the documents of the last quarter of an hour; 0 where there were none
    record Recovered(String cause, Duration p95, Duration objective) implements Occasion {

        @Override
        public String text() {
            return p95.isZero()
                    ? "freshness recovered: no document came late for 15 minutes"
                    : "freshness recovered: 95 of 100 documents of the last 15 minutes took at most %s, the objective is %s"
                            .formatted(words(p95), words(objective));
        }

        @Override
        public String section() {
            return "";
        }
    }

    /// @param outcome as `hopper.run` has it
    /// @param documents how many came to each end, in words
    record RunFinished(
            String cause, String id, String jurisdictionId, String outcome, String documents)
            implements Occasion {

        private static final Pattern LACKS = Pattern.compile("rejected|parked|unsent");

        @Override
        public String text() {
            return "scrape of %s closed %s: %s (run %s)"
                    .formatted(
                            jurisdictionId,
                            outcome.equals("complete") && LACKS.matcher(documents).find()
                                    ? "with less than it was to bring"
                                    : outcome,
                            documents,
                            id);
        }

        @Override
        public String section() {
            return "";
        }
    }

    /// @param what would go, in words
    record RunUnconfirmed(String cause, String id, String jurisdictionId, String what)
            implements Occasion {

        @Override
        public String text() {
            return "scrape of %s would retire %s, more than a run may by itself: hopper runs retire %s"
                    .formatted(jurisdictionId, what, id);
        }

        @Override
        public String section() {
            return "retire";
        }
    }

    @Override
    default boolean fades() {
        return switch (this) {
            case Failure _ -> true;
            case Broken _, Recovered _, RunFinished _, RunUnconfirmed _ -> false;
        };
    }

    @Override
    default String word() {
        return switch (this) {
            case Failure _ -> "failure";
            case Broken _ -> "freshness-broken";
            case Recovered _ -> "freshness-recovered";
            case RunFinished _ -> "run-finished";
            case RunUnconfirmed _ -> "run-unconfirmed";
        };
    }

    private static String words(Duration time) {
        if (time.toSeconds() < 120) {
            return time.toSeconds() + " s";
        }
        if (time.toMinutes() < 120) {
            return time.toMinutes() + " min";
        }
        return time.toHours() < 48 ? time.toHours() + " h" : time.toDays() + " d";
    }
}
