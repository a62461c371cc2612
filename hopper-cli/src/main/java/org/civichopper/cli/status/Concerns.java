package org.civichopper.cli.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.civichopper.commandline.Screen;

/// Tells what needs a person from what is only work, by the same measures as the alarms of
/// `template.yaml`.
final class Concerns {

    private static final Duration STUCK = Duration.ofMinutes(10);
    private static final Duration LONG_PARKED = Duration.ofDays(4);

    private Concerns() {}

    static List<Concern> of(Status status) {
        var concerns = new ArrayList<Concern>();
        unfit(status).ifPresent(concerns::add);
        refusing(status).ifPresent(concerns::add);
        stuck(status).ifPresent(concerns::add);
        deadLetters(status).ifPresent(concerns::add);
        failing(status).ifPresent(concerns::add);
        stale(status).ifPresent(concerns::add);
        rejected(status).ifPresent(concerns::add);
        parked(status).ifPresent(concerns::add);
        unconfirmed(status).ifPresent(concerns::add);
        LoadWords.concerns(status.loads(), status.at()).forEach(concerns::add);
        refused("queue", status.queue()).ifPresent(concerns::add);
        refused("dead letters", status.deadLetters()).ifPresent(concerns::add);
        refused("bucket", status.oldest()).ifPresent(concerns::add);
        return List.copyOf(concerns);
    }

    private static Optional<Concern> unfit(Status status) {
        return status.hindrances().stream()
                .findFirst()
                .map(first ->
                        new Concern(
                                "database",
                                "no batch can be imported: %s%s"
                                        .formatted(
                                                first,
                                                status.hindrances().size() == 1
                                                        ? ""
                                                        : "; and %d more"
                                                                .formatted(
                                                                        status.hindrances().size()
                                                                                - 1)),
                                "hopper doctor says all of it; messages come again meanwhile"));
    }

    private static Optional<Concern> refusing(Status status) {
        return status.standstill()
                .map(since ->
                        new Concern(
                                "stuck",
                                "nothing was received for %s: the bucket's server refuses to remove objects by ETag"
                                        .formatted(Words.age(since, status.at())),
                                "hopper doctor; use another, or HOPPER_UNCONDITIONAL_DELETE=on"));
    }

    // A queue does not say how old its messages are; an object is as old as its message. Where the
    // bucket cannot be asked, a message that has just come counts as well. Held messages count,
    // too: an importer that fails each time gives them back for later.
    private static Optional<Concern> stuck(Status status) {
        var waiting = status.queue().given().map(Status.Depth::undone).orElse(0L);
        var called = status.parked().called();
        var before = status.at().minus(STUCK);
        var idle = status.lastBatch().map(Status.LastBatch::committedAt).orElse(Instant.MIN);
        if (waiting + called == 0 || idle.isAfter(before)) {
            return Optional.empty();
        }
        var old =
                switch (status.oldest()) {
                    case Answer.Given<Optional<Status.Oldest>>(var oldest) ->
                            oldest.filter(object -> object.putAt().isBefore(before)).isPresent();
                    case Answer.NotConfigured<Optional<Status.Oldest>> _,
                            Answer.Refused<Optional<Status.Oldest>> _ ->
                            true;
                };
        return old || called > 0
                ? Optional.of(
                        new Concern(
                                "stuck",
                                (waiting > 0
                                                ? Words.count(waiting, "message") + " waiting"
                                                : Words.count(called, "parked document")
                                                        + " called in")
                                        + ", and "
                                        + status.lastBatch()
                                                .map(batch ->
                                                        "no batch for "
                                                                + Words.age(
                                                                        batch.committedAt(),
                                                                        status.at()))
                                                .orElse("never a batch"),
                                "see whether the importer runs, and what it says"))
                : Optional.empty();
    }

    private static Optional<Concern> deadLetters(Status status) {
        return status.deadLetters()
                .given()
                .filter(letters -> letters > 0)
                .map(letters ->
                        new Concern(
                                "dead-letters",
                                Words.count(letters, "dead letter")
                                        + ": received too often, never done",
                                "hopper failures; mend the cause, then hopper replay"));
    }

    private static Optional<Concern> failing(Status status) {
        var failing = status.failing();
        return failing.worst()
                .filter(_ -> failing.repeated() > 0)
                .map(worst ->
                        new Concern(
                                "backlog",
                                "%s failing again and again; f%d %d times: %s"
                                        .formatted(
                                                Words.count(failing.repeated(), "document"),
                                                worst.id(),
                                                worst.times(),
                                                worst.error()),
                                "hopper failures show f%d; mend the cause, the messages do the rest"
                                        .formatted(worst.id())));
    }

    private static Optional<Concern> stale(Status status) {
        return status.now()
                .filter(now -> now.p95().compareTo(status.objective()) > 0)
                .map(now ->
                        new Concern(
                                "stale",
                                "%s of %s of the last 15 min took over %s, the objective; 95 of 100 up to %s"
                                        .formatted(
                                                Words.number(status.late()),
                                                Words.count(now.documents(), "document"),
                                                Words.time(status.objective()),
                                                Words.time(now.p95())),
                                "find the part of the way that takes the time"));
    }

    private static Optional<Concern> rejected(Status status) {
        var rejected = status.rejected();
        return rejected.newest()
                .filter(_ -> rejected.today() > 0)
                .map(newest ->
                        new Concern(
                                "rejected",
                                "%s rejected in 24 h; r%d: %s: expected %s, found %s"
                                        .formatted(
                                                Words.count(rejected.today(), "document"),
                                                newest.id(),
                                                newest.place(),
                                                newest.expected(),
                                                newest.found()),
                                "hopper failures --since 24h; mend the scraper, or hopper replay"));
    }

    private static Optional<Concern> parked(Status status) {
        return Optional.of(status.parked())
                .filter(parked -> parked.oldest().compareTo(LONG_PARKED) > 0)
                .map(parked ->
                        new Concern(
                                "parked",
                                "a document has waited for %s for its bill or session"
                                        .formatted(Words.time(parked.oldest())),
                                "find out why what it waits for does not come"));
    }

    private static Optional<Concern> unconfirmed(Status status) {
        return status.unconfirmed().stream()
                .findFirst()
                .map(newest ->
                        new Concern(
                                "retire",
                                "%s would retire more than it may by itself: %s of %s"
                                        .formatted(
                                                Words.count(status.unconfirmed().size(), "scrape"),
                                                newest.wouldRetire(),
                                                Words.jurisdiction(newest.jurisdictionId())),
                                "hopper runs retire %s shows what"
                                        .formatted(Screen.argument(newest.id()))));
    }

    private static Optional<Concern> refused(String thing, Answer<?> answer) {
        return switch (answer) {
            case Answer.Refused<?>(var why) ->
                    Optional.of(
                            new Concern(
                                    "backlog",
                                    "the %s did not answer: %s".formatted(thing, why),
                                    "see whether address, region and credentials are right"));
            case Answer.Given<?> _, Answer.NotConfigured<?> _ -> Optional.empty();
        };
    }
}
