package org.civichopper.benchmarks.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/// How long the server worked for whoever was connected to a database.
public final class ServerTime {

    private static final String ACTIVE =
            """
            SELECT active_time / 1000 FROM pg_stat_database WHERE datname = ?
            """;

    private ServerTime() {}

    /// In seconds, of connections that have ended.
    public static double seconds(Connection connection, String database) throws SQLException {
        try (var statement = connection.prepareStatement(ACTIVE)) {
            statement.setString(1, database);
            try (var answer = statement.executeQuery()) {
                answer.next();
                return answer.getDouble(1);
            }
        }
    }
}
