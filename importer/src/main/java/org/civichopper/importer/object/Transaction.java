package org.civichopper.importer.object;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.civichopper.database.TextColumns;
import org.civichopper.database.ledger.DocumentLedger;
import org.civichopper.database.ledger.DocumentLedger.Key;
import org.civichopper.database.ledger.DocumentLedger.Note;
import org.civichopper.database.ledger.Entry;
import org.civichopper.database.ledger.PersonPlace;
import org.civichopper.database.ledger.Sightings;
import org.civichopper.database.ledger.SupersededDocuments;
import org.civichopper.database.ledger.SupersededDocuments.Superseded;
import org.civichopper.database.ledger.UnmatchedPeople;
import org.civichopper.database.ledger.UnmatchedPeople.Unmatched;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.importer.arrival.Outcome.Change;
import org.civichopper.importer.resolve.KnownIds;
import org.civichopper.importer.resolve.UnmatchedNames;
import org.civichopper.importer.step.Steps;
import org.civichopper.model.document.Kind;

/// The one transaction in which a batch is imported: its connection, its time, and what became of
/// each document so far.
public final class Transaction {

    private final Connection connection;
    private final OffsetDateTime now;
    private final boolean trustsHashes;
    private final Steps steps;
    private final Map<String, OffsetDateTime> peopleWatermarks = new HashMap<>();
    private final Map<Arrival, Outcome> outcomes = new HashMap<>();
    private final Map<Kind, List<Note>> notes = new EnumMap<>(Kind.class);
    private final Map<String, UnmatchedNames> unmatched = new HashMap<>();
    private final Map<String, String> outdated = new HashMap<>();
    private final List<Superseded> superseded = new ArrayList<>();
    private final Map<Kind, Set<Key>> keys;
    private final Map<Kind, Map<Key, Entry>> entries;
    private final KnownIds knownIds;

    /// @param now read after the locks were taken, so that what is written later is stamped later
    /// @param trustsHashes whether a document the ledger knows by its hash need not be compared
    /// @param keys of the batch's documents, as far as they tell them, to be read from the ledger
    /// @param knownIds what the documents name by `_id`
    public Transaction(
            Connection connection,
            OffsetDateTime now,
            boolean trustsHashes,
            Steps steps,
            Map<Kind, Set<Key>> keys,
            KnownIds knownIds)
            throws SQLException {
        this.connection = connection;
        this.now = now;
        this.trustsHashes = trustsHashes;
        this.steps = steps;
        this.keys = keys;
        this.entries = new DocumentLedger(connection).read(keys);
        this.knownIds = knownIds;
    }

    public Connection connection() {
        return connection;
    }

    public OffsetDateTime now() {
        return now;
    }

    /// What `_id`s stand for.
    public KnownIds knownIds() {
        return knownIds;
    }

    public void settle(Arrival arrival, Outcome outcome) {
        outcomes.put(arrival, outcome);
    }

    public Map<Arrival, Outcome> outcomes() {
        return outcomes;
    }

    /// Rows that changed after their documents were compared: an update, even where the document
    /// itself brought nothing new.
    public void countAsChanged(Collection<String> ids) {
        outcomes.replaceAll((_, outcome) ->
                outcome instanceof Outcome.Imported(var change, var id, var warnings)
                                && change == Change.NOOP
                                && ids.contains(id)
                        ? new Outcome.Imported(Change.UPDATE, id, warnings)
                        : outcome);
    }

    Steps steps() {
        return steps;
    }

    boolean trustsHashes() {
        return trustsHashes;
    }

    private static final String WATERMARKS =
            """
            SELECT id, latest_people_update
              FROM opencivicdata_jurisdiction
             WHERE id = ANY (?)
            """;

    /// Reads when people last changed; a jurisdiction that does not stand is missing afterwards.
    public void loadPeopleWatermarks(Collection<String> jurisdictionIds) throws SQLException {
        try (var statement = connection.prepareStatement(WATERMARKS)) {
            TextColumns.bind(statement, 1, jurisdictionIds);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    peopleWatermarks.put(
                            rows.getString(1), rows.getObject(2, OffsetDateTime.class));
                }
            }
        }
    }

    public boolean knows(String jurisdictionId) {
        return peopleWatermarks.containsKey(jurisdictionId);
    }

    OffsetDateTime peopleWatermark(String jurisdictionId) {
        return peopleWatermarks.get(jurisdictionId);
    }

    /// What the ledger holds under these keys, as it was when the batch began.
    Map<Key, Entry> entries(Kind kind, Set<Key> wanted) throws SQLException {
        return keys.getOrDefault(kind, Set.of()).containsAll(wanted)
                ? entries.getOrDefault(kind, Map.of())
                : new DocumentLedger(connection).read(kind, wanted);
    }

    void noteLater(Kind kind, List<Note> written) {
        notes.computeIfAbsent(kind, _ -> new ArrayList<>()).addAll(written);
    }

    /// A run brought this row in a version that is out of date.
    void seeLater(String databaseId, String runId) {
        outdated.put(databaseId, runId);
    }

    void noteLater(Superseded document) {
        superseded.add(document);
    }

    void noteUnmatchedLater(String databaseId, UnmatchedNames names) {
        unmatched.put(databaseId, names);
    }

    /// Writes into the ledger what stands now, once nothing more touches the rows.
    public void writeNotes() throws SQLException {
        var given = new HashMap<String, Set<PersonPlace>>();
        var people = new ArrayList<Unmatched>();
        unmatched.forEach((id, names) -> {
            given.put(id, names.given());
            people.addAll(names.of(id));
        });
        new UnmatchedPeople(connection).replace(given, people);
        var ledger = new DocumentLedger(connection);
        new Sightings(connection).see(outdated);
        new SupersededDocuments(connection).write(superseded);
        ledger.write(notes);
        knownIds.write(connection);
    }
}
