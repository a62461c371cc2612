package org.civichopper.bulk.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.civichopper.model.document.Sha256;

/// Makes the ledger of loads, or brings it up to date, by scripts with a history of their own:
/// whether `hopper db init` came before, comes after, or never.
public final class LoadSchema {

    private static final List<String> SCRIPTS = List.of("V1__load_ledger");

    private LoadSchema() {}

    // Two loads may begin at once: the second waits, and finds all done.
    private static final String BEGIN =
            """
            SELECT pg_advisory_xact_lock(hashtextextended('hopper load ledger', 0))
            """;

    private static final String HISTORY =
            """
            CREATE TABLE hopper.load_history (
                script     text        PRIMARY KEY,
                sha256     text        NOT NULL,
                applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
            )
            """;

    private static final String IS_THERE = "SELECT to_regclass('hopper.load_history') IS NOT NULL";

    private static final String APPLIED = "SELECT count(*) FROM hopper.load_history";

    private static final String NOTE =
            "INSERT INTO hopper.load_history (script, sha256) VALUES (?, ?)";

    /// In a transaction of its own on this connection.
    ///
    /// @throws SQLException with state 55000 where the ledger is newer than this program
    public static void prepare(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(BEGIN);
            // IF NOT EXISTS would ask for a privilege that is not needed where it exists.
            if (!isTrue(connection, "SELECT to_regnamespace('hopper') IS NOT NULL")) {
                statement.execute("CREATE SCHEMA hopper");
            }
            if (!isTrue(connection, IS_THERE)) {
                statement.execute(HISTORY);
            }
            var applied = applied(connection);
            if (applied > SCRIPTS.size()) {
                throw new SQLException(
                        "hopper.load_history: expected at most %d scripts, found %d: a newer hopper made this ledger; use that one"
                                .formatted(SCRIPTS.size(), applied),
                        "55000");
            }
            for (var script : SCRIPTS.subList(applied, SCRIPTS.size())) {
                apply(connection, script);
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        }
    }

    /// Whether there is a ledger of loads at all.
    public static boolean isThere(Connection connection) throws SQLException {
        return isTrue(connection, "SELECT to_regclass('hopper.load_run') IS NOT NULL");
    }

    private static boolean isTrue(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getBoolean(1);
        }
    }

    private static int applied(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var count = statement.executeQuery(APPLIED)) {
            count.next();
            return count.getInt(1);
        }
    }

    private static void apply(Connection connection, String script) throws SQLException {
        var text = text(script);
        try (var statement = connection.createStatement();
                var note = connection.prepareStatement(NOTE)) {
            statement.execute(text);
            note.setString(1, script);
            note.setString(2, Sha256.hex(text.getBytes(StandardCharsets.UTF_8)));
            note.executeUpdate();
        }
    }

    private static String text(String script) {
        try (var file = LoadSchema.class.getResourceAsStream("/db/bulk/" + script + ".sql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
