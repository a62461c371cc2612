package org.civichopper.cli.export;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.zip.ZipOutputStream;
import org.civichopper.commandline.Progress;

/// One format: what goes into the zip, and how much of it there is to be shown on the way.
sealed interface Export permits CsvExport, JsonExport, ParquetExport {

    long count(Connection connection, ExportedSession session) throws SQLException;

    /// Writes while it reads: however large a session is, little of it is in memory.
    void write(
            Connection connection, ExportedSession session, ZipOutputStream zip, Progress progress)
            throws SQLException, IOException;
}
