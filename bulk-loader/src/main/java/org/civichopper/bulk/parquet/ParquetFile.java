package org.civichopper.bulk.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import org.civichopper.commandline.CannotRunException;

/// A Parquet file that is written from rows, under its name only when it is whole. Postgres's types
/// stay what they are; lists of texts are lists, JSON is text.
///
/// The engine that writes it is DuckDB, which may be left away from an installation: only its JDBC
/// driver is known here, and that by name.
///
/// @param path where it will be; one that is there is replaced
public record ParquetFile(Path path) {

    private static final String DRIVER = "org.duckdb.DuckDBDriver";
    private static final long USUAL_LINE = 2 << 20; // bytes, as the engine has it by itself
    private static final long GROUP = 64 << 20; // bytes of text that are one group of rows
    private static final long LEAST_ROWS = 2_048; // of a group
    private static final long MOST_ROWS = 122_880;

    private static final String WRITE =
            """
            COPY (SELECT %s
                    FROM read_csv(%s, header = false, auto_detect = false, delim = ',', quote = '"', escape = '"',
                                  nullstr = '', allow_quoted_nulls = false, max_line_size = %d, buffer_size = %d,
                                  columns = {%s}))
              TO %s (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE %d)
            """;

    /// @throws CannotRunException where the engine is not there; so ask before there is work to
    ///   lose
    public static void requireEngine() {
        engine();
    }

    private static Driver engine() {
        try {
            return (Driver) Class.forName(DRIVER).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new CannotRunException(
                    "--format parquet: expected DuckDB's driver on the class path, found none: put duckdb_jdbc-1.5.6.0.jar (Maven Central, org.duckdb:duckdb_jdbc) into the folder lib beside hopper's jar, under that name",
                    e);
        }
    }

    /// Writes all that is left of these rows. On the way they lie beside the file as text.
    ///
    /// @param shown hears of each row
    /// @return how many there were
    public long write(ResultSet rows, Runnable shown) throws SQLException, IOException {
        var engine = engine();
        var folder = path.toAbsolutePath().getParent();
        var text = Files.createTempFile(folder, path.getFileName() + ".", ".rows");
        // Not a temporary file, which is its owner's alone: what is exported is handed on.
        var unfinished =
                Files.createFile(
                        folder.resolve(
                                path.getFileName() + "." + UUID.randomUUID() + ".unfinished"));
        try {
            var columns = columns(rows);
            var written = RowsAsText.write(rows, columns, text, shown);
            convert(engine, columns, written, text, unfinished);
            Files.move(unfinished, path, StandardCopyOption.REPLACE_EXISTING);
            return written.rows();
        } finally {
            Files.deleteIfExists(text);
            Files.deleteIfExists(unfinished);
        }
    }

    private static List<ParquetColumn> columns(ResultSet rows) throws SQLException {
        var columns = new ArrayList<ParquetColumn>();
        for (var at = 1; at <= rows.getMetaData().getColumnCount(); at++) {
            columns.add(ParquetColumn.of(rows.getMetaData(), at));
        }
        return columns;
    }

    private static void convert(
            Driver engine,
            List<ParquetColumn> columns,
            RowsAsText.Written written,
            Path text,
            Path parquet)
            throws SQLException {
        var line = Math.max(USUAL_LINE, written.longest() + 1);
        var rows = GROUP * written.rows() / Math.max(1, written.bytes());
        try (var connection = engine.connect("jdbc:duckdb:", new Properties());
                var statement = connection.createStatement()) {
            statement.execute("SET threads = 2");
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute(
                    WRITE.formatted(
                            columns.stream()
                                    .map(ParquetColumn::selected)
                                    .collect(Collectors.joining(", ")),
                            ParquetColumn.literal(text.toString()),
                            line,
                            4 * line,
                            columns.stream()
                                    .map(ParquetColumn::declared)
                                    .collect(Collectors.joining(", ")),
                            ParquetColumn.literal(parquet.toString()),
                            Math.clamp(rows, LEAST_ROWS, MOST_ROWS)));
        }
    }
}
