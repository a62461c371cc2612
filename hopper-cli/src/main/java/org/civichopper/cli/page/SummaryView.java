package org.civichopper.cli.page;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.civichopper.cli.status.Concern;
import org.civichopper.cli.status.Status;
import org.civichopper.cli.status.Words;

/// The answer in one line, what needs a person below it, and what the page itself has to say.
///
/// @param problem why there is nothing newer to show
/// @param replayed what came of the last replay
record SummaryView(
        Optional<String> problem,
        Optional<String> replayed,
        boolean known,
        String mood,
        String verdict,
        String detail,
        List<Item> concerns) {

    record Item(String cause, int number, String what, String todo, String runbook) {}

    boolean hasConcerns() {
        return !concerns.isEmpty();
    }

    static SummaryView of(Reading reading, Optional<String> replayed) {
        return reading.snapshot()
                .map(snapshot -> of(reading, replayed, snapshot.status()))
                .orElse(
                        new SummaryView(
                                reading.problem(), replayed, false, "bad", "", "", List.of()));
    }

    private static SummaryView of(Reading reading, Optional<String> replayed, Status status) {
        var concerns = status.concerns();
        var verdict =
                switch (concerns.size()) {
                    case 0 -> "All is well.";
                    case 1 -> "One thing needs a person.";
                    default -> concerns.size() + " things need a person.";
                };
        return new SummaryView(
                reading.problem(),
                replayed,
                true,
                concerns.isEmpty() ? "well" : "bad",
                verdict,
                detail(status),
                IntStream.range(0, concerns.size())
                        .mapToObj(number -> item(number, concerns.get(number)))
                        .toList());
    }

    private static Item item(int number, Concern concern) {
        return new Item(concern.cause(), number, concern.what(), concern.todo(), concern.runbook());
    }

    // A screen reader hears this when it changes, so it says what matters and no more.
    private static String detail(Status status) {
        if (!status.realtime()) {
            return Status.LOADS_ALONE + ".";
        }
        var fresh =
                status.now()
                        .map(now ->
                                "95 of 100 documents are readable within "
                                        + Words.time(now.p95())
                                        + "; ")
                        .orElse("");
        var waiting =
                status.queue()
                        .given()
                        .map(depth -> Words.count(depth.waiting(), "message") + " waiting.")
                        .orElse("queue not known.");
        return fresh + waiting;
    }
}
