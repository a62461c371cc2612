package org.civichopper.bulk.courtlistener;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/// A small dump as Postgres and pg_dump wrote it, and the rows that must come out.
class SamplesTest {

    @Test
    void theSampleComesOutRowForRow() throws Exception {
        try (var courts = sample()) {
            var ran = courts.load();

            assertThat(ran.exitCode()).as(ran.err()).isZero();
            for (var table :
                    new JsonMapper()
                            .readTree(text("schema/orphans.json"))
                            .path("keep")
                            .path("rows")
                            .properties()) {
                assertThat(rows(courts, table.getKey()))
                        .isEqualTo(text("schema/" + table.getKey() + ".copy"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep", "null", "drop"})
    void orphansAreCountedAndTreatedAsAsked(String policy) throws Exception {
        try (var courts = sample()) {
            var ran = courts.load("--orphans", policy);
            var expected = new JsonMapper().readTree(text("schema/orphans.json"));

            assertThat(ran.json().path("orphans")).isEqualTo(expected.path("orphans"));
            assertThat(ran.json().path("rejected"))
                    .isEqualTo(expected.path(policy).path("rejected"));
            for (var table : expected.path(policy).path("rows").properties()) {
                assertThat(courts.rows(table.getKey()))
                        .as(table.getKey())
                        .isEqualTo(table.getValue().asLong());
            }
            assertThat(ran.exitCode()).isEqualTo(policy.equals("keep") ? 0 : 3);
        }
    }

    @Test
    void stopPromotesNothingAndSaysWhatDangles() throws Exception {
        try (var courts = sample()) {
            var ran = courts.load("--orphans", "stop");

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.json().path("orphans").size()).isEqualTo(2);
            assertThat(courts.one("SELECT to_regclass('courtlistener.search_court')")).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    current,  'ESCAPE ''\\'', '
                    backtick, 'QUOTE ''`'', '
                    doubled,  ''
                    """)
    void aDialectIsWhatItsLoadScriptSays(String dialect, String options) throws Exception {
        try (var courts = sample()) {
            var key = "bulk-data/load-bulk-data-2026-07-01.sh";
            var script = new String(courts.bytes(key), StandardCharsets.UTF_8);
            courts.bucket.put(
                    key,
                    script.replaceAll(
                                    "(?s)(citations-2026-06-30.csv' WITH \\(FORMAT csv, ENCODING utf8, )ESCAPE '\\\\', ",
                                    "$1" + java.util.regex.Matcher.quoteReplacement(options))
                            .getBytes(StandardCharsets.UTF_8));
            courts.bucket.put(
                    "bulk-data/citations-2026-06-30.csv.bz2",
                    Courts.packed(text("dialects/citations-" + dialect + ".csv")));

            var ran = courts.load("--tables", "citations");

            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(rows(courts, "search_citation")).isEqualTo(text("dialects/expected.copy"));
        }
    }

    private static Courts sample() throws Exception {
        var courts = Courts.empty();
        courts.bucket.putAll(Path.of(SamplesTest.class.getResource("sample").toURI()));
        return courts;
    }

    private static String rows(Courts courts, String table) throws Exception {
        var columns = columns(courts, table);
        var order = table.equals("search_court") ? "id COLLATE \"C\"" : "1";
        var rows = new StringWriter();
        try (var connection = courts.connect();
                var statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "COPY (SELECT %s FROM courtlistener.%s ORDER BY %s) TO STDOUT"
                                    .formatted(columns, table, order),
                            rows);
        }
        return rows.toString();
    }

    private static String columns(Courts courts, String table) {
        var script =
                new String(
                        courts.bytes("bulk-data/load-bulk-data-2026-07-01.sh"),
                        StandardCharsets.UTF_8);
        var begin = script.indexOf("(", script.indexOf("COPY public." + table + " ("));
        return script.substring(begin + 1, script.indexOf(")", begin));
    }

    private static String text(String name) {
        try (var file = SamplesTest.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
