package org.civichopper.bulk.finance;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.civichopper.bulk.finish.Identifier;
import org.civichopper.bulk.finish.Target;

/// What one run builds, to become a state's partitions: logged, without keys and indexes until all
/// rows are there, and known to hold rows of one state only, so that nothing is scanned when they
/// take their place.
///
/// @param target whose tables they are made like
/// @param state its code
record Staging(long run, Target target, String state) {

    static final Target SCHEMA = new Target("hopper_staging");

    String name(Kind kind) {
        return "load_" + run + "_" + kind.table();
    }

    /// For example `"hopper_staging"."load_17_reports"`.
    String table(Kind kind) {
        return Identifier.quoted(SCHEMA.schema(), name(kind));
    }

    private String parent(Kind kind) {
        return Identifier.quoted(target.schema(), kind.table());
    }

    // A state's code is two letters.
    private static final String MAKE =
            """
            CREATE TABLE %1$s (LIKE %2$s INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING GENERATED,
                               CONSTRAINT of_one_state CHECK (filing_state IS NOT NULL AND filing_state = '%3$s'))
            """;

    void make(Connection connection) throws SQLException {
        SCHEMA.make(connection);
        for (var kind : Kind.values()) {
            run(connection, MAKE.formatted(table(kind), parent(kind), state));
        }
    }

    boolean isThere(Connection connection) throws SQLException {
        for (var kind : Kind.values()) {
            if (!SCHEMA.has(connection, name(kind))) {
                return false;
            }
        }
        return true;
    }

    /// In the transaction that fills them again.
    void empty(Connection connection) throws SQLException {
        for (var kind : Kind.values()) {
            run(connection, "TRUNCATE " + table(kind));
        }
    }

    /// Fine where nothing is left.
    void drop(Connection connection) throws SQLException {
        for (var kind : Kind.values()) {
            if (SCHEMA.has(connection, name(kind))) {
                run(connection, "DROP TABLE " + table(kind));
            }
        }
    }

    long rows(Connection connection, Kind kind) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM " + table(kind))) {
            row.next();
            return row.getLong(1);
        }
    }

    /// Builds keys and indexes of both tables side by side, and passes over what an earlier call
    /// has committed.
    void index(Connection one, Connection other) throws SQLException, InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reports =
                    threads.submit(() -> {
                        index(other, Kind.REPORTS);
                        other.commit();
                        return true;
                    });
            index(one, Kind.CONTRIBUTIONS);
            one.commit();
            reports.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    // Those that the table has, ours and others: one that a partition lacked would be built while
    // it
    // takes its place.
    private static final String INDEXES =
            """
            SELECT i.indisprimary,
                   i.indisunique,
                   substring(pg_get_indexdef(i.indexrelid) FROM ' USING .*$') AS how
              FROM pg_index i
             WHERE i.indrelid = to_regclass(quote_ident(?) || '.' || quote_ident(?))
               AND i.indisvalid
             ORDER BY i.indisprimary DESC, i.indexrelid
            """;

    // And lets the planner know what is there; all in the transaction of the caller.
    private void index(Connection connection, Kind kind) throws SQLException {
        if (isIndexed(connection, kind)) {
            return;
        }
        var made = new ArrayList<String>();
        try (var statement = connection.prepareStatement(INDEXES)) {
            statement.setString(1, target.schema());
            statement.setString(2, kind.table());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    made.add(
                            rows.getBoolean("indisprimary")
                                    ? "ALTER TABLE %s ADD PRIMARY KEY (filing_state, %s)"
                                            .formatted(table(kind), kind.id())
                                    : "CREATE %sINDEX ON %s%s"
                                            .formatted(
                                                    rows.getBoolean("indisunique") ? "UNIQUE " : "",
                                                    table(kind),
                                                    rows.getString("how")));
                }
            }
        }
        for (var statement : made) {
            run(connection, statement);
        }
        run(connection, "ANALYZE " + table(kind));
    }

    private static final String IS_INDEXED =
            """
            SELECT EXISTS (SELECT
                             FROM pg_index
                            WHERE indrelid = to_regclass(quote_ident(?) || '.' || quote_ident(?))
                              AND indisprimary)
            """;

    private boolean isIndexed(Connection connection, Kind kind) throws SQLException {
        try (var statement = connection.prepareStatement(IS_INDEXED)) {
            statement.setString(1, SCHEMA.schema());
            statement.setString(2, name(kind));
            try (var answer = statement.executeQuery()) {
                answer.next();
                return answer.getBoolean(1);
            }
        }
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
