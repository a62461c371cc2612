package org.civichopper.bulk.openstates.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.civichopper.bulk.finish.Identifier;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.LoadSlice;

/// Which bills a run has seen of each slice, and in which round of paging: what proves that nothing
/// slipped from a page to another. Unlogged, and committed with the rows. Nothing here commits.
///
/// @param origin of the bills that go where they are not seen
public record SeenBills(long run, String origin) {

    /// Of the API.
    public SeenBills(long run) {
        this(run, "api");
    }

    private static final Target SCHEMA = new Target("hopper_staging");

    private String name() {
        return "load_" + run + "_seen";
    }

    private String table() {
        return Identifier.quoted(SCHEMA.schema(), name());
    }

    private static final String MAKE =
            """
            CREATE UNLOGGED TABLE %s (slice integer, bill text, round integer, PRIMARY KEY (slice, bill))
            """;

    public void make(Connection connection) throws SQLException {
        SCHEMA.make(connection);
        try (var statement = connection.createStatement()) {
            statement.execute(MAKE.formatted(table()));
        }
    }

    public void drop(Connection connection) throws SQLException {
        if (SCHEMA.has(connection, name())) {
            try (var statement = connection.createStatement()) {
                statement.execute("DROP TABLE " + table());
            }
        }
    }

    private static final String ADD =
            """
            INSERT INTO %s AS s (slice, bill, round)
            SELECT ?, id, ? FROM unnest(?::text[]) AS id
                ON CONFLICT (slice, bill) DO UPDATE SET round = excluded.round
            RETURNING bill, xmax = 0
            """;

    /// Returns those that were not seen before, in any round.
    public Set<String> add(
            Connection connection, LoadSlice slice, int round, Collection<String> bills)
            throws SQLException {
        try (var statement = connection.prepareStatement(ADD.formatted(table()))) {
            statement.setInt(1, slice.position());
            statement.setInt(2, round);
            statement.setArray(3, connection.createArrayOf("text", bills.toArray()));
            try (var rows = statement.executeQuery()) {
                var first = new HashSet<String>();
                while (rows.next()) {
                    if (rows.getBoolean(2)) {
                        first.add(rows.getString(1));
                    }
                }
                return first;
            }
        }
    }

    private static final String COUNT =
            """
            SELECT count(*), count(*) FILTER (WHERE round = ?) FROM %s WHERE slice = ?
            """;

    /// @param all that were seen in any round
    /// @param latest that were seen in the latest
    public record Seen(long all, long latest) {}

    public Seen count(Connection connection, LoadSlice slice, int round) throws SQLException {
        try (var statement = connection.prepareStatement(COUNT.formatted(table()))) {
            statement.setInt(1, round);
            statement.setInt(2, slice.position());
            try (var row = statement.executeQuery()) {
                row.next();
                return new Seen(row.getLong(1), row.getLong(2));
            }
        }
    }

    private static final String EMPTY = "DELETE FROM %s WHERE slice = ?";

    /// Something of what was seen is gone at the source, which does not say what.
    public void empty(Connection connection, LoadSlice slice) throws SQLException {
        try (var statement = connection.prepareStatement(EMPTY.formatted(table()))) {
            statement.setInt(1, slice.position());
            statement.executeUpdate();
        }
    }

    private static final String GONE =
            """
              FROM bills b
             WHERE b.legislative_session_id = ?
               AND b.origin = ?
               AND NOT EXISTS (SELECT FROM %s s WHERE s.slice = ? AND s.bill = b.id)
            """;

    private static final String COUNT_GONE =
            """
            SELECT (SELECT count(*) FROM bills WHERE legislative_session_id = ? AND origin = ?), count(*)
            """;

    /// @param standing bills of the session of that origin
    /// @param gone those of them that were not seen
    public record Gone(long standing, long gone) {}

    public Gone gone(Connection connection, LoadSlice slice, long session) throws SQLException {
        try (var statement = connection.prepareStatement(COUNT_GONE + GONE.formatted(table()))) {
            statement.setLong(1, session);
            statement.setString(2, origin);
            statement.setLong(3, session);
            statement.setString(4, origin);
            statement.setInt(5, slice.position());
            try (var row = statement.executeQuery()) {
                row.next();
                return new Gone(row.getLong(1), row.getLong(2));
            }
        }
    }

    private static final String REMOVE = "DELETE FROM bills WHERE id IN (SELECT b.id %s)";

    /// Removes bills of the session and the origin that were not seen; returns how many.
    public long remove(Connection connection, LoadSlice slice, long session) throws SQLException {
        var sql = REMOVE.formatted(GONE.formatted(table()));
        try (var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, session);
            statement.setString(2, origin);
            statement.setInt(3, slice.position());
            return statement.executeUpdate();
        }
    }
}
