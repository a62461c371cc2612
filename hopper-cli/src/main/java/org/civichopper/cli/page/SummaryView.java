package org.civichopper.cli.page;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.civichopper.cli.status.Concern;
import org.civichopper.cli.status.Status;
import org.civichopper.cli.status.Words;

/// The answer in one line, what needs a person below it, and what the page itself has to say.
///
/// @param title of the tab: what is wrong, in a few words
/// @param note what came of the reader's own replay
record SummaryView(
        String title,
        Optional<String> note,
        String mood,
        String verdict,
        String detail,
        List<Item> concerns) {

    private static final int NAMED = 3;
    private static final String AWAY = "database";

    /// @param address of its section of the runbook
    record Item(
            String cause, int number, String what, String todo, String runbook, String address) {}

    boolean hasConcerns() {
        return !concerns.isEmpty();
    }

    static SummaryView of(Reading reading, Optional<String> note) {
        return reading.outage()
                .map(outage -> away(outage, note))
                .orElseGet(() -> of(reading.snapshot().get().status(), note));
    }

    // What the ledger said before may be mended, or worse, by now: only what was just asked counts.
    private static SummaryView away(Outage outage, Optional<String> note) {
        var known = outage.known();
        var concerns = new ArrayList<Concern>();
        concerns.add(
                new Concern(
                        AWAY,
                        known.why(),
                        "nothing is imported meanwhile, and nothing is lost: see why it does not answer"));
        known.deadLetters()
                .given()
                .filter(letters -> letters > 0)
                .ifPresent(letters ->
                        concerns.add(
                                new Concern(
                                        "dead-letters",
                                        Words.count(letters, "dead letter"),
                                        "look at them once the database is back")));
        return new SummaryView(
                "! Database does not answer · Hopper",
                note,
                "bad",
                "The database does not answer.",
                known.queue()
                        .given()
                        .map(depth ->
                                Words.count(depth.waiting() + depth.delayed(), "message")
                                        + " waiting, "
                                        + Words.number(depth.held())
                                        + " held.")
                        .orElse("queue not known."),
                items(concerns));
    }

    private static SummaryView of(Status status, Optional<String> note) {
        var concerns = status.concerns();
        var verdict =
                switch (concerns.size()) {
                    case 0 -> "All is well.";
                    case 1 -> "One thing needs a person.";
                    default -> concerns.size() + " things need a person.";
                };
        return new SummaryView(
                title(concerns),
                note,
                concerns.isEmpty() ? "well" : "bad",
                verdict,
                detail(status),
                items(concerns));
    }

    private static String title(List<Concern> concerns) {
        var causes =
                concerns.stream()
                        .map(concern -> concern.cause().replace('-', ' '))
                        .distinct()
                        .toList();
        if (causes.isEmpty()) {
            return "All is well · Hopper";
        }
        var named = causes.stream().limit(NAMED).collect(joining(", "));
        return "! %s%s%s · Hopper"
                .formatted(
                        named.substring(0, 1).toUpperCase(Locale.ROOT),
                        named.substring(1),
                        causes.size() > NAMED ? " and more" : "");
    }

    private static List<Item> items(List<Concern> concerns) {
        return IntStream.range(0, concerns.size())
                .mapToObj(number -> item(number, concerns.get(number)))
                .toList();
    }

    private static Item item(int number, Concern concern) {
        return new Item(
                concern.cause(),
                number,
                concern.what(),
                concern.todo(),
                concern.runbook(),
                "/runbook#" + concern.cause());
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
