package org.civichopper.importer.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.civichopper.database.TextColumns;
import org.civichopper.database.row.ChangeSet;
import org.civichopper.database.row.Comparison;
import org.civichopper.database.row.RowReader;
import org.civichopper.database.row.RowWriter;
import org.civichopper.importer.vote.VoteKind;

/// Votes on a bill that a complete run brought votes of, but not these.
final class StaleVotes {

    private final Connection connection;
    private final CompleteRun run;

    StaleVotes(Connection connection, CompleteRun run) {
        this.connection = connection;
        this.run = run;
    }

    private static final String FIND =
            """
            WITH named AS (
                SELECT DISTINCT v.bill_id
                  FROM hopper.document d
                  JOIN opencivicdata_voteevent v ON v.id = d.database_id
                 WHERE d.jurisdiction_id = ?
                   AND d.kind = 'vote_event'
                   AND d.run_id = ?
            )
            SELECT v.id
              FROM named
              JOIN opencivicdata_voteevent v ON v.bill_id = named.bill_id
             WHERE NOT EXISTS (
                   SELECT FROM hopper.document d
                    WHERE d.database_id = v.id
                      AND (d.seen_at >= ? OR (d.version_time, d.version_id_time) > (?, ?)))
             ORDER BY v.id
            """;

    /// Deletes them with everything below them.
    ///
    /// @return the ids that are gone
    List<String> delete() throws SQLException {
        var ids = find();
        if (ids.isEmpty()) {
            return ids;
        }
        touchAgendas(ids);
        var table = new VoteKind().table();
        var changes = new ChangeSet();
        for (var vote : new RowReader(connection).read(table, ids).values()) {
            changes.add(Comparison.delete(table, vote));
        }
        new RowWriter(connection, run.now()).write(changes);
        return ids;
    }

    private List<String> find() throws SQLException {
        var ids = new ArrayList<String>();
        try (var statement = connection.prepareStatement(FIND)) {
            statement.setString(1, run.jurisdictionId());
            statement.setString(2, run.id());
            statement.setObject(3, run.beganAt());
            statement.setObject(4, run.newestTime());
            statement.setObject(5, run.newestIdTime());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
        }
        return ids;
    }

    private static final String TOUCH_AGENDAS =
            """
            UPDATE opencivicdata_event
               SET updated_at = ?
             WHERE id IN (SELECT i.event_id
                            FROM opencivicdata_eventrelatedentity r
                            JOIN opencivicdata_eventagendaitem i ON i.id = r.agenda_item_id
                           WHERE r.vote_event_id = ANY (?))
            """;

    // An agenda that loses its link has changed. Its next import looks for another vote, because
    // the ledger is left behind.
    private void touchAgendas(Collection<String> voteIds) throws SQLException {
        try (var statement = connection.prepareStatement(TOUCH_AGENDAS)) {
            statement.setObject(1, run.now());
            TextColumns.bind(statement, 2, voteIds);
            statement.executeUpdate();
        }
    }
}
