package org.civichopper.cli.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.civichopper.commandline.Progress;

/// A session as CSV, one file per table: each row goes from the server to the file by itself.
final class CsvExport implements Export {

    private static final int ROWS_AT_ONCE = 1000;
    private static final CsvMapper CSV =
            CsvMapper.csvBuilder()
                    .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                    .build();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSxxx");

    private final boolean safeForSpreadsheets;

    /// @param safeForSpreadsheets whether a cell that begins like a formula gets an apostrophe
    CsvExport(boolean safeForSpreadsheets) {
        this.safeForSpreadsheets = safeForSpreadsheets;
    }

    @Override
    public long count(Connection connection, ExportedSession session) throws SQLException {
        long rows = 0;
        for (var file : BulkFile.values()) {
            try (var statement = connection.prepareStatement(file.count())) {
                statement.setObject(1, session.id());
                try (var answer = statement.executeQuery()) {
                    answer.next();
                    rows += answer.getLong(1);
                }
            }
        }
        return rows;
    }

    @Override
    public void write(
            Connection connection, ExportedSession session, ZipOutputStream zip, Progress progress)
            throws SQLException, IOException {
        for (var file : BulkFile.values()) {
            zip.putNextEntry(new ZipEntry(session.prefix() + file.suffix() + ".csv"));
            try (var statement = connection.prepareStatement(file.rows())) {
                statement.setFetchSize(ROWS_AT_ONCE);
                statement.setObject(1, session.id());
                try (var rows = statement.executeQuery();
                        var csv = writer(zip)) {
                    write(rows, csv, progress);
                }
            }
            zip.closeEntry();
        }
    }

    private static SequenceWriter writer(ZipOutputStream zip) throws IOException {
        var rows = CsvSchema.emptySchema().withLineSeparator("\r\n");
        return CSV.writerFor(String[].class).with(rows).writeValues(zip);
    }

    private void write(ResultSet rows, SequenceWriter csv, Progress progress)
            throws SQLException, IOException {
        var columns = rows.getMetaData();
        var values = new String[columns.getColumnCount()];
        var types = new String[values.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns.getColumnLabel(i + 1);
            types[i] = columns.getColumnTypeName(i + 1);
        }
        csv.write(values);
        while (rows.next()) {
            for (int i = 0; i < values.length; i++) {
                var text = text(rows, i + 1, types[i]);
                values[i] =
                        safeForSpreadsheets && !isNumber(types[i])
                                ? SpreadsheetText.of(text)
                                : text;
            }
            csv.write(values);
            progress.done();
        }
    }

    private static boolean isNumber(String type) {
        return type.startsWith("int") || type.startsWith("float") || type.equals("numeric");
    }

    private static String text(ResultSet rows, int column, String type) throws SQLException {
        var text = rows.getString(column);
        if (text == null) {
            return "";
        }
        return switch (type) {
            case "_text" -> PythonText.ofList((String[]) rows.getArray(column).getArray());
            case "jsonb" -> PythonText.ofJson(text);
            case "bool" -> PythonText.of(rows.getBoolean(column));
            case "timestamptz" -> TIME.format(rows.getObject(column, OffsetDateTime.class));
            default -> text;
        };
    }
}
