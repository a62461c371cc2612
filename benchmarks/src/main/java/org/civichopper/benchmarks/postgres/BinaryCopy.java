package org.civichopper.benchmarks.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;

/// The fastest way for rows into tables that have indexes and foreign keys.
public final class BinaryCopy {

    private static final String INTO =
            """
            COPY public.%s FROM STDIN (FORMAT binary)
            """;

    private BinaryCopy() {}

    /// All of them in one transaction, which checks the foreign keys at its end.
    public static void load(Connection connection, List<NewRows.Rows> all)
            throws SQLException, IOException {
        connection.setAutoCommit(false);
        for (var rows : all) {
            into(connection, INTO.formatted(rows.table()), rows);
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    static void into(Connection connection, String command, NewRows.Rows rows)
            throws SQLException, IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(rows.file()), 1 << 16)) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(command, in, 1 << 16);
        }
    }
}
