package org.civichopper.bulk.finish;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;

/// The disk that a database lies on, where it can be seen from here.
public final class DatabaseDisk {

    private DatabaseDisk() {}

    private static final String DIRECTORY =
            """
            SELECT setting
              FROM pg_settings
             WHERE name = 'data_directory'
               AND (pg_has_role('pg_read_all_settings', 'member') OR pg_has_role('pg_monitor', 'member'))
               AND coalesce(host(inet_server_addr()) IN ('127.0.0.1', '::1'), true)
            """;

    /// Empty where the database lies on another machine, or does not say where.
    public static Optional<FileStore> of(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(DIRECTORY)) {
            if (!row.next()) {
                return Optional.empty();
            }
            var directory = Path.of(row.getString(1));
            return Files.isDirectory(directory)
                    ? Optional.of(Files.getFileStore(directory))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static final String IS_HERE =
            "SELECT coalesce(host(inet_server_addr()) IN ('127.0.0.1', '::1'), true)";

    /// What is free on the roomiest disk of this machine, where the database lies on one of them:
    /// it does not have more.
    public static OptionalLong atMost(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(IS_HERE)) {
            row.next();
            return row.getBoolean(1)
                    ? StreamSupport.stream(
                                    FileSystems.getDefault().getFileStores().spliterator(), false)
                            .mapToLong(DatabaseDisk::free)
                            .max()
                    : OptionalLong.empty();
        }
    }

    private static long free(FileStore disk) {
        try {
            return disk.getUsableSpace();
        } catch (IOException e) {
            return 0; // of another account
        }
    }
}
