package org.civichopper.bulk.parquet;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// Writes rows as the engine reads them fastest: CSV in which every text is quoted and what is NULL
/// is bare.
final class RowsAsText {

    private static final JsonMapper JSON = new JsonMapper();

    private RowsAsText() {}

    /// What was written.
    ///
    /// @param bytes of all rows
    /// @param longest row, in bytes
    record Written(long rows, long bytes, long longest) {}

    /// @param shown hears of each row
    static Written write(ResultSet rows, List<ParquetColumn> columns, Path file, Runnable shown)
            throws SQLException, IOException {
        var count = 0L;
        var longest = 0L;
        try (var out =
                new Counted(new BufferedOutputStream(Files.newOutputStream(file), 1 << 18))) {
            while (rows.next()) {
                var before = out.bytes;
                for (var at = 0; at < columns.size(); at++) {
                    if (at > 0) {
                        out.write(',');
                    }
                    write(rows, at + 1, columns.get(at), out);
                }
                out.write('\n');
                longest = Math.max(longest, out.bytes - before);
                count++;
                shown.run();
            }
            return new Written(count, out.bytes, longest);
        }
    }

    private static void write(ResultSet rows, int at, ParquetColumn column, OutputStream out)
            throws SQLException, IOException {
        var text = rows.getString(at);
        if (text == null) {
            return;
        }
        var value = column.isList() ? JSON.writeValueAsString(rows.getArray(at).getArray()) : text;
        out.write('"');
        out.write(value.replace("\"", "\"\"").getBytes(StandardCharsets.UTF_8));
        out.write('"');
    }

    private static final class Counted extends OutputStream {

        private final OutputStream out;
        private long bytes;

        Counted(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            bytes++;
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            out.write(from, offset, length);
            bytes += length;
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
