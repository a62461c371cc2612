package org.civichopper.bulk.finish;

import java.sql.Connection;
import java.sql.SQLException;

/// Whether a server can pack long texts by lz4, which takes a fraction of the time of its own way.
public final class Lz4 {

    private Lz4() {}

    private static final String IS_THERE =
            "SELECT 1 FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)";

    public static boolean isThere(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(IS_THERE)) {
            return row.next();
        }
    }
}
