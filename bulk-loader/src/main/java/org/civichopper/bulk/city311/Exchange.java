package org.civichopper.bulk.city311;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.civichopper.bulk.finish.Identifier;
import org.civichopper.bulk.finish.Swap;
import org.civichopper.bulk.finish.Target;

/// Builds the table anew from what was read, beside the one that stands, and exchanges both and the
/// view on them. A request that stood keeps its id.
record Exchange(Newest newest, Target target) {

    static Swap swap(Target target) {
        return new Swap(target.schema(), List.of(Tables.VIEW, Tables.REQUESTS));
    }

    private static final String SAME_NUMBERS =
            """
            SELECT setval(pg_get_serial_sequence(?, 'id'), greatest(1, coalesce(max(id), 1)), max(id) IS NOT NULL)
              FROM %s
            """;

    private static final String FILL =
            """
            WITH %1$s,
            filled AS (
              INSERT INTO %2$s (id, srnumber, %3$s, dataset, row_id, row_updated_at, quality)
              SELECT coalesce(r.id, nextval(pg_get_serial_sequence(?, 'id'))),
                     n.srnumber, %4$s, n.dataset, n.row_id, n.row_updated_at, %5$s
                FROM newest n
                LEFT JOIN %6$s r ON r.srnumber = n.srnumber
              RETURNING 1)
            SELECT count(*) FROM filled
            """;

    private static final String COMPARE =
            """
            SELECT count(*) FILTER (WHERE r.id IS NULL),
                   count(*) FILTER (WHERE r.id IS NOT NULL AND (%1$s) IS DISTINCT FROM (%2$s))
              FROM %3$s n
              LEFT JOIN %4$s r ON r.id = n.id
            """;

    /// @param rows that the new table holds
    record Built(long rows, long inserted, long updated) {}

    /// In the transaction of the caller, which exchanges the tables next.
    Built build(Connection connection, Instant began) throws SQLException {
        var next = swap(target).next();
        next.make(connection);
        swap(target).drop(connection, next);
        // The view reads the reference tables where they stand.
        useBoth(connection, next);
        new Tables(next).makeRequests(connection);
        var built = Identifier.quoted(next.schema(), Tables.REQUESTS);
        var standing = Identifier.quoted(target.schema(), Tables.REQUESTS);
        ask(
                connection,
                SAME_NUMBERS.formatted(standing),
                statement -> statement.setString(1, built));
        var fields = newest.fields();
        var fill =
                FILL.formatted(
                        newest.ctes(),
                        built,
                        Field.list("", fields),
                        Field.list("n.", fields),
                        newest.quality("n"),
                        standing);
        var filled =
                ask(
                        connection,
                        fill,
                        statement -> {
                            statement.setObject(1, LocalDateTime.ofInstant(began, ZoneOffset.UTC));
                            statement.setString(2, built);
                        });
        var compared =
                ask(
                        connection,
                        COMPARE.formatted(
                                Field.list("n.", fields),
                                Field.list("r.", fields),
                                built,
                                standing),
                        _ -> {});
        new Tables(next).makeView(connection);
        return new Built(filled[0], compared[0], compared[1]);
    }

    private void useBoth(Connection connection, Target next) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "SET LOCAL search_path = %s, %s"
                            .formatted(
                                    Identifier.quoted(next.schema()),
                                    Identifier.quoted(target.schema())));
        }
    }

    @FunctionalInterface
    private interface Binding {
        void to(PreparedStatement statement) throws SQLException;
    }

    private static long[] ask(Connection connection, String sql, Binding binding)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            binding.to(statement);
            try (var row = statement.executeQuery()) {
                row.next();
                var numbers = new long[row.getMetaData().getColumnCount()];
                for (var column = 0; column < numbers.length; column++) {
                    numbers[column] = row.getLong(column + 1);
                }
                return numbers;
            }
        }
    }
}
