package org.civichopper.bulk.finance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.run.LoadStopped;

/// The two tables of all states in their schema, made where they are missing from the scripts
/// beside this class.
record Tables(Target target) {

    private static final String IS_PARTITIONED =
            """
            SELECT relkind = 'p' FROM pg_class WHERE oid = to_regclass(quote_ident(?) || '.' || quote_ident(?))
            """;

    /// In the transaction of the caller, which holds the target's lock.
    void make(Connection connection) throws SQLException {
        target.make(connection);
        target.use(connection);
        for (var kind : Kind.values()) {
            if (!target.has(connection, kind.table())) {
                run(connection, kind.table() + ".sql");
            } else if (!isPartitioned(connection, kind)) {
                throw new LoadStopped.Failed(
                        "table %s.%s: expected one with a partition for each state, found another; name another schema by --schema"
                                .formatted(target.schema(), kind.table()));
            }
        }
    }

    private boolean isPartitioned(Connection connection, Kind kind) throws SQLException {
        try (var statement = connection.prepareStatement(IS_PARTITIONED)) {
            statement.setString(1, target.schema());
            statement.setString(2, kind.table());
            try (var answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    private static void run(Connection connection, String script) throws SQLException {
        try (var statement = connection.createStatement();
                var file = Tables.class.getResourceAsStream(script)) {
            statement.execute(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
