package org.civichopper.localcloud.socrata;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.civichopper.localcloud.LocalCloudException;

/// One pass over a file of records: where each begins, and what its first two fields say.
final class RowScan {

    private static final int BLOCK = 1 << 20;
    private static final long DAY = 86_400_000;

    private final Path path;
    private final MemorySegment file;
    private long[] starts = new long[1024];
    private long[] updated = new long[1024];
    private int[] hashes = new int[1024];
    private int lines; // the header, then the records

    private RowScan(Path path, MemorySegment file) {
        this.path = path;
        this.file = file;
    }

    static RowScan of(Path path) {
        try (var channel = FileChannel.open(path)) {
            // Unmapped when no answer needs it any more.
            var file =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
            var scan = new RowScan(path, file);
            scan.lines();
            return scan;
        } catch (IOException e) {
            throw new LocalCloudException("cannot read " + path + ": " + e, e);
        }
    }

    private void lines() {
        var block = new byte[(int) Math.min(BLOCK, file.byteSize())];
        boolean quoted = false;
        long start = 0;
        for (long at = 0; at < file.byteSize(); at += block.length) {
            int length = (int) Math.min(block.length, file.byteSize() - at);
            MemorySegment.copy(file, ValueLayout.JAVA_BYTE, at, block, 0, length);
            for (int i = 0; i < length; i++) {
                if (block[i] == '"') {
                    quoted = !quoted;
                } else if (block[i] == '\n' && !quoted) {
                    line(start, at + i + 1);
                    start = at + i + 1;
                }
            }
        }
        if (start < file.byteSize()) {
            line(start, file.byteSize());
        }
    }

    MemorySegment file() {
        return file;
    }

    int count() {
        return lines - 1;
    }

    /// Where each record begins, and where the last one ends.
    long[] starts() {
        return starts;
    }

    /// Of each record, in milliseconds since 1970.
    long[] updated() {
        return updated;
    }

    /// Of the ids, as [String#hashCode] has it.
    int[] hashes() {
        return hashes;
    }

    private void line(long start, long end) {
        if (lines == starts.length) {
            grow(end);
        }
        if (lines > 0) {
            int row = lines - 1;
            var id = field(file, start, end);
            long second = start + id.length() + 1 + (quotedAt(start) ? 2 : 0);
            updated[row] = time(field(file, second, end));
            hashes[row] = id.hashCode();
        }
        starts[lines] = end;
        lines++;
    }

    // To what the file will need, if the rest of it is like its beginning.
    private void grow(long end) {
        int expected = (int) (1.02 * lines * file.byteSize() / end) + 1000;
        starts = Arrays.copyOf(starts, expected);
        updated = Arrays.copyOf(updated, expected);
        hashes = Arrays.copyOf(hashes, expected);
    }

    private boolean quotedAt(long at) {
        return file.get(ValueLayout.JAVA_BYTE, at) == '"';
    }

    /// The field that begins here: one of the two of the system, which hold neither comma nor
    /// quote.
    static String field(MemorySegment file, long start, long end) {
        long from = start;
        if (file.get(ValueLayout.JAVA_BYTE, from) == '"') {
            from++;
        }
        var bytes = new byte[(int) Math.min(64, end - from)];
        MemorySegment.copy(file, ValueLayout.JAVA_BYTE, from, bytes, 0, bytes.length);
        int length = 0;
        while (length < bytes.length && bytes[length] != ',' && bytes[length] != '"') {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    // `2020-11-03T08:15:42.120Z` is read by hand: a file has a million of them.
    private long time(String text) {
        try {
            if (text.length() != 24) {
                return Instant.parse(text).toEpochMilli();
            }
            var day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
            long seconds =
                    number(text, 11, 13) * 3600L
                            + number(text, 14, 16) * 60L
                            + number(text, 17, 19);
            return day.toEpochDay() * DAY + seconds * 1000 + number(text, 20, 23);
        } catch (DateTimeException | NumberFormatException e) {
            throw new LocalCloudException(
                    "%s: :updated_at of record %d: expected a time like 2020-11-03T08:15:42.120Z, found %s"
                            .formatted(path, lines, text),
                    e);
        }
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
