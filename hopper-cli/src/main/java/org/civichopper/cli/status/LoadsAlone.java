package org.civichopper.cli.status;

import java.sql.Connection;
import java.sql.SQLException;

/// A database that only ever saw loads of whole data sets, which make their tables by themselves.
public final class LoadsAlone {

    private static final String HERE =
            """
            SELECT to_regclass('hopper.load_run') IS NOT NULL AND to_regclass('hopper.batch') IS NULL
            """;

    private LoadsAlone() {}

    /// False as well where there is nothing at all.
    public static boolean here(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(HERE)) {
            answer.next();
            return answer.getBoolean(1);
        }
    }
}
