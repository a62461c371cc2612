package org.civichopper.localcloud.socrata;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.civichopper.localcloud.LocalCloudException;

/// Service requests of one year that were never made: a file for [DataSet], the same bytes for the
/// same year, number and seed.
///
/// @param rows how many, at most 99,999,999
public record InventedRequests(int year, int rows, long seed) {

    private static final int STEP = 10_000;

    /// What the city had in the beginning.
    ///
    /// @param progress is told the rows that are written so far, now and then and at the end
    public void write(Path csv, LongConsumer progress) {
        var invention = new Invention(year, seed);
        write(csv, rows, invention::request, progress);
    }

    /// What the city has later: this share of the rows was edited, after all of them had come, and
    /// a tenth as many are new, at the end, one at least.
    public void writeEdited(Path csv, double share, LongConsumer progress) {
        var invention = new Invention(year, seed);
        int added = Math.max(1, (int) (rows * share / 10));
        write(
                csv,
                rows + added,
                row ->
                        row >= rows || invention.isEdited(row, share)
                                ? invention.edited(row)
                                : invention.request(row),
                progress);
    }

    @FunctionalInterface
    private interface Source {
        String[] row(int number);
    }

    private static void write(Path csv, int count, Source source, LongConsumer progress) {
        try (var out = Files.newBufferedWriter(csv)) {
            line(out, Invention.FIELDS);
            for (int row = 0; row < count; row++) {
                if (row > 0 && row % STEP == 0) {
                    progress.accept(row);
                }
                line(out, source.row(row));
            }
            progress.accept(count);
        } catch (IOException e) {
            throw new LocalCloudException("cannot write " + csv + ": " + e, e);
        }
    }

    private static void line(Writer out, String[] fields) throws IOException {
        for (int i = 0; i < fields.length; i++) {
            if (i > 0) {
                out.write(',');
            }
            var field = fields[i];
            out.write(isPlain(field) ? field : "\"" + field.replace("\"", "\"\"") + "\"");
        }
        out.write('\n');
    }

    private static boolean isPlain(String field) {
        return field.indexOf(',') < 0 && field.indexOf('"') < 0;
    }
}
