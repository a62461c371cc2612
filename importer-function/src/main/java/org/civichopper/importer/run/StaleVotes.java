package org.civichopper.importer.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.civichopper.database.row.ChangeSet;
import org.civichopper.database.row.Comparison;
import org.civichopper.database.row.RowReader;
import org.civichopper.database.row.RowWriter;
import org.civichopper.importer.event.AgendaLinks;
import org.civichopper.importer.vote.ActionLinks;
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
                  JOIN hopper.sighting s ON s.document_id = d.id
                  JOIN opencivicdata_voteevent v ON v.id = d.database_id
                 WHERE d.jurisdiction_id = ?
                   AND d.kind = 'vote_event'
                   AND s.run_id = ?
            )
            SELECT v.id, v.bill_id
              FROM named
              JOIN opencivicdata_voteevent v ON v.bill_id = named.bill_id
             WHERE NOT EXISTS (
                   SELECT FROM hopper.document d
                     JOIN hopper.sighting s ON s.document_id = d.id
                    WHERE d.database_id = v.id
                      AND (s.run_id = ?
                           OR s.seen_at >= ?
                           OR s.version_time >= ?
                           OR (s.version_time, s.version_id_time) > (?, ?)))
             ORDER BY v.id
            """;

    /// Deletes them with everything below them. What named them waits for them to come back, and
    /// the actions that they were are free for others.
    ///
    /// @return the ids that are gone
    List<String> delete() throws SQLException {
        var bills = find();
        var ids = List.copyOf(bills.keySet());
        if (ids.isEmpty()) {
            return ids;
        }
        new AgendaLinks(connection, run.now()).awaitAgain(run.jurisdictionId(), ids);
        var table = new VoteKind().table();
        var changes = new ChangeSet();
        for (var vote : new RowReader(connection).read(table, ids).values()) {
            changes.add(Comparison.delete(table, vote));
        }
        new RowWriter(connection, run.now()).write(changes);
        new ActionLinks(connection, run.now()).link(List.of(), bills.values());
        return ids;
    }

    /// Each with its bill.
    private Map<String, String> find() throws SQLException {
        var bills = new LinkedHashMap<String, String>();
        try (var statement = connection.prepareStatement(FIND)) {
            statement.setString(1, run.jurisdictionId());
            statement.setString(2, run.id());
            statement.setString(3, run.id());
            statement.setObject(4, run.beganAt());
            statement.setObject(5, run.scrapeBeganAt());
            statement.setObject(6, run.newestTime());
            statement.setObject(7, run.newestIdTime());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    bills.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return bills;
    }
}
