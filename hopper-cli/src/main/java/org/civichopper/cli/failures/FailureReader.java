package org.civichopper.cli.failures;

import static java.util.stream.Collectors.groupingBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civichopper.cli.failures.FoundFailures.DeadLetterView;
import org.civichopper.database.Database;
import org.civichopper.database.schema.ExpectedTables;
import org.civichopper.model.wire.ObjectKey;
import software.amazon.awssdk.core.exception.SdkException;

/// Finds what failed: rejected documents, documents that keep failing, dead letters. Looking
/// changes nothing.
public final class FailureReader {

    private static final ExpectedTables TABLES = ExpectedTables.read();
    private static final int MOST_FAILING = 10_000; // as many as a status counts
    private static final Comparator<FailureGroup> LARGEST_FIRST =
            Comparator.comparing(FailureGroup::count)
                    .reversed()
                    .thenComparing(FailureGroup::reason);

    private final Database database;
    private final Optional<DeadLetters> deadLetters;

    /// @param deadLetters empty: only what the database knows
    public FailureReader(Database database, Optional<DeadLetters> deadLetters) {
        this.database = database;
        this.deadLetters = deadLetters;
    }

    /// What failed, grouped by reason.
    ///
    /// @throws SdkException when the queue does not answer
    public FoundFailures groups(FailureFilter filter) throws SQLException {
        var letters = peek();
        var groups = new ArrayList<FailureGroup>();
        groups.addAll(
                database.inTransaction(
                        connection -> new OpenRejections(connection).groups(filter)));
        unsettled(letters.letters()).stream()
                .filter(filter::takes)
                .collect(groupingBy(Failure::reason))
                .values()
                .forEach(failures -> groups.add(FailureGroup.of(failures)));
        groups.sort(LARGEST_FIRST);
        return new FoundFailures(
                List.copyOf(groups), letters.view(), database.inTransaction(TABLES::hindrances));
    }

    /// What failed, each by itself.
    ///
    /// @param most how many of each sort
    public List<Failure> failures(FailureFilter filter, int most) throws SQLException {
        var failures = new ArrayList<Failure>();
        failures.addAll(
                database.inTransaction(
                        connection -> new OpenRejections(connection).list(filter, most)));
        unsettled(peek().letters()).stream()
                .filter(filter::takes)
                .limit(most)
                .forEach(failures::add);
        return failures;
    }

    /// The failure of that name, if it is one still.
    public Optional<Failure> find(FailureId id) throws SQLException {
        return switch (id) {
            case FailureId.Rejection(var number) ->
                    database.inTransaction(
                            connection -> new OpenRejections(connection).one(number));
            case FailureId.Failing _, FailureId.DeadLetter _ ->
                    unsettled(peek().letters()).stream()
                            .filter(failure -> failure.id().equals(id))
                            .findFirst();
        };
    }

    private DeadLetters.Peeked peek() {
        return deadLetters
                .map(DeadLetters::peek)
                .orElse(new DeadLetters.Peeked(List.of(), DeadLetterView.NO_QUEUE));
    }

    /// Documents that keep failing, and dead letters. A dead letter of a document that keeps
    /// failing is the same failure.
    private List<Failure> unsettled(List<DeadLetters.Letter> letters) throws SQLException {
        var failures = new ArrayList<Failure>();
        var byKey = byKey(letters);
        var told = new HashSet<String>();
        for (var failing :
                database.inTransaction(
                        connection -> FailingDocuments.list(connection, MOST_FAILING))) {
            var dead = byKey.containsKey(failing.file());
            if (dead) {
                told.add(failing.file());
            }
            failures.add(dead ? failing.withDeadLetter() : failing);
        }
        for (var letter : letters) {
            if (letter.key().map(ObjectKey::value).filter(told::contains).isEmpty()) {
                failures.add(letter.failure());
            }
        }
        return failures;
    }

    private static Map<String, DeadLetters.Letter> byKey(List<DeadLetters.Letter> letters) {
        var byKey = new HashMap<String, DeadLetters.Letter>();
        for (var letter : letters) {
            letter.key().ifPresent(key -> byKey.put(key.value(), letter));
        }
        return byKey;
    }
}
