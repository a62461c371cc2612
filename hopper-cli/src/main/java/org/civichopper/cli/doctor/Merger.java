package org.civichopper.cli.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.civichopper.database.TextColumns;
import org.civichopper.database.row.ChangeSet;
import org.civichopper.database.row.Comparison;
import org.civichopper.database.row.RowReader;
import org.civichopper.database.row.RowWriter;
import org.civichopper.database.row.Standing;
import org.civichopper.database.row.Table;

/// Makes one object of two, for many objects of a kind at once: the one that stays gets the content
/// of whichever changed last, and all that pointed at the other or below it points at what took its
/// place.
abstract sealed class Merger permits BillMerger, VoteMerger {

    private final Connection connection;
    private final OffsetDateTime now;
    private final Table table;
    private final Map<String, OffsetDateTime> changedAt;

    /// @param table of the objects
    /// @param changedAt when the content of each changed, before anything was merged
    Merger(
            Connection connection,
            OffsetDateTime now,
            Table table,
            Map<String, OffsetDateTime> changedAt) {
        this.connection = connection;
        this.now = now;
        this.table = table;
        this.changedAt = changedAt;
    }

    /// @param keepers by the ids of those that go
    void merge(Map<String, String> keepers) throws SQLException {
        if (keepers.isEmpty()) {
            return;
        }
        var standing = read(keepers.keySet());
        standing.putAll(read(keepers.values()));
        var changes = new ChangeSet();
        var successors = new HashMap<String, Map<String, String>>();
        var winners = new HashMap<String, String>();
        keepers.forEach((id, keeper) -> {
            var merged = Comparison.merge(table, standing.get(keeper), standing.get(id));
            merged.successors()
                    .forEach((part, ids) ->
                            successors.computeIfAbsent(part, _ -> new HashMap<>()).putAll(ids));
            if (changedAt.get(id).isAfter(changedAt.get(keeper))) {
                changes.add(merged.changes());
                winners.put(id, keeper);
                changedAt.put(keeper, changedAt.get(id));
            }
        });
        moveReferencesToParts(successors);
        new RowWriter(connection, now).write(changes);
        moveReferences(keepers);
        new MovedLedger(connection).move(keepers, winners);
        delete(keepers.keySet());
    }

    /// What points at rows below these objects.
    abstract void moveReferencesToParts(Map<String, Map<String, String>> successors)
            throws SQLException;

    /// What points at these objects.
    abstract void moveReferences(Map<String, String> keepers) throws SQLException;

    Map<String, Standing> read(Collection<String> ids) throws SQLException {
        return new RowReader(connection).read(table, ids);
    }

    private void delete(Collection<String> ids) throws SQLException {
        var changes = new ChangeSet();
        read(ids).values().forEach(left -> changes.add(Comparison.delete(table, left)));
        new RowWriter(connection, now).write(changes);
    }

    /// Runs a statement with the same two parameters that answers with pairs.
    Map<String, String> ask(String sql, Map<String, String> ids) throws SQLException {
        var pairs = new HashMap<String, String>();
        var entries = List.copyOf(ids.entrySet());
        try (var statement = connection.prepareStatement(sql)) {
            TextColumns.bind(statement, 1, entries, Map.Entry::getKey, Map.Entry::getValue);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    pairs.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return pairs;
    }

    /// Runs a statement whose first two parameters are what was and what takes its place.
    ///
    /// @param times how many parameters after those are the time of this merging
    void move(String sql, Map<String, String> ids, int times) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        var entries = List.copyOf(ids.entrySet());
        try (var statement = connection.prepareStatement(sql)) {
            TextColumns.bind(statement, 1, entries, Map.Entry::getKey, Map.Entry::getValue);
            for (int i = 0; i < times; i++) {
                statement.setObject(3 + i, now);
            }
            statement.execute();
        }
    }
}
