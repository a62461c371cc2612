package org.civichopper.benchmarks.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/// How many rows of the public tables were ever written.
public final class WrittenRows {

    // What a backend has not reported yet it reports when it ends.
    private static final String WRITTEN =
            """
            SELECT sum(n_tup_ins + n_tup_upd + n_tup_del)
              FROM pg_stat_all_tables
             WHERE schemaname = 'public'
            """;

    private WrittenRows() {}

    /// Once every other connection to the database has ended.
    public static long count(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(WRITTEN);
                var answer = statement.executeQuery()) {
            answer.next();
            return answer.getLong(1);
        }
    }
}
