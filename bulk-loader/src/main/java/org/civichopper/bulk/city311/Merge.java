package org.civichopper.bulk.city311;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;

/// Brings what was read into the table that stands: one statement, newest wins, and what is equal
/// is not written.
///
/// @param years of the data sets, by their 4x4
record Merge(Newest newest, Map<String, String> years) {

    // Against the row that stands the order of versions is the same; but a version of the very row
    // that stands there, edited since, replaces it whatever its dates say. Where the request came
    // more than once, any of its versions may be that row.
    private static final String MERGE =
            """
            WITH %1$s,
            known (dataset, year) AS (SELECT * FROM unnest(?::varchar[], ?::smallint[])),
            todo AS MATERIALIZED (
              SELECT n.*, r.id AS standing
                FROM newest n
                LEFT JOIN requests r ON r.srnumber = n.srnumber
                LEFT JOIN known ON known.dataset = r.dataset
               WHERE r.id IS NULL
                  OR ((%2$s) IS DISTINCT FROM (%3$s) OR r.missing_since IS NOT NULL)
                 AND (CASE WHEN n.ids IS NULL
                           THEN n.dataset = r.dataset AND n.row_id = r.row_id AND n.row_updated_at >= r.row_updated_at
                           ELSE EXISTS (SELECT
                                          FROM unnest(n.ids, n.times) v (id, time)
                                         WHERE v.id = r.dataset || ' ' || r.row_id
                                           AND v.time >= r.row_updated_at) END
                      OR (%4$s, n.row_updated_at, n.year, n.row_id COLLATE "C")
                       > (%5$s, coalesce(r.row_updated_at, '-infinity'), coalesce(known.year, 0),
                          coalesce(r.row_id, '') COLLATE "C"))),
            updated AS (
              UPDATE requests r
                 SET (%6$s) = ROW (%7$s),
                     dataset = t.dataset, row_id = t.row_id, row_updated_at = t.row_updated_at,
                     missing_since = NULL, quality = %8$s
                FROM todo t
               WHERE r.id = t.standing
              RETURNING 1),
            inserted AS (
              INSERT INTO requests (srnumber, %6$s, dataset, row_id, row_updated_at, quality)
              SELECT t.srnumber, %7$s, t.dataset, t.row_id, t.row_updated_at, %8$s
                FROM todo t
               WHERE t.standing IS NULL
              RETURNING 1)
            SELECT (SELECT count(*) FROM inserted), (SELECT count(*) FROM updated)
            """;

    /// What became of the rows.
    record Merged(long inserted, long updated) {}

    // Nothing stands that a row could meet.
    private static final String FILL =
            """
            WITH %1$s,
            inserted AS (
              INSERT INTO requests (srnumber, %2$s, dataset, row_id, row_updated_at, quality)
              SELECT n.srnumber, %3$s, n.dataset, n.row_id, n.row_updated_at, %4$s
                FROM newest n
              RETURNING 1)
            SELECT count(*), 0 FROM inserted
            """;

    /// @param empty whether nothing stands
    Merged into(Connection connection, Instant began, boolean empty) throws SQLException {
        return empty ? fill(connection, began) : merge(connection, began);
    }

    private Merged fill(Connection connection, Instant began) throws SQLException {
        var fields = newest.fields();
        var sql =
                FILL.formatted(
                        newest.ctes(),
                        Field.list("", fields),
                        Field.list("n.", fields),
                        newest.quality("n"));
        try (var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, LocalDateTime.ofInstant(began, ZoneOffset.UTC));
            return merged(statement);
        }
    }

    private static Merged merged(PreparedStatement statement) throws SQLException {
        try (var row = statement.executeQuery()) {
            row.next();
            return new Merged(row.getLong(1), row.getLong(2));
        }
    }

    private Merged merge(Connection connection, Instant began) throws SQLException {
        var fields = newest.fields();
        var sql =
                MERGE.formatted(
                        newest.ctes(),
                        Field.list("n.", fields),
                        Field.list("r.", fields),
                        newest.sound("n"),
                        newest.sound("r"),
                        Field.list("", fields),
                        Field.list("t.", fields),
                        newest.quality("t"));
        try (var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, LocalDateTime.ofInstant(began, ZoneOffset.UTC));
            statement.setArray(2, connection.createArrayOf("varchar", years.keySet().toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "int2", years.values().stream().map(Short::valueOf).toArray()));
            return merged(statement);
        }
    }

    // What the source no longer has. A record that was rejected was seen all the same.
    private static final String GONE =
            """
             FROM requests r
            WHERE r.dataset = ANY (?)
              AND NOT EXISTS (SELECT FROM %s s WHERE s.srnumber = r.srnumber)
              AND NOT EXISTS (SELECT FROM hopper.load_reject j WHERE j.run_id = ? AND j.key = r.row_id)
            """;

    private static final String COUNT_GONE =
            """
            SELECT (SELECT count(*) FROM requests WHERE dataset = ANY (?)), (SELECT count(*) %s)
            """;

    /// How many rows of these data sets stand, and how many of them the source no longer has.
    record Gone(long standing, long gone) {}

    Gone countGone(Connection connection, long run) throws SQLException {
        var sql = COUNT_GONE.formatted(GONE.formatted(newest.staging()));
        try (var statement = connection.prepareStatement(sql)) {
            var datasets = connection.createArrayOf("varchar", years.keySet().toArray());
            statement.setArray(1, datasets);
            statement.setArray(2, datasets);
            statement.setLong(3, run);
            try (var row = statement.executeQuery()) {
                row.next();
                return new Gone(row.getLong(1), row.getLong(2));
            }
        }
    }

    private static final String MARK =
            """
            UPDATE requests
               SET missing_since = clock_timestamp()
             WHERE missing_since IS NULL
               AND id IN (SELECT r.id %s)
            """;

    private static final String DELETE = "DELETE FROM requests WHERE id IN (SELECT r.id %s)";

    /// Marks or deletes what the source no longer has; returns how many rows.
    long away(Connection connection, long run, Deletions deletions) throws SQLException {
        var sql =
                switch (deletions) {
                    case IGNORE -> "";
                    case MARK -> MARK;
                    case DELETE -> DELETE;
                };
        if (sql.isEmpty()) {
            return 0;
        }
        try (var statement =
                connection.prepareStatement(sql.formatted(GONE.formatted(newest.staging())))) {
            statement.setArray(1, connection.createArrayOf("varchar", years.keySet().toArray()));
            statement.setLong(2, run);
            return statement.executeLargeUpdate();
        }
    }
}
