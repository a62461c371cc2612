package org.civichopper.cli.failures;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.civichopper.aws.Parallel;
import org.civichopper.aws.Refusal;
import org.civichopper.cli.failures.DeadLetters.Letter;
import org.civichopper.database.Database;
import org.civichopper.model.wire.ObjectKey;
import software.amazon.awssdk.core.exception.SdkException;

/// Puts failures back on the way that they came: the object under its first key, its message into
/// the queue. Whoever dies in between, or does it twice, loses nothing and doubles nothing.
public final class Replay {

    private static final int AT_ONCE = 50;

    private final Database database;
    private final BucketAndQueue site;
    private final StoredObjects objects;
    private final Outgoing outgoing;

    public Replay(Database database, BucketAndQueue site) {
        this.database = database;
        this.site = site;
        this.objects = new StoredObjects(site.s3(), site.bucket());
        this.outgoing = new Outgoing(site.sqs(), site.queueUrl(), site.bucket());
    }

    /// @return what came of each, in the order in which they are given
    public List<Replayed> replay(List<Failure> failures) throws SQLException {
        var rejected = new ArrayList<Failure>();
        var unsettled = new ArrayList<Failure>();
        for (var failure : failures) {
            switch (failure.id()) {
                case FailureId.Rejection _ -> rejected.add(failure);
                case FailureId.Failing _, FailureId.DeadLetter _ -> unsettled.add(failure);
            }
        }
        var results = new HashMap<FailureId, Replayed>();
        for (int from = 0; from < rejected.size(); from += AT_ONCE) {
            replayRejected(
                    rejected.subList(from, Math.min(rejected.size(), from + AT_ONCE)), results);
        }
        if (!unsettled.isEmpty()) {
            replayUnsettled(unsettled, results);
        }
        return failures.stream().map(failure -> results.get(failure.id())).toList();
    }

    // The rows are locked until the end: whoever else puts them back leaves them out, and whoever
    // rejects the same once more waits, and then sees that it is a failure anew.
    private void replayRejected(List<Failure> chunk, Map<FailureId, Replayed> results)
            throws SQLException {
        Map<FailureId, Replayed> done =
                database.inTransaction(connection -> {
                    var marks = new ReplayMarks(connection);
                    var locked = marks.lock(chunk);
                    var replayed = new HashMap<FailureId, Replayed>();
                    var ready = new ArrayList<Parcel>();
                    for (var prepared : Parallel.map(locked, this::prepare)) {
                        switch (prepared) {
                            case Prepared.Ready(var parcel) -> ready.add(parcel);
                            case Prepared.Not(var result) -> replayed.put(result.id(), result);
                        }
                    }
                    send(ready).forEach(each -> replayed.put(each.id(), each));
                    marks.mark(
                            replayed.values().stream()
                                    .filter(each -> each.outcome() == Replayed.Outcome.SENT)
                                    .toList());
                    return replayed;
                });
        for (var failure : chunk) {
            results.put(
                    failure.id(),
                    done.getOrDefault(
                            failure.id(),
                            Replayed.notNeeded(failure, "somebody else put it back")));
        }
    }

    /// @param message with which it comes back
    private record Parcel(Failure failure, String message) {}

    private List<Replayed> send(List<Parcel> parcels) {
        var refused = outgoing.send(parcels.stream().map(Parcel::message).toList());
        var results = new ArrayList<Replayed>();
        for (int i = 0; i < parcels.size(); i++) {
            var failure = parcels.get(i).failure();
            results.add(
                    refused.get(i)
                            .map(why -> Replayed.notPossible(failure, why))
                            .orElse(Replayed.sent(failure)));
        }
        return results;
    }

    private Parcel parcel(Failure failure, ObjectKey key) {
        return new Parcel(
                failure,
                outgoing.message(key, failure.jurisdictionId().orElse(""), failure.runId()));
    }

    private sealed interface Prepared {

        record Ready(Parcel parcel) implements Prepared {}

        record Not(Replayed why) implements Prepared {}
    }

    private Prepared prepare(Failure failure) {
        if (failure.message().isPresent()) {
            return new Prepared.Ready(new Parcel(failure, failure.message().get()));
        }
        var key = ObjectKey.ofDocument(failure.file());
        if (failure.storedKey().isEmpty() || key.isEmpty()) {
            return new Prepared.Not(fromDirectory(failure));
        }
        try {
            return switch (objects.putBack(failure.storedKey().get(), key.get())) {
                case DONE -> new Prepared.Ready(parcel(failure, key.get()));
                case TAKEN ->
                        new Prepared.Not(
                                Replayed.notPossible(
                                        failure,
                                        "another object lies under its key and goes first"));
                case GONE ->
                        new Prepared.Not(
                                Replayed.notPossible(
                                        failure,
                                        "its object is gone from " + failure.storedKey().get()));
            };
        } catch (SdkException e) {
            return new Prepared.Not(Replayed.notPossible(failure, Refusal.of(e)));
        }
    }

    private static Replayed fromDirectory(Failure failure) {
        return Replayed.notPossible(
                failure, "it came from a directory; import it again: hopper import");
    }

    private void replayUnsettled(List<Failure> failures, Map<FailureId, Replayed> results) {
        try (var held = site.deadLetters().hold()) {
            for (var failure : failures) {
                results.put(failure.id(), replayUnsettled(failure, held));
            }
        } catch (SdkException e) {
            for (var failure : failures) {
                results.putIfAbsent(failure.id(), Replayed.notPossible(failure, Refusal.of(e)));
            }
        }
    }

    // A dead letter goes only when its message is in the queue again.
    private Replayed replayUnsettled(Failure failure, DeadLetters.Held held) {
        var letters = held.letters().stream().filter(letter -> isOf(letter, failure)).toList();
        if (letters.isEmpty()) {
            return announce(failure);
        }
        for (var letter : letters) {
            var sent = send(List.of(new Parcel(failure, letter.body()))).getFirst();
            if (sent.outcome() != Replayed.Outcome.SENT) {
                return sent;
            }
            held.delete(letter);
        }
        return Replayed.sent(failure);
    }

    private static boolean isOf(Letter letter, Failure failure) {
        return switch (failure.id()) {
            case FailureId.DeadLetter id -> letter.id().equals(id);
            case FailureId.Failing _ ->
                    letter.key().filter(key -> key.value().equals(failure.file())).isPresent();
            case FailureId.Rejection _ -> false;
        };
    }

    private Replayed announce(Failure failure) {
        if (failure.id() instanceof FailureId.DeadLetter) {
            return Replayed.notNeeded(
                    failure, "it is no dead letter any more, or somebody holds it");
        }
        var key = ObjectKey.ofDocument(failure.file());
        if (key.isEmpty()) {
            return fromDirectory(failure);
        }
        try {
            return objects.exists(key.get().value())
                    ? send(List.of(parcel(failure, key.get()))).getFirst()
                    : Replayed.notPossible(failure, "no object lies under its key");
        } catch (SdkException e) {
            return Replayed.notPossible(failure, Refusal.of(e));
        }
    }
}
