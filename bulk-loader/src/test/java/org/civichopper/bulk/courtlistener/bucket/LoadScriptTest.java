package org.civichopper.bulk.courtlistener.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.civichopper.bulk.courtlistener.bucket.Manifest.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A script is read for what it copies; what is not understood for certain is refused with words.
class LoadScriptTest {

    private static final String SCRIPT = Scripts.sample();
    private static final Dialect ESCAPED = new Dialect('"', '\\');

    private static Manifest read(String script) throws NotAManifestException {
        return LoadScript.read(Scripts.bytes(script));
    }

    private static String replaced(String old, String by) {
        assertThat(SCRIPT).contains(old);
        return SCRIPT.replace(old, by);
    }

    @Test
    void allFormsOfAnEntryAreRead() throws Exception {
        var manifest = read(SCRIPT);
        assertThat(manifest.schema()).isEqualTo("schema-2026-07-01.sql");
        assertThat(manifest.entries())
                .containsExactly(
                        new Entry(
                                "people_db_race",
                                List.of("id", "race"),
                                "people_db_race-2026-06-30.csv",
                                ESCAPED),
                        new Entry(
                                "search_court",
                                List.of("id", "pacer_court_id", "position", "parent_court_id"),
                                "courts-2026-06-30.csv",
                                ESCAPED),
                        new Entry(
                                "search_opinion",
                                List.of("id", "plain_text"),
                                "opinions-2026-07-01.csv",
                                new Dialect('`', '`')),
                        new Entry(
                                "search_citation",
                                List.of("id", "volume"),
                                "citations-2026-07-01.csv",
                                new Dialect('"', '"')));
        assertThat(manifest.entries().get(1).base()).isEqualTo("courts");
        assertThat(manifest.entries().get(1).packed()).isEqualTo("courts-2026-06-30.csv.bz2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "ESCAPE '\\'|ESCAPE '\\\\'",
                "ESCAPE '\\'|ESCAPE  '\\' ",
                "QUOTE '`'|QUOTE '\\`'",
                "HEADER)|HEADER true)",
                "'$BULK_DIR/|'\"$BULK_DIR\"/",
                "'$BULK_DIR/|'\\\"$BULK_DIR\\\"/",
                "public.search_court (|search_court(",
                "--host \"$BULK_DB_HOST\"|--host x # 'WHERE'"
            })
    void whatMeansTheSameReadsTheSame(String old, String by) throws Exception {
        assertThat(read(replaced(old, by))).isEqualTo(read(SCRIPT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/courts-2026|/../courts-2026",
                "/courts-2026|/etc/courts-2026",
                "/courts-2026|/a..courts-2026",
                "/courts-2026|/.courts-2026",
                "/courts-2026|/$(id)-2026",
                "/courts-2026|/cou rts-2026",
                "courts-2026-06-30.csv'|courts-2026-06-30.csv.bz2'",
                "'$BULK_DIR/courts|'/tmp/courts",
                "'$BULK_DIR/courts|'$HOME/courts",
                "public.search_court|public.people_db_race",
                "public.search_court|public.PEOPLE_DB_RACE",
                "public.search_court|pg_catalog.pg_class",
                "public.search_court|public.search court",
                "public.search_court|public.search;court",
                "id, pacer_court_id|id, id",
                "id, pacer_court_id|id, ID",
                "id, pacer_court_id|id,, pacer_court_id",
                "id, pacer_court_id|id, lower(pacer_court_id)",
                "id, pacer_court_id|id, 1",
                "(id, race)|()",
                "(id, race)|",
                "QUOTE '`'|QUOTE ''''",
                "QUOTE '`'|QUOTE 'x'",
                "QUOTE '`'|QUOTE '`', QUOTE '`'",
                "QUOTE '`'|DELIMITER ';'",
                "QUOTE '`'|NULL 'x'",
                "QUOTE '`'|FORCE_NULL (id)",
                "QUOTE '`'|ESCAPE 'x'",
                "QUOTE '`', HEADER|QUOTE '`', HEADER false",
                "QUOTE '`', HEADER|QUOTE '`'",
                "encoding 'UTF-8', |encoding 'latin1', ",
                "with (format csv, |with (format binary, ",
                "with (format csv, |with (",
                "header)\"|header) WHERE id > 7\"",
                "header)\"|header",
                "'$BULK_DIR/citations|$BULK_DIR/citations",
                "\\COPY public.search_court|\\COPPY public.search_court",
                "/schema-2026-07-01.sql|/schema.sql",
                "/schema-2026-07-01.sql|/../schema-2026-07-01.sql",
                "--username|-f $BULK_DIR/schema-2026-06-30.sql --username",
            })
    void whatIsNotCertainIsRefused(String old, String by) {
        assertThatThrownBy(() -> read(replaced(old, by == null ? "" : by)))
                .isInstanceOf(NotAManifestException.class)
                .hasMessageContaining("expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#!/bin/bash\n", "psql -f $BULK_DIR/schema-2026-07-01.sql\n"})
    void noEntryAtAllIsNoManifest(String script) {
        assertThatThrownBy(() -> read(script))
                .isInstanceOf(NotAManifestException.class)
                .hasMessageContaining("found none");
    }

    @Test
    void otherBytesAndTooManyAreRefused() {
        assertThatThrownBy(() -> LoadScript.read(new byte[] {(byte) 0xc3, 0x28}))
                .isInstanceOf(NotAManifestException.class);
        assertThatThrownBy(() -> LoadScript.read(new byte[LoadScript.MOST_BYTES + 1]))
                .isInstanceOf(NotAManifestException.class);
    }

    @Test
    void aRefusalSaysTheLine() {
        assertThatThrownBy(() -> read(replaced("id, pacer_court_id", "id, id")))
                .hasMessageStartingWith("line 19: expected each column once");
    }

    @Test
    void nothingIsLostByAMutationWithoutARefusal() {
        var random = new Random(42);
        var signs = "\\'\"$(){}/.,;`-_ \n\tCOPYxfrom09\0é".toCharArray();
        for (var turn = 0; turn < 5_000; turn++) {
            var script = new StringBuilder(SCRIPT);
            var at = random.nextInt(script.length());
            switch (random.nextInt(3)) {
                case 0 -> script.deleteCharAt(at);
                case 1 -> script.setCharAt(at, signs[random.nextInt(signs.length)]);
                default -> script.insert(at, signs[random.nextInt(signs.length)]);
            }
            try {
                assertThat(read(script.toString()).entries())
                        .as("turn %d: %s", turn, script)
                        .hasSizeGreaterThanOrEqualTo(4);
            } catch (NotAManifestException e) {
                assertThat(e).hasMessageContaining("expected");
            }
        }
    }

    @Test
    void noHeapOfMutationsEndsWithoutWords() {
        var random = new Random(43);
        for (var turn = 0; turn < 1_000; turn++) {
            var script = new StringBuilder(SCRIPT);
            for (var times = 1 + random.nextInt(20); times > 0; times--) {
                var from = random.nextInt(script.length());
                var to = Math.min(script.length(), from + random.nextInt(200));
                var piece = script.substring(from, to);
                if (random.nextBoolean()) {
                    script.delete(from, to);
                }
                script.insert(random.nextInt(script.length() + 1), piece);
            }
            try {
                assertThat(read(script.toString()).entries()).isNotEmpty();
            } catch (NotAManifestException e) {
                assertThat(e.getMessage()).contains("expected");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY a (",
                "\\COPY a (b) FROM '",
                "BULK_DIR/",
                "'$BULK_DIR/x.csv",
                "COPY a (b) FROM '$BULK_DIR/x.csv' WITH (",
                "# ",
                "((((",
                "\n"
            })
    void aMegabyteOfTheSameIsReadQuickly(String piece) {
        var script = piece.repeat(LoadScript.MOST_BYTES / piece.length());
        assertThatThrownBy(() -> read(script)).isInstanceOf(NotAManifestException.class);
    }
}
