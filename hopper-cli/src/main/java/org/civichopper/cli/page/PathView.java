package org.civichopper.cli.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.civichopper.cli.status.Answer;
import org.civichopper.cli.status.Status;
import org.civichopper.cli.status.WithoutDatabase;
import org.civichopper.cli.status.Words;

/// The path of a document, step by step, with what is on each of them; and where documents end.
record PathView(List<Place> way, List<Place> ends) {

    private static final String OLD = "old";

    /// @param mood `bad` if it needs a person, `old` if it is not of now, `well` or `calm` if not
    record Place(String id, String name, String number, String unit, String note, String mood) {

        boolean isBad() {
            return mood.equals("bad");
        }

        Place asOf(String age) {
            return new Place(id, name, number, unit, age + " ago: " + note, OLD);
        }
    }

    static PathView of(Reading reading) {
        return reading.outage()
                .map(outage ->
                        reading.snapshot()
                                .map(old -> old(old.status(), outage, reading.at()))
                                .orElseGet(() -> unknown(outage.known())))
                .orElseGet(() -> of(reading.snapshot().get().status()));
    }

    private static PathView of(Status status) {
        var causes = status.concerns().stream().map(concern -> concern.cause()).toList();
        return new PathView(
                List.of(
                        scrapers(status),
                        bucket(status.oldest(), status.at()),
                        queue(status.queue(), causes.contains("stuck")),
                        function(status),
                        database(status)),
                List.of(
                        archived(status),
                        parked(status, causes.contains("parked")),
                        rejected(status),
                        failing(status),
                        deadLetters(status.deadLetters())));
    }

    // Bucket and queue are asked all the same; the rest is what the ledger said last.
    private static PathView old(Status status, Outage outage, Instant now) {
        var age = outage.lastRead().map(since -> Words.age(since, now)).orElse("");
        var known = outage.known();
        return new PathView(
                List.of(
                        scrapers(status).asOf(age),
                        bucket(known.oldest(), known.at()),
                        queue(known.queue(), false),
                        function(status).asOf(age),
                        database(status).asOf(age)),
                List.of(
                        archived(status).asOf(age),
                        parked(status, false).asOf(age),
                        rejected(status).asOf(age),
                        failing(status).asOf(age),
                        deadLetters(known.deadLetters())));
    }

    private static PathView unknown(WithoutDatabase known) {
        return new PathView(
                List.of(
                        unknown("scraper", "Scrapers"),
                        bucket(known.oldest(), known.at()),
                        queue(known.queue(), false),
                        unknown("function", "Importer"),
                        unknown("database", "Database")),
                List.of(
                        unknown("archived", "Archived"),
                        unknown("parked", "Parked"),
                        unknown("rejected", "Rejected"),
                        unknown("failing", "Failing"),
                        deadLetters(known.deadLetters())));
    }

    private static Place unknown(String id, String name) {
        return new Place(id, name, "–", "not known", "the database does not answer", OLD);
    }

    private static Place scrapers(Status status) {
        var runs = status.runs();
        var sent = runs.stream().mapToLong(Status.OpenRun::received).sum();
        return new Place(
                "scraper",
                "Scrapers",
                Words.number(runs.size()),
                runs.size() == 1 ? "run in progress" : "runs in progress",
                runs.isEmpty()
                        ? "none that says when it begins and ends"
                        : Words.count(sent, "document") + " of them handled",
                "calm");
    }

    private static Place bucket(Answer<Optional<Status.Oldest>> answer, Instant now) {
        return place(
                answer,
                "bucket",
                "Bucket",
                oldest ->
                        new Place(
                                "bucket",
                                "Bucket",
                                oldest.map(object -> Words.age(object.putAt(), now)).orElse("0"),
                                oldest.isPresent() ? "the oldest waits" : "objects wait",
                                oldest.map(Status.Oldest::key)
                                        .orElse("all are imported or set aside"),
                                "calm"));
    }

    private static Place queue(Answer<Status.Depth> answer, boolean isStuck) {
        return place(
                answer,
                "queue",
                "Queue",
                depth ->
                        new Place(
                                "queue",
                                "Queue",
                                Words.number(depth.waiting()),
                                depth.waiting() == 1 ? "message waits" : "messages wait",
                                "%s held by the importer, %s delayed"
                                        .formatted(
                                                Words.number(depth.held()),
                                                Words.number(depth.delayed())),
                                isStuck ? "bad" : "calm"));
    }

    private static Place function(Status status) {
        return status.lastBatch()
                .map(batch ->
                        new Place(
                                "function",
                                "Importer",
                                Words.number(batch.documents()),
                                batch.documents() == 1 ? "document" : "documents",
                                "in the last batch, "
                                        + Words.age(batch.committedAt(), status.at())
                                        + " ago",
                                "calm"))
                .orElse(
                        new Place(
                                "function", "Importer", "0", "documents", "no batch yet", "calm"));
    }

    private static Place database(Status status) {
        return new Place(
                "database",
                "Database",
                Words.number(count(status, Outcome.INSERT) + count(status, Outcome.UPDATE)),
                "changed in 24 hours",
                "%s inserted, %s updated, %s unchanged"
                        .formatted(
                                Words.number(count(status, Outcome.INSERT)),
                                Words.number(count(status, Outcome.UPDATE)),
                                Words.number(count(status, Outcome.NOOP))),
                "calm");
    }

    private static Place archived(Status status) {
        var all = Stream.of(Outcome.values()).mapToLong(each -> count(status, each)).sum();
        return new Place(
                "archived",
                "Archived",
                Words.number(all - count(status, Outcome.REJECTED)),
                "documents in 24 hours",
                "handled, and kept as they came",
                "well");
    }

    private static Place parked(Status status, boolean tooLong) {
        var parked = status.parked();
        return new Place(
                "parked",
                "Parked",
                Words.number(parked.documents()),
                parked.documents() == 1 ? "document" : "documents",
                parked.documents() == 0
                        ? "none waits for a bill or session"
                        : "wait for a bill or session, for up to "
                                + Words.time(parked.oldest())
                                + status.waits().largest().stream()
                                        .findFirst()
                                        .map(most -> "; most for " + most.what())
                                        .orElse(""),
                tooLong ? "bad" : "calm");
    }

    private static Place rejected(Status status) {
        var rejected = status.rejected();
        return new Place(
                "rejected",
                "Rejected",
                Words.number(rejected.open()),
                rejected.open() == 1 ? "document" : "documents",
                Words.number(rejected.today()) + " of them in 24 hours, not put back",
                rejected.today() > 0 ? "bad" : "calm");
    }

    private static Place failing(Status status) {
        var failing = status.failing();
        return new Place(
                "failing",
                "Failing",
                Words.number(failing.documents()),
                failing.documents() == 1 ? "document" : "documents",
                failing.documents() == 0
                        ? "none comes again and again"
                        : "come again, %s more than once"
                                .formatted(Words.number(failing.repeated())),
                failing.repeated() > 0 ? "bad" : "calm");
    }

    private static Place deadLetters(Answer<Long> answer) {
        return place(
                answer,
                "dead-letters",
                "Dead letters",
                letters ->
                        new Place(
                                "dead-letters",
                                "Dead letters",
                                Words.number(letters),
                                letters == 1 ? "message" : "messages",
                                "received too often, never done",
                                letters > 0 ? "bad" : "calm"));
    }

    private static <T> Place place(
            Answer<T> answer, String id, String name, Function<T, Place> known) {
        return switch (answer) {
            case Answer.Given<T>(var value) -> known.apply(value);
            case Answer.NotConfigured<T>(var missing) ->
                    new Place(id, name, "–", "not known", "not set: " + missing, "calm");
            case Answer.Refused<T>(var why) -> new Place(id, name, "–", "no answer", why, "bad");
        };
    }

    private static long count(Status status, Outcome outcome) {
        return status.today().stream()
                .filter(each -> Outcome.of(each.outcome()).equals(Optional.of(outcome)))
                .mapToLong(Status.Documents::documents)
                .sum();
    }
}
