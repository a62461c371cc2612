package org.civichopper.bulk.ledger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.civichopper.bulk.finish.Swap;
import org.civichopper.bulk.finish.Target;

/// The table `hopper.load_predecessor`: what a rollback puts back. Nothing here commits.
public record LoadPredecessors(Connection connection) {

    /// @param scope the schema that was replaced
    public record Predecessor(
            String dataset, String scope, Swap swap, Map<String, String> watermarks, long run) {}

    private static final String KEEP =
            """
            INSERT INTO hopper.load_predecessor (dataset, scope, kept_in, tables, watermarks, run_id)
            VALUES (?, ?, ?, ?, ?::jsonb, ?)
                ON CONFLICT (dataset, scope) DO UPDATE
               SET kept_in = excluded.kept_in, tables = excluded.tables, watermarks = excluded.watermarks,
                   run_id = excluded.run_id, kept_at = clock_timestamp()
            """;

    /// To be committed with the exchange. Replaces the one that was kept before.
    public void keep(
            String dataset, String scope, Swap swap, Map<String, String> watermarks, long run)
            throws SQLException {
        keep(dataset, scope, swap.before().schema(), swap.tables(), watermarks, run);
    }

    /// The same for tables that were exchanged in another way.
    ///
    /// @param keptIn the schema that they lie in
    public void keep(
            String dataset,
            String scope,
            String keptIn,
            List<String> tables,
            Map<String, String> watermarks,
            long run)
            throws SQLException {
        var values = JsonNodeFactory.instance.objectNode();
        watermarks.forEach(values::put);
        try (var statement = connection.prepareStatement(KEEP)) {
            statement.setString(1, dataset);
            statement.setString(2, scope);
            statement.setString(3, keptIn);
            statement.setArray(4, connection.createArrayOf("text", tables.toArray()));
            statement.setString(5, values.toString());
            statement.setLong(6, run);
            statement.executeUpdate();
        }
    }

    private static final String FIND =
            """
            SELECT scope, kept_in, tables, watermarks, run_id
              FROM hopper.load_predecessor
             WHERE dataset = ?
               AND scope = ?
            """;

    public Optional<Predecessor> find(String dataset, String scope) throws SQLException {
        try (var statement = connection.prepareStatement(FIND)) {
            statement.setString(1, dataset);
            statement.setString(2, scope);
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                var watermarks = new TreeMap<String, String>();
                LoadRuns.json(row.getString("watermarks"))
                        .properties()
                        .forEach(each -> watermarks.put(each.getKey(), each.getValue().asText()));
                var tables = List.of((String[]) row.getArray("tables").getArray());
                return Optional.of(
                        new Predecessor(
                                dataset,
                                scope,
                                new Swap(
                                        scope,
                                        tables,
                                        new Target(scope + "_next"),
                                        new Target(row.getString("kept_in"))),
                                watermarks,
                                row.getLong("run_id")));
            }
        }
    }

    private static final String FORGET =
            "DELETE FROM hopper.load_predecessor WHERE dataset = ? AND scope = ?";

    /// It stands again.
    public void forget(Predecessor predecessor) throws SQLException {
        try (var statement = connection.prepareStatement(FORGET)) {
            statement.setString(1, predecessor.dataset());
            statement.setString(2, predecessor.scope());
            statement.executeUpdate();
        }
    }
}
