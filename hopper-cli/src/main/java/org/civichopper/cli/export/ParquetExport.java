package org.civichopper.cli.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.civichopper.bulk.parquet.ParquetFile;
import org.civichopper.commandline.Progress;

/// A session as Parquet, one file per table, with the types of the database: lists are lists.
///
/// @param folder where each file lies until it is in the zip
record ParquetExport(Path folder) implements Export {

    private static final int ROWS_AT_ONCE = 1000;

    @Override
    public long count(Connection connection, ExportedSession session) throws SQLException {
        return new CsvExport(false).count(connection, session);
    }

    @Override
    public void write(
            Connection connection, ExportedSession session, ZipOutputStream zip, Progress progress)
            throws SQLException, IOException {
        for (var file : BulkFile.values()) {
            var parquet = Files.createTempFile(folder, file.suffix() + ".", ".unfinished");
            try {
                write(connection, session, file, parquet, progress);
                zip.putNextEntry(new ZipEntry(session.prefix() + file.suffix() + ".parquet"));
                Files.copy(parquet, zip);
                zip.closeEntry();
            } finally {
                Files.deleteIfExists(parquet);
            }
        }
    }

    private static void write(
            Connection connection,
            ExportedSession session,
            BulkFile file,
            Path parquet,
            Progress progress)
            throws SQLException, IOException {
        try (var statement = connection.prepareStatement(file.rows())) {
            statement.setFetchSize(ROWS_AT_ONCE);
            statement.setObject(1, session.id());
            try (var rows = statement.executeQuery()) {
                new ParquetFile(parquet).write(rows, progress::done);
            }
        }
    }
}
