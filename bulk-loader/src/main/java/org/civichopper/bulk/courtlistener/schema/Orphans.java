package org.civichopper.bulk.courtlistener.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.civichopper.bulk.finish.Identifier;

/// Rows whose parent is not there: counted, set to NULL, or dropped into the rejects, each by one
/// statement that hashes the parents.
record Orphans(Places places) {

    /// The slice that dropped rows are kept under.
    static final String SLICE = "orphans";

    private static final int SAMPLE = 10;

    // However little the planner knows of a table that was just filled.
    private static final String NO_LUCK = "SET LOCAL enable_nestloop = off";

    private static final String WITHOUT_PARENT =
            """
            %s
               AND NOT EXISTS (SELECT FROM %s p WHERE %s)
            """;

    // One column of them that is NULL, and it refers to nothing.
    private String withoutParent(Connection connection, Part.ForeignKey key) throws SQLException {
        var given = new ArrayList<String>();
        var same = new ArrayList<String>();
        for (var index = 0; index < key.columns().size(); index++) {
            var column = "c." + Identifier.quoted(key.columns().get(index));
            given.add(column + " IS NOT NULL");
            same.add("p." + Identifier.quoted(key.references().get(index)) + " = " + column);
        }
        return WITHOUT_PARENT.formatted(
                String.join(" AND ", given),
                places.name(connection, key.parent()),
                String.join(" AND ", same));
    }

    private static final String COUNT = "SELECT count(*) FROM %s c WHERE %s";

    private static final String IDS =
            "SELECT c.%1$s::text FROM %2$s c WHERE %3$s ORDER BY c.%1$s LIMIT %4$d";

    long count(Connection connection, Part.ForeignKey key) throws SQLException {
        Attempt.run(connection, NO_LUCK);
        var sql =
                COUNT.formatted(
                        places.name(connection, key.table()), withoutParent(connection, key));
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    Optional<Orphan> find(Connection connection, Part.ForeignKey key) throws SQLException {
        var count = count(connection, key);
        if (count == 0) {
            return Optional.empty();
        }
        var sql =
                IDS.formatted(
                        Identifier.quoted(places.plan().firstColumn(key.table())),
                        places.name(connection, key.table()),
                        withoutParent(connection, key),
                        SAMPLE);
        var sample = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                sample.add(rows.getString(1));
            }
        }
        return Optional.of(
                new Orphan(
                        key.table(),
                        String.join(", ", key.columns()),
                        key.parent(),
                        count,
                        sample));
    }

    private static final String UNSET = "UPDATE %s c SET %s WHERE %s";

    /// Sets to NULL what of the key may be NULL.
    void unset(Connection connection, Part.ForeignKey key, List<String> nullable)
            throws SQLException {
        Attempt.run(connection, NO_LUCK);
        Attempt.run(
                connection,
                UNSET.formatted(
                        places.name(connection, key.table()),
                        String.join(
                                ", ",
                                nullable.stream()
                                        .map(each -> Identifier.quoted(each) + " = NULL")
                                        .toList()),
                        withoutParent(connection, key)));
    }

    private static final String DROP =
            """
            WITH gone AS (
              DELETE FROM %1$s c
               WHERE %2$s
              RETURNING c.%3$s::text AS key, array_to_string(ARRAY[%4$s], ', ') AS found,
                        array_to_string(ARRAY[%5$s], ',', '\\N') AS raw)
            INSERT INTO hopper.load_reject (run_id, slice_id, place, key, expected, found, raw)
            SELECT ?, ?, ?, left(key, 200), ?, left(found, 200), left(raw, 2000)
              FROM gone
            """;

    /// Returns how many rows went.
    long drop(Connection connection, Part.ForeignKey key, long run) throws SQLException {
        Attempt.run(connection, NO_LUCK);
        var columns = new ArrayList<String>();
        for (var column : new Catalog(connection).columns(places.next(), key.table())) {
            columns.add("left(c.%s::text, 2000)".formatted(Identifier.quoted(column)));
        }
        var sql =
                DROP.formatted(
                        places.name(connection, key.table()),
                        withoutParent(connection, key),
                        Identifier.quoted(places.plan().firstColumn(key.table())),
                        String.join(
                                ", ",
                                key.columns().stream()
                                        .map(each -> "c." + Identifier.quoted(each) + "::text")
                                        .toList()),
                        String.join(", ", columns));
        try (var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, run);
            statement.setString(2, SLICE);
            statement.setString(3, key.table());
            statement.setString(
                    4, "%s: a row of %s".formatted(String.join(", ", key.columns()), key.parent()));
            return statement.executeLargeUpdate();
        }
    }

    private static final String DROPPED =
            """
            SELECT place, count(*)
              FROM hopper.load_reject
             WHERE run_id = ?
               AND slice_id = ?
             GROUP BY place
            """;

    /// By table, of all processes that worked on the run.
    static Map<String, Long> dropped(Connection connection, long run) throws SQLException {
        try (var statement = connection.prepareStatement(DROPPED)) {
            statement.setLong(1, run);
            statement.setString(2, SLICE);
            try (var rows = statement.executeQuery()) {
                var dropped = new TreeMap<String, Long>();
                while (rows.next()) {
                    dropped.put(rows.getString(1), rows.getLong(2));
                }
                return dropped;
            }
        }
    }

    static List<Orphan> read(JsonNode json) {
        var orphans = new ArrayList<Orphan>();
        for (var each : json) {
            var sample = new ArrayList<String>();
            each.path("sample").forEach(id -> sample.add(id.asText()));
            orphans.add(
                    new Orphan(
                            each.path("table").asText(),
                            each.path("column").asText(),
                            each.path("references").asText(),
                            each.path("count").asLong(),
                            sample));
        }
        return orphans;
    }
}
