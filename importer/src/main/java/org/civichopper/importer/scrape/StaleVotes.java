package org.civichopper.importer.scrape;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.civichopper.database.TextColumns;
import org.civichopper.database.row.ChangeSet;
import org.civichopper.database.row.Comparison;
import org.civichopper.database.row.RowReader;
import org.civichopper.database.row.RowWriter;
import org.civichopper.importer.event.AgendaLinks;
import org.civichopper.importer.vote.ActionLinks;
import org.civichopper.importer.vote.VoteKind;

/// Votes on a bill that a complete scrape brought votes of, but not these.
final class StaleVotes implements Retirement {

    private final Connection connection;
    private final CompleteScrape run;

    StaleVotes(Connection connection, CompleteScrape run) {
        this.connection = connection;
        this.run = run;
    }

    @Override
    public CompleteScrape run() {
        return run;
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
            SELECT id, standing
              FROM (SELECT v.id, count(*) OVER () AS standing,
                           NOT EXISTS (
                               SELECT FROM hopper.document d
                                 JOIN hopper.sighting s ON s.document_id = d.id
                                WHERE d.database_id = v.id
                                  AND %s) AS missing
                      FROM named
                      JOIN opencivicdata_voteevent v ON v.bill_id = named.bill_id) AS votes
             WHERE missing
             ORDER BY id
            """
                    .formatted(CompleteScrape.SEEN);

    @Override
    public Missing find() throws SQLException {
        try (var statement = connection.prepareStatement(FIND)) {
            statement.setString(1, run.jurisdictionId());
            statement.setString(2, run.id());
            run.bindSeen(statement, 3);
            return Missing.read(this, statement);
        }
    }

    /// Deletes them with everything below them. What named them waits for them to come back, and
    /// the actions that they were are free for others.
    @Override
    public void retire(List<String> ids) throws SQLException {
        var bills = bills(ids);
        new AgendaLinks(connection, run.now()).awaitAgain(run.jurisdictionId(), ids);
        var table = new VoteKind().table();
        var changes = new ChangeSet();
        for (var vote : new RowReader(connection).read(table, ids).values()) {
            changes.add(Comparison.delete(table, vote));
        }
        new RowWriter(connection, run.now()).write(changes);
        new ActionLinks(connection, run.now()).link(List.of(), bills);
    }

    private static final String BILLS =
            """
            SELECT DISTINCT bill_id
              FROM opencivicdata_voteevent
             WHERE id = ANY (?)
            """;

    private List<String> bills(List<String> ids) throws SQLException {
        var bills = new ArrayList<String>();
        try (var statement = connection.prepareStatement(BILLS)) {
            TextColumns.bind(statement, 1, ids);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    bills.add(rows.getString(1));
                }
            }
        }
        return bills;
    }
}
