package org.civichopper.localcloud.courts;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.civichopper.localcloud.LocalCloudException;

/// A court dump of six tables that was never published: the same bytes for the same sizes and seed.
/// As real ones do, it has text with newlines, quotes and backslashes, a NULL beside an empty text,
/// a cluster whose docket came too late for the dump, and a job that passed midnight: data of one
/// day, schema and load script of the next.
///
/// @param day of the data
/// @param clusters how many: as many dockets and opinions, twice as many citations, five times as
///   many references from opinion to opinion
public record InventedDump(LocalDate day, int clusters, long seed) {

    private static final String FOLDER = "bulk-data/";

    /// The day of its load script, which is its date.
    public LocalDate date() {
        return day.plusDays(1);
    }

    /// Its files, packed, by their keys in a bucket: `bulk-data/…`.
    public Map<String, byte[]> files() {
        var files = new TreeMap<String, byte[]>();
        for (var table : InventedTable.values()) {
            files.put(FOLDER + csv(table) + ".bz2", packed(table));
        }
        files.put(FOLDER + "schema-" + date() + ".sql", schema().getBytes(StandardCharsets.UTF_8));
        files.put(
                FOLDER + "load-bulk-data-" + date() + ".sh",
                script().getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private byte[] packed(InventedTable table) {
        var bytes = new ByteArrayOutputStream();
        try (var packed = new BZip2CompressorOutputStream(bytes)) {
            writeRows(table, packed);
        } catch (IOException e) {
            throw new LocalCloudException("cannot pack " + csv(table) + ": " + e, e);
        }
        return bytes.toByteArray();
    }

    /// Writes its files, packed.
    ///
    /// @param bucket gets a folder `bulk-data`
    public void write(Path bucket) {
        try {
            for (var file : files().entrySet()) {
                var path = bucket.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
        } catch (IOException e) {
            throw new LocalCloudException("cannot write a dump to " + bucket + ": " + e, e);
        }
    }

    /// Writes the rows of one table, not packed.
    ///
    /// @param table for example `search_opinion`
    public void writeCsv(String table, OutputStream to) throws IOException {
        writeRows(InventedTable.named(table), to);
    }

    /// The name of a table's file, not packed.
    public static String file(String table, LocalDate day) {
        return "%s-%s.csv".formatted(InventedTable.named(table).fileBase(), day);
    }

    /// A table's columns, by comma.
    public static String columns(String table) {
        return InventedTable.named(table).columns();
    }

    private void writeRows(InventedTable table, OutputStream to) throws IOException {
        var out = new BufferedOutputStream(to, 1 << 16);
        out.write((table.columns().replace(" ", "") + "\n").getBytes(StandardCharsets.UTF_8));
        var fields = new Fields();
        for (var number = 1L; number <= table.rows(clusters); number++) {
            table.row(fields, number, clusters, random(table, number));
            out.write(fields.end().getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
    }

    private SplittableRandom random(InventedTable table, long number) {
        return new SplittableRandom(seed * 31 + table.ordinal() * 0x9E3779B97F4A7C15L + number);
    }

    private String csv(InventedTable table) {
        return file(table.table(), day);
    }

    /// What pg_dump says of its tables.
    public static String schema() {
        try (var file = InventedDump.class.getResourceAsStream("schema.sql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new LocalCloudException("cannot read the schema of a dump: " + e, e);
        }
    }

    private String script() {
        var script =
                new StringBuilder(
                        """
                        #!/bin/bash
                        set -e
                        echo "Loading schema to database: schema-%1$s.sql"
                        psql -f "$BULK_DIR"/schema-%1$s.sql --host "$BULK_DB_HOST" --dbname "$BULK_DB_NAME"
                        """
                                .formatted(date()));
        for (var table : InventedTable.values()) {
            script.append(
                    """

                    echo "Loading %2$s to database"
                    psql --command \\
                    "\\COPY public.%1$s (
                    \t   %3$s
                    \t   ) FROM '$BULK_DIR/%2$s' WITH (FORMAT csv, ENCODING utf8, ESCAPE '\\', HEADER)" \\
                    --host "$BULK_DB_HOST" --username "$BULK_DB_USER" --dbname "$BULK_DB_NAME"
                    """
                            .formatted(table.table(), csv(table), table.columns()));
        }
        return script.toString();
    }
}
