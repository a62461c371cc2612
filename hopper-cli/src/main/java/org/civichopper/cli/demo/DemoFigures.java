package org.civichopper.cli.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.civichopper.database.DatabaseUrl;

/// What the database says of the demo: its figures are read, never made up.
final class DemoFigures implements AutoCloseable {

    /// @param median seconds from scraped to committed, for half of the documents
    record Settled(Map<String, Integer> outcomes, double median, double ninetyFifth) {

        int count(String outcome) {
            return outcomes.getOrDefault(outcome, 0);
        }
    }

    record ChangedBill(
            String identifier, String title, String latestAction, int actions, int votes) {}

    private final Connection connection;

    DemoFigures(String databaseUrl) throws SQLException {
        connection = DatabaseUrl.parse(databaseUrl).dataSource().getConnection();
    }

    private static final String OUTCOMES =
            """
            SELECT outcome, count(*)
              FROM hopper.receipt
             WHERE committed_at > ?
             GROUP BY outcome
            """;

    private static final String FRESHNESS =
            """
            SELECT percentile_cont(ARRAY[0.5, 0.95]) WITHIN GROUP (
                       ORDER BY extract(epoch FROM committed_at - coalesce(scraped_at, version_time)))
              FROM hopper.receipt
             WHERE committed_at > ?
            """;

    /// What was settled since then.
    Settled since(Instant time) throws SQLException {
        var since = time.atOffset(ZoneOffset.UTC);
        var outcomes = new HashMap<String, Integer>();
        try (var statement = connection.prepareStatement(OUTCOMES)) {
            statement.setObject(1, since);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    outcomes.put(rows.getString(1), rows.getInt(2));
                }
            }
        }
        try (var statement = connection.prepareStatement(FRESHNESS)) {
            statement.setObject(1, since);
            try (var rows = statement.executeQuery()) {
                rows.next();
                var array = rows.getArray(1);
                var seconds = array == null ? new Double[] {0.0, 0.0} : (Double[]) array.getArray();
                return new Settled(outcomes, seconds[0], seconds[1]);
            }
        }
    }

    private static final String CHANGED =
            """
            SELECT b.identifier, b.title, b.latest_action_description,
                   (SELECT count(*) FROM opencivicdata_billaction a WHERE a.bill_id = b.id),
                   (SELECT count(*) FROM opencivicdata_voteevent v WHERE v.bill_id = b.id)
              FROM opencivicdata_bill b
             WHERE b.updated_at > b.created_at
               AND b.id IN (SELECT database_id FROM hopper.receipt WHERE outcome = 'update')
             ORDER BY b.updated_at DESC, b.identifier
             LIMIT 5
            """;

    /// A few of the bills that a later scrape changed.
    List<ChangedBill> changedBills() throws SQLException {
        var bills = new ArrayList<ChangedBill>();
        try (var statement = connection.prepareStatement(CHANGED);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                bills.add(
                        new ChangedBill(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getInt(4),
                                rows.getInt(5)));
            }
        }
        return bills;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
