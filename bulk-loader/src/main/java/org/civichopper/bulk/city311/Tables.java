package org.civichopper.bulk.city311;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.civichopper.bulk.finish.Identifier;
import org.civichopper.bulk.finish.Target;
import org.postgresql.PGConnection;

/// The tables of the data set in their schema: made where they are missing, from the scripts beside
/// this class.
///
/// @param target the schema
record Tables(Target target) {

    static final String REQUESTS = "requests";
    static final String VIEW = "service_requests";
    static final String LOG = "log";

    private static final List<String> REFERENCE =
            List.of("request_types", "agencies", "sources", "councils", "regions");

    /// In the transaction of the caller, which holds the target's lock.
    void make(Connection connection) throws SQLException {
        target.make(connection);
        target.use(connection);
        makeRequests(connection);
        makeLog(connection);
        run(connection, "reference.sql");
        for (var table : REFERENCE) {
            if (target.isEmpty(connection, table)) {
                fill(connection, table);
            }
        }
        makeView(connection);
    }

    /// The data set's own log, where it is missing.
    void makeLog(Connection connection) throws SQLException {
        if (!target.has(connection, LOG)) {
            target.make(connection);
            target.use(connection);
            run(connection, "log.sql");
        }
    }

    /// The table that requests stand in, where it is missing.
    void makeRequests(Connection connection) throws SQLException {
        if (!target.has(connection, REQUESTS)) {
            run(connection, "requests.sql");
        } else if (!hasOurs(connection)) {
            run(connection, "requests_of_before.sql");
        }
    }

    private static final String HAS_OURS =
            """
            SELECT count(*) = 5
              FROM pg_attribute
             WHERE attrelid = to_regclass(quote_ident(?) || '.requests')
               AND attname IN ('dataset', 'row_id', 'row_updated_at', 'missing_since', 'quality')
               AND NOT attisdropped
            """;

    // An older loader's table has the data and nothing of ours.
    private boolean hasOurs(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(HAS_OURS)) {
            statement.setString(1, target.schema());
            try (var answer = statement.executeQuery()) {
                answer.next();
                return answer.getBoolean(1);
            }
        }
    }

    /// The view on it, where it is missing.
    void makeView(Connection connection) throws SQLException {
        if (!target.has(connection, VIEW)) {
            run(connection, "service_requests.sql");
        }
    }

    private static void fill(Connection connection, String table) throws SQLException {
        var copy =
                "COPY %s FROM STDIN (FORMAT csv, HEADER true)".formatted(Identifier.quoted(table));
        try (var file = file(table + ".csv")) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Connection connection, String script) throws SQLException {
        try (var statement = connection.createStatement();
                var file = file(script)) {
            statement.execute(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream file(String name) {
        return Tables.class.getResourceAsStream(name);
    }
}
