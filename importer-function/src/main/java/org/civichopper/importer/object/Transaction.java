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
import org.civichopper.database.ledger.DocumentLedger.Note;
import org.civichopper.database.ledger.PersonPlace;
import org.civichopper.database.ledger.ScrapedIds;
import org.civichopper.database.ledger.UnmatchedPeople;
import org.civichopper.database.ledger.UnmatchedPeople.Unmatched;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.importer.arrival.Outcome.Change;
import org.civichopper.importer.resolve.UnmatchedNames;
import org.civichopper.model.document.Kind;

/// The one transaction in which a batch is imported: its connection, its time, and what became of
/// each document so far.
public final class Transaction {

    private final Connection connection;
    private final OffsetDateTime now;
    private final boolean trustsHashes;
    private final Map<String, OffsetDateTime> peopleWatermarks = new HashMap<>();
    private final Map<Arrival, Outcome> outcomes = new HashMap<>();
    private final Map<Kind, List<Note>> notes = new EnumMap<>(Kind.class);
    private final Map<String, UnmatchedNames> unmatched = new HashMap<>();
    private final Map<Kind, Map<String, String>> scrapedIds = new EnumMap<>(Kind.class);

    /// @param now read after the locks were taken, so that what is written later is stamped later
    /// @param trustsHashes whether a document the ledger knows by its hash need not be compared
    public Transaction(Connection connection, OffsetDateTime now, boolean trustsHashes) {
        this.connection = connection;
        this.now = now;
        this.trustsHashes = trustsHashes;
    }

    public Connection connection() {
        return connection;
    }

    public OffsetDateTime now() {
        return now;
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

    void noteLater(Kind kind, List<Note> written, Map<String, String> ids) {
        notes.computeIfAbsent(kind, _ -> new ArrayList<>()).addAll(written);
        scrapedIds.computeIfAbsent(kind, _ -> new HashMap<>()).putAll(ids);
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
        for (var entry : notes.entrySet()) {
            ledger.write(entry.getKey(), entry.getValue());
        }
    }

    /// Makes the `_id`s of what was just imported known to the documents that name them.
    public void writeScrapedIds(Kind kind) throws SQLException {
        new ScrapedIds(connection).write(kind, scrapedIds.getOrDefault(kind, Map.of()));
    }
}
