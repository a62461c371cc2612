package org.civichopper.bulk.openstates.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.civichopper.bulk.finish.Identifier;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.LoadCounts;

/// The table `ingestion_logs`, which readers of an older system ask: a row for each operation of a
/// run, jurisdiction and session. Nothing here commits.
///
/// @param target the schema
public record IngestionLog(Target target) {

    private static final JsonMapper JSON = new JsonMapper();

    private String table() {
        return Identifier.quoted(target.schema(), "ingestion_logs");
    }

    /// What is done.
    ///
    /// @param slice that does it
    /// @param kind `jurisdictions`, `people`, `committees` or `bills`
    public record Operation(
            long run,
            String slice,
            String kind,
            Optional<String> jurisdiction,
            Optional<String> session) {}

    private static final String BEGIN_AGAIN =
            """
            UPDATE %s
               SET status = 'running', end_time = NULL, error_message = NULL
             WHERE operation_type = ?
               AND operation_metadata ->> 'run' = ?
               AND operation_metadata ->> 'slice' = ?
            """;

    private static final String BEGIN =
            """
            INSERT INTO %s (operation_type, jurisdiction_id, session_identifier, status, items_processed, items_failed,
                            start_time, operation_metadata)
            VALUES (?, ?, ?, 'running', 0, 0, clock_timestamp(), jsonb_build_object('run', ?, 'slice', ?))
            """;

    /// Begins it, or goes on with it.
    public void begin(Connection connection, Operation operation) throws SQLException {
        try (var again = connection.prepareStatement(BEGIN_AGAIN.formatted(table()))) {
            again.setString(1, operation.kind());
            again.setString(2, Long.toString(operation.run()));
            again.setString(3, operation.slice());
            if (again.executeUpdate() > 0) {
                return;
            }
        }
        try (var statement = connection.prepareStatement(BEGIN.formatted(table()))) {
            statement.setString(1, operation.kind());
            statement.setString(2, operation.jurisdiction().orElse(null));
            statement.setString(3, operation.session().orElse(null));
            statement.setLong(4, operation.run());
            statement.setString(5, operation.slice());
            statement.executeUpdate();
        }
    }

    private static final String COUNT =
            """
            UPDATE %s
               SET items_processed = ?, items_failed = ?,
                   status = CASE WHEN ? THEN 'completed' ELSE status END,
                   end_time = CASE WHEN ? THEN clock_timestamp() END
             WHERE operation_type = ?
               AND operation_metadata ->> 'run' = ?
               AND operation_metadata ->> 'slice' = ?
            """;

    /// @param counts so far
    public void count(Connection connection, Operation operation, LoadCounts counts, boolean done)
            throws SQLException {
        try (var statement = connection.prepareStatement(COUNT.formatted(table()))) {
            statement.setLong(1, counts.read() - counts.rejected());
            statement.setLong(2, counts.rejected());
            statement.setBoolean(3, done);
            statement.setBoolean(4, done);
            statement.setString(5, operation.kind());
            statement.setString(6, Long.toString(operation.run()));
            statement.setString(7, operation.slice());
            statement.executeUpdate();
        }
    }

    private static final String STOP =
            """
            UPDATE %s
               SET status = ?, end_time = clock_timestamp(), error_message = ?
             WHERE status = 'running'
               AND operation_metadata ->> 'run' = ?
            """;

    /// All that a run was at stopped.
    ///
    /// @param status `paused` or `failed`
    /// @return whether there was something
    public boolean stop(Connection connection, long run, String status, String reason)
            throws SQLException {
        try (var statement = connection.prepareStatement(STOP.formatted(table()))) {
            statement.setString(1, status);
            statement.setString(2, reason);
            statement.setString(3, Long.toString(run));
            return statement.executeUpdate() > 0;
        }
    }

    private static final String END_ABANDONED =
            """
            UPDATE %s
               SET status = 'failed', end_time = clock_timestamp(), error_message = 'abandoned: --fresh began anew'
             WHERE status IN ('running', 'paused')
               AND operation_metadata ->> 'run' IN (
                   SELECT run_id::text FROM hopper.load_run WHERE dataset IN ('openstates', 'openstates-zip') AND status = 'abandoned')
            """;

    /// What runs were at that will not go on.
    public void endAbandoned(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(END_ABANDONED.formatted(table()));
        }
    }

    private static final String RECENT =
            """
            SELECT to_jsonb(latest)
              FROM (SELECT * FROM %s ORDER BY start_time DESC, id DESC LIMIT ?) AS latest
            """;

    /// Adds the latest rows, the newest first, as they stand in the table.
    public void recent(Connection connection, int most, ArrayNode all) throws SQLException {
        try (var statement = connection.prepareStatement(RECENT.formatted(table()))) {
            statement.setInt(1, most);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(JSON.readTree(rows.getString(1)));
                }
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("the row is jsonb", e);
            }
        }
    }
}
