package org.civichopper.bulk.courtlistener.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.civichopper.bulk.bzip2.Packing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordChunksTest {

    private static final String HEADER = "id,date_created,\ttext,note";

    /// How a value is written between quotes.
    private enum Dialect {
        BACKSLASH('"', '\\'),
        BACKTICK('`', '`'),
        DOUBLED('"', '"');

        private final char quote;
        private final char escape;

        Dialect(char quote, char escape) {
            this.quote = quote;
            this.escape = escape;
        }

        private String written(String value) {
            var escaped = new StringBuilder();
            for (var letter : value.toCharArray()) {
                if (letter == quote || letter == escape) {
                    escaped.append(escape);
                }
                escaped.append(letter);
            }
            return quote + escaped.toString() + quote;
        }
    }

    private static final List<String> HOSTILE =
            List.of(
                    "\n", "\"", "`", "\\", "7", ",", "\n\"7\"", "\n`7`", "\\\n", "\"\n", "`\n",
                    "\n,", "\",\"", "`,`", "\n\"\"7", "\\\"", "\n\\", "é", "\r\n", "\n1");

    private final Random random = new Random(311);

    @ParameterizedTest
    @EnumSource
    void aFileCutAnywhereHasEachRecordOnce(Dialect dialect) throws Exception {
        for (var round = 0; round < 25; round++) {
            var records = records(dialect, 40);
            var packed = packed(records);
            var cuts = random.longs(1 + round % 5, 0, packed.length + 1L).sorted().toArray();

            assertThat(read(packed, dialect, cuts))
                    .as("round %d, cut at %s", round, Arrays.toString(cuts))
                    .isEqualTo(String.join("", records));
        }
    }

    @ParameterizedTest
    @EnumSource
    void wherePartsBeginInTheDecodedFileMakesNoDifference(Dialect dialect) throws Exception {
        var records =
                List.of(
                        "%s\n".formatted(dialect.written("1")),
                        "%1$s2%1$s,%2$s\n".formatted(dialect.quote, dialect.written("\n\"3\"`4`")),
                        "%s\n".formatted(dialect.written("5")));
        var text = (HEADER + "\n" + String.join("", records)).getBytes(UTF_8);

        for (var i = 0; i <= text.length; i++) {
            for (var j :
                    new int[] {i, Math.min(i + 1, text.length), Math.min(i + 2, text.length)}) {
                var first = Packing.pack(Arrays.copyOfRange(text, 0, i), 1);
                var second = Packing.pack(Arrays.copyOfRange(text, i, j), 1);
                var third = Packing.pack(Arrays.copyOfRange(text, j, text.length), 1);

                assertThat(
                                read(
                                        Packing.joined(first, second, third),
                                        dialect,
                                        first.length,
                                        first.length + second.length))
                        .as("decoded parts end at %d and %d", i, j)
                        .isEqualTo(String.join("", records));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void chunksHoldWholeRecordsAndSayWhereTheyAre(Dialect dialect) throws Exception {
        var records = new ArrayList<String>();
        for (var i = 0; i < 60; i++) {
            records.addAll(records(dialect, 50));
            var large = i % 20 == 7 ? 1_200_000 : 20_000; // some are longer than a chunk
            records.add(dialect.written("8") + "," + value(dialect, large) + "\n");
        }
        var begins = begins(records);
        var packed = Packing.pack(file(records), 9);

        for (var numbered : new boolean[] {true, false}) {
            var bytes = new ByteArrayOutputStream();
            var count = 0;
            try (var part = Packing.part(packed, 0, packed.length)) {
                var chunks =
                        numbered
                                ? RecordChunks.ofFirst(part, dialect.quote)
                                : RecordChunks.ofWhole(part, dialect.quote, dialect.escape);
                assertThat(new String(chunks.header(), UTF_8)).isEqualTo(HEADER);
                for (var next = chunks.next(); next.isPresent(); next = chunks.next()) {
                    var chunk = next.get();
                    assertThat(begins).contains(chunk.offset());
                    bytes.write(chunk.bytes(), 0, chunk.length());
                    assertThat(begins).contains(chunk.offset() + chunk.length());
                    count++;
                }
            }
            assertThat(bytes.toString(UTF_8).equals(String.join("", records))).isTrue();
            assertThat(count).isGreaterThan(3);
        }
    }

    @Test
    void recordsWithTextKeysAreFollowedFromTheirFirst() throws Exception {
        for (var dialect : Dialect.values()) {
            var records =
                    records(dialect, 300).stream()
                            .map(each -> dialect.written("scotus\n") + "," + each)
                            .toList();
            var packed = packed(records);
            try (var part = Packing.part(packed, 0, packed.length)) {
                var chunks = RecordChunks.ofWhole(part, dialect.quote, dialect.escape);

                assertThat(text(chunks)).isEqualTo(String.join("", records));
            }
        }
    }

    @Test
    void aFileOfAHeaderHasNoRecords() throws Exception {
        for (var file : List.of(HEADER + "\n", HEADER, "")) {
            var packed = Packing.pack(file.getBytes(UTF_8), 9);
            try (var part = Packing.part(packed, 0, packed.length)) {
                var chunks = RecordChunks.ofFirst(part, '"');

                assertThat(new String(chunks.header(), UTF_8)).isEqualTo(file.strip());
                assertThat(chunks.next()).isEmpty();
            }
        }
    }

    @Test
    void aFurtherPartHasNoHeader() throws Exception {
        var packed = Packing.pack(new byte[] {'\n'}, 9);
        try (var part = Packing.part(packed, 4, packed.length)) {
            assertThatThrownBy(() -> RecordChunks.ofFurther(part, '"').header())
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private List<String> records(Dialect dialect, int count) {
        var records = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            records.add(
                    random.ints(3, 0, 6)
                            .mapToObj(size -> value(dialect, size))
                            .collect(
                                    Collectors.joining(
                                            ",",
                                            dialect.written("" + random.nextInt(99_999)) + ",",
                                            "\n")));
        }
        return records;
    }

    private String value(Dialect dialect, int size) {
        return size == 0
                ? "" // NULL
                : dialect.written(
                        random.ints(size - 1, 0, HOSTILE.size())
                                .mapToObj(HOSTILE::get)
                                .collect(Collectors.joining()));
    }

    private static byte[] file(List<String> records) {
        return (HEADER + "\n" + String.join("", records)).getBytes(UTF_8);
    }

    // In many small streams, so that there are many blocks to cut between.
    private byte[] packed(List<String> records) {
        var text = file(records);
        var streams = new ArrayList<byte[]>();
        for (int at = 0, end; at < text.length; at = end) {
            end = Math.min(text.length, at + random.nextInt(200));
            streams.add(Packing.pack(Arrays.copyOfRange(text, at, end), 1));
        }
        return Packing.joined(streams.toArray(byte[][]::new));
    }

    private static Set<Long> begins(List<String> records) {
        var begins = new HashSet<Long>();
        var at = HEADER.length() + 1L;
        begins.add(at);
        for (var each : records) {
            at += each.getBytes(UTF_8).length;
            begins.add(at);
        }
        return begins;
    }

    // All parts, one after another; each chunk must be where it says.
    private static String read(byte[] packed, Dialect dialect, long... cuts) throws Exception {
        var text = new StringBuilder();
        var at = 0L;
        var expected = HEADER.length() + 1L;
        for (var i = 0; i <= cuts.length; i++) {
            var to = i == cuts.length ? packed.length : cuts[i];
            try (var part = Packing.part(packed, i == 0 ? 0 : cuts[i - 1], to)) {
                var chunks =
                        i == 0
                                ? RecordChunks.ofFirst(part, dialect.quote)
                                : RecordChunks.ofFurther(part, dialect.quote);
                for (var next = chunks.next(); next.isPresent(); next = chunks.next()) {
                    var chunk = next.get();
                    assertThat(at + chunk.offset()).isEqualTo(expected);
                    expected += chunk.length();
                    text.append(new String(chunk.bytes(), 0, chunk.length(), UTF_8));
                }
                at += part.proof().bytes();
            }
        }
        return text.toString();
    }

    private static String text(RecordChunks chunks) throws Exception {
        var bytes = new ByteArrayOutputStream();
        for (var next = chunks.next(); next.isPresent(); next = chunks.next()) {
            bytes.write(next.get().bytes(), 0, next.get().length());
        }
        return bytes.toString(UTF_8);
    }
}
