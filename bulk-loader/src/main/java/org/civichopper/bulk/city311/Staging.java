package org.civichopper.bulk.city311;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.civichopper.bulk.finish.Identifier;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.LoadSlice;
import org.civichopper.bulk.source.Body;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// The tables of one run alone: one that all is read from, and below it one for each slice, which
/// knows the data set that its rows are of. Unlogged: what is in them can be asked for again.
///
/// @param absent fields that the source does not have
record Staging(long run, Set<Field> absent) {

    static final Target SCHEMA = new Target("hopper_staging");

    private static final String MAKE =
            """
            CREATE UNLOGGED TABLE %s (row_id varchar, row_updated_at timestamptz, %s, dataset varchar, year smallint)
            """;

    private static final String MAKE_SLICE =
            """
            CREATE UNLOGGED TABLE %1$s () INHERITS (%2$s);
            ALTER TABLE %1$s ALTER dataset SET DEFAULT '%3$s', ALTER year SET DEFAULT %4$d
            """;

    /// For example `"hopper_staging"."load_17"`.
    String table() {
        return Identifier.quoted(SCHEMA.schema(), "load_" + run);
    }

    private String table(int position) {
        return Identifier.quoted(SCHEMA.schema(), "load_" + run + "_" + position);
    }

    /// @param slices in the order of the plan
    void make(Connection connection, List<Slice> slices) throws SQLException {
        SCHEMA.make(connection);
        var columns =
                String.join(
                        ", ",
                        Arrays.stream(Field.values())
                                .map(field -> field.column() + " " + field.type.sql)
                                .toList());
        try (var statement = connection.createStatement()) {
            statement.execute(MAKE.formatted(table(), columns));
            var position = 0;
            for (var slice : slices) {
                statement.execute(
                        MAKE_SLICE.formatted(
                                table(++position),
                                table(),
                                slice.dataset(), // a 4x4, which holds no quote
                                Integer.parseInt(slice.year())));
            }
        }
    }

    /// Drops all of it; fine where nothing is left.
    void drop(Connection connection) throws SQLException {
        if (SCHEMA.has(connection, "load_" + run)) {
            try (var statement = connection.createStatement()) {
                statement.execute("DROP TABLE " + table() + " CASCADE"); // its slices, all ours
            }
        }
    }

    void empty(Connection connection, LoadSlice slice) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("TRUNCATE " + table(slice.position()));
        }
    }

    /// @param distinct `:id`s
    /// @param flagged how many rows break a rule of quality
    record Held(long distinct, long flagged) {}

    // Ids are compared as bytes, which is what they are, and much cheaper than as words.
    private static final String HELD =
            """
            WITH run AS MATERIALIZED (SELECT ?::timestamp + interval '366 days' AS latest_date)
            SELECT count(*), coalesce(sum(flagged), 0)
              FROM (SELECT count(*) FILTER (WHERE %2$s) AS flagged
                      FROM %1$s s
                     GROUP BY row_id COLLATE "C") of_an_id
            """;

    /// @param began the run
    Held held(Connection connection, LoadSlice slice, Instant began) throws SQLException {
        var sql = HELD.formatted(table(slice.position()), new Newest(table(), absent).broken("s"));
        try (var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, LocalDateTime.ofInstant(began, ZoneOffset.UTC));
            try (var row = statement.executeQuery()) {
                row.next();
                return new Held(row.getLong(1), row.getLong(2));
            }
        }
    }

    private static final String SET_ASIDE =
            """
            WITH run AS MATERIALIZED (SELECT ?::timestamp + interval '366 days' AS latest_date),
            broken AS (
              DELETE FROM %1$s s
               WHERE %2$s IS NOT NULL
              RETURNING s.*, %2$s AS rules)
            INSERT INTO hopper.load_reject (run_id, slice_id, place, key, expected, found, raw)
            SELECT ?, ?, dataset, row_id, 'a record that keeps to the rules of quality',
                   array_to_string(rules, ', '), left(to_jsonb(broken)::text, 2000)
              FROM broken
            """;

    /// Rejects what breaks a rule of quality; returns how many rows.
    ///
    /// @param began the run
    long setAside(Connection connection, LoadSlice slice, Instant began) throws SQLException {
        var sql =
                SET_ASIDE.formatted(
                        table(slice.position()), new Newest(table(), absent).quality("s"));
        try (var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, LocalDateTime.ofInstant(began, ZoneOffset.UTC));
            statement.setLong(2, run);
            statement.setString(3, slice.id());
            return statement.executeLargeUpdate();
        }
    }

    /// How many rows are there, without looking at them.
    long rows(Connection connection, LoadSlice slice) throws SQLException {
        try (var statement = connection.createStatement();
                var row =
                        statement.executeQuery("SELECT count(*) FROM " + table(slice.position()))) {
            row.next();
            return row.getLong(1);
        }
    }

    /// So that no later statement guesses how much is there. What rows are joined by is enough, and
    /// a small sample of it.
    void analyze(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET LOCAL default_statistics_target = 10");
            statement.execute("ANALYZE " + table() + " (srnumber)");
        }
    }

    private List<String> columns() {
        return Stream.concat(
                        Stream.of("row_id", "row_updated_at", "srnumber"),
                        Field.data(absent).stream().map(Field::column))
                .toList();
    }

    /// Hands a plain page over as it came. Nothing between two commas is NULL, quoted or not.
    void copy(Connection connection, LoadSlice slice, Body page) throws SQLException {
        var columns = String.join(", ", columns());
        var copy =
                "COPY %s (%s) FROM STDIN (FORMAT csv, HEADER true, ENCODING 'UTF8', FORCE_NULL (%s))"
                        .formatted(table(slice.position()), columns, columns);
        var in = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
        try {
            for (var piece : page.pieces()) {
                in.writeToCopy(piece.bytes(), 0, piece.length());
            }
            in.endCopy();
        } finally {
            cancel(in);
        }
    }

    private static void cancel(CopyIn in) throws SQLException {
        if (in.isActive()) {
            in.cancelCopy();
        }
    }

    /// Hands over what a careful reading left.
    void copy(Connection connection, LoadSlice slice, CarefulPage page)
            throws SQLException, IOException {
        var copy =
                "COPY %s (%s) FROM STDIN (FORMAT text, ENCODING 'UTF8')"
                        .formatted(table(slice.position()), String.join(", ", columns()));
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(copy, new ByteArrayInputStream(page.lines()));
    }
}
