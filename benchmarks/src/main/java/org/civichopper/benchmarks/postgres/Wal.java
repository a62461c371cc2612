package org.civichopper.benchmarks.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/// How much the server has written to its log.
public final class Wal {

    private static final String POSITION =
            """
            SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint
            """;

    private Wal() {}

    /// In bytes, since the server began.
    public static long position(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(POSITION);
                var answer = statement.executeQuery()) {
            answer.next();
            return answer.getLong(1);
        }
    }
}
