package org.civichopper.bulk.courtlistener;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.civichopper.bulk.courtlistener.bucket.Dialect;
import org.junit.jupiter.api.Test;

class ChunksTest {

    private static final List<String> PIECES =
            List.of("\n", "\n\"", "\"", "\\", "`", "7", "12\n", "a", ",", "\n`9", "\n\"3", "é");

    private static final String HEADER = "id,text\n";

    @Test
    void noRecordIsLostOrDoubledWhereverAFileIsDivided() throws Exception {
        for (var seed = 0; seed < 3_000; seed++) {
            var random = new Random(seed);
            var dialect = dialect(random);
            var records = records(random, dialect);
            var file = String.join("", records).getBytes(UTF_8);
            var cuts = new ArrayList<>(List.of(0, file.length));
            for (var cut = random.nextInt(4); cut > 0; cut--) {
                cuts.add(HEADER.length() + random.nextInt(file.length + 1 - HEADER.length()));
            }
            cuts.sort(null);

            var found = new ArrayList<String>();
            for (var part = 0; part + 1 < cuts.size(); part++) {
                found.addAll(
                        read(file, cuts.get(part), cuts.get(part + 1), part == 0, dialect, random));
            }

            assertThat(found)
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(records.subList(1, records.size()));
        }
    }

    @Test
    void aFileOfTextKeysIsCutAtNewlinesOutsideOfQuotes() throws Exception {
        var file = "id,name\n\"ca\",\"a\n\"\"7\"\"\n\"\n\"b\",\"x\"\n".getBytes(UTF_8);
        var chunks =
                new Chunks(
                        new InMemory(file, 0, file.length, new Random(1)),
                        new Records(new Dialect('"', '"'), false),
                        4);

        assertThat(chunks.header()).isEqualTo("id,name");
        assertThat(text(chunks.next(new byte[0]))).isEqualTo("\"ca\",\"a\n\"\"7\"\"\n\"\n");
        assertThat(text(chunks.next(new byte[0]))).isEqualTo("\"b\",\"x\"\n");
        assertThat(chunks.next(new byte[0]).length()).isZero();
    }

    @Test
    void aChunkSaysWhereItBegan() throws Exception {
        var file = "id\n\"1\"\n\"22\"\n\"3\"\n".getBytes(UTF_8);
        var chunks =
                new Chunks(
                        new InMemory(file, 0, file.length, new Random(2)),
                        new Records(new Dialect('"', '"'), true),
                        6);

        chunks.header();
        assertThat(chunks.next(new byte[0]).offset()).isEqualTo(3);
        assertThat(chunks.next(new byte[0]).offset()).isGreaterThan(3);
    }

    private static Dialect dialect(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Dialect('"', '\\');
            case 1 -> new Dialect('"', '"');
            default -> new Dialect('`', '`');
        };
    }

    // The first is the header.
    private static List<String> records(Random random, Dialect dialect) {
        var records = new ArrayList<>(List.of(HEADER));
        for (var number = random.nextInt(12); number > 0; number--) {
            var text = new StringBuilder();
            for (var piece = random.nextInt(12); piece > 0; piece--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            var quote = String.valueOf(dialect.quote());
            var escape = String.valueOf(dialect.escape());
            var escaped = text.toString();
            if (!escape.equals(quote)) {
                escaped = escaped.replace(escape, escape + escape);
            }
            escaped = escaped.replace(quote, escape + quote);
            records.add(quote + number + quote + "," + quote + escaped + quote + "\n");
        }
        return records;
    }

    private static List<String> read(
            byte[] file, int from, int to, boolean first, Dialect dialect, Random random)
            throws Exception {
        var records = new Records(dialect, true);
        var chunks =
                new Chunks(new InMemory(file, from, to, random), records, 1 + random.nextInt(100));
        if (first) {
            chunks.header();
        }
        var found = new ArrayList<String>();
        var reused = new byte[random.nextInt(200)];
        for (var chunk = chunks.next(reused);
                chunk.length() > 0;
                chunk = chunks.next(new byte[random.nextInt(200)])) {
            var starts = records.starts(chunk.bytes(), 0, chunk.length());
            for (var each = 0; each < starts.length; each++) {
                var end = each + 1 < starts.length ? starts[each + 1] : chunk.length();
                found.add(new String(chunk.bytes(), starts[each], end - starts[each], UTF_8));
            }
        }
        return found;
    }

    private static String text(Chunks.Chunk chunk) {
        return new String(chunk.bytes(), 0, chunk.length(), UTF_8);
    }

    // Gives as many bytes at a time as it likes.
    private static final class InMemory implements Unpacked {

        private final byte[] file;
        private final int to;
        private final Random random;
        private int at;

        InMemory(byte[] file, int from, int to, Random random) {
            this.file = file;
            this.to = to;
            this.random = random;
            this.at = from;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return read(into, offset, length, to);
        }

        @Override
        public int readBeyond(byte[] into, int offset, int length) {
            return read(into, offset, length, file.length);
        }

        @Override
        public String proof() {
            return "";
        }

        @Override
        public void close() {}

        private int read(byte[] into, int offset, int length, int end) {
            if (at >= end) {
                return -1;
            }
            var count = Math.min(1 + random.nextInt(length), end - at);
            count = Math.min(count, 1 + random.nextInt(9));
            System.arraycopy(file, at, into, offset, count);
            at += count;
            return count;
        }
    }
}
