package org.civichopper.cli.db;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.testing.Said;
import org.civichopper.testing.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizesCommandTest {

    // What is dead is not cleared away. Counts are usually told a second later.
    private static final String HALF_DEAD =
            """
            CREATE TABLE city.requests (id integer PRIMARY KEY, note text) WITH (autovacuum_enabled = off);
            INSERT INTO city.requests SELECT n, 'a note' FROM generate_series(1, 4000) AS n;
            SELECT pg_stat_force_next_flush();
            ANALYZE city.requests;
            DELETE FROM city.requests WHERE id % 2 = 0;
            SELECT pg_stat_force_next_flush();
            """;

    private static void run(String url, String sql) throws SQLException {
        try (var connection = DatabaseUrl.parse(url).dataSource().getConnection();
                var statement = connection.createStatement()) {
            for (var each : sql.split(";\n")) {
                statement.execute(each);
            }
        }
    }

    private static JsonNode json(String url, String... options) throws Exception {
        var arguments = new ArrayList<>(List.of("db", "sizes", "--json"));
        arguments.addAll(List.of("--database-url", url));
        arguments.addAll(List.of(options));
        var said = Said.by(arguments.toArray(String[]::new));
        assertThat(said.err()).isEmpty();
        assertThat(said.exitCode()).isZero();
        return new JsonMapper().readTree(said.out());
    }

    @Test
    void tablesOfOpenStatesAndHopperAreListed() throws Exception {
        var url = TestDatabases.fresh();
        run(url, "CREATE TABLE public.somebodys (id integer)");

        var tables = json(url).get("tables");

        assertThat(tables.findValuesAsText("schema")).contains("public", "hopper");
        assertThat(tables.findValuesAsText("table"))
                .contains("opencivicdata_bill", "openstates_personoffice", "receipt")
                .doesNotContain("somebodys");
        var posts =
                tables.valueStream()
                        .filter(table -> table.get("table").asText().equals("opencivicdata_post"))
                        .findFirst()
                        .orElseThrow();
        assertThat(posts.get("table_bytes").asLong()).isGreaterThan(7_523 * 50);
        assertThat(posts.get("index_bytes").asLong()).isPositive();
        assertThat(posts.get("total_bytes").asLong())
                .isEqualTo(posts.get("table_bytes").asLong() + posts.get("index_bytes").asLong());
    }

    @Test
    void schemasOfLoadsAreKnownFromTheirLedgerWithWhatTheyReplaced() throws Exception {
        var url = TestDatabases.empty();
        run(
                url,
                """
                CREATE SCHEMA hopper;
                CREATE TABLE hopper.load_run (arguments jsonb);
                CREATE TABLE hopper.load_watermark (scope text);
                INSERT INTO hopper.load_run VALUES ('{"schema": "city"}'), ('{}');
                INSERT INTO hopper.load_watermark VALUES ('court');
                CREATE SCHEMA city;
                CREATE SCHEMA city_previous;
                CREATE SCHEMA court;
                CREATE SCHEMA somebodys;
                CREATE TABLE city.requests (id integer);
                CREATE TABLE city_previous.requests (id integer);
                CREATE TABLE court.dockets (id integer);
                CREATE TABLE somebodys.own (id integer);
                """);

        assertThat(json(url).get("tables").findValuesAsText("schema"))
                .containsExactly("hopper", "hopper", "city", "city_previous", "court");
    }

    @Test
    void whereManyRowsAreDeadItSaysWhatToDo() throws Exception {
        var url = TestDatabases.empty();
        run(url, "CREATE SCHEMA city");
        run(url, HALF_DEAD);

        var sizes = json(url, "--schema", "city");
        var said = Said.by("db", "sizes", "--schema", "city", "--database-url", url);

        var table = sizes.get("tables").get(0);
        assertThat(table.get("rows").asLong()).isEqualTo(2000);
        assertThat(table.get("dead_rows").asLong()).isEqualTo(2000);
        assertThat(table.get("last_vacuum").isNull()).isTrue();
        assertThat(Instant.parse(table.get("last_analyze").asText())).isBefore(Instant.now());
        assertThat(sizes.get("advice").get(0).get("remedy").asText())
                .isEqualTo("VACUUM (ANALYZE) city.requests");
        assertThat(said.out().replaceAll("\\s+", " "))
                .contains(
                        "city.requests: 2,000 rows are dead, 50 %: VACUUM (ANALYZE) city.requests")
                .contains(" 2,000 never ");
    }

    @Test
    void afterAVacuumThereIsNothingToSay() throws Exception {
        var url = TestDatabases.empty();
        run(url, "CREATE SCHEMA city");
        run(url, HALF_DEAD);
        run(url, "VACUUM (ANALYZE) city.requests");

        var sizes = json(url, "--schema", "city");

        assertThat(sizes.get("advice").isEmpty()).isTrue();
        assertThat(sizes.at("/tables/0/dead_rows").asLong()).isZero();
        assertThat(sizes.at("/tables/0/last_vacuum").isTextual()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "60, rows total dead",
        "80, rows total dead vacuumed",
        "120, rows table indexes total dead vacuumed analyzed"
    })
    void aNarrowTerminalHasFewerColumns(int width, String columns) {
        var table =
                new TableSize(
                        "public",
                        "opencivicdata_organizationidentifier",
                        "public.opencivicdata_organizationidentifier",
                        OptionalLong.of(1_234_567),
                        987_654_321,
                        123_456_789,
                        5_000_000,
                        Optional.of(Instant.parse("2025-02-03T04:05:06Z")),
                        Optional.empty());
        var out = new StringWriter();

        new SizesReport(List.of(table)).print(new PrintWriter(out, true), width);

        assertThat(out.toString().lines()).allMatch(line -> line.length() <= width);
        assertThat(out.toString().lines().findFirst().orElseThrow().strip().split(" +"))
                .containsExactly(columns.split(" "));
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("1,234,567")
                .contains("5,000,000 rows are dead, 80 %");
    }

    @Test
    void aSchemaWithoutTablesIsOneLine() {
        var said =
                Said.by("db", "sizes", "--schema", "city", "--database-url", TestDatabases.empty());

        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err()).contains("expected a schema city with tables, found none");
    }

    @Test
    void aDatabaseThatIsNotOursYetSaysWhatMakesTables() {
        var said = Said.by("db", "sizes", "--database-url", TestDatabases.empty());

        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err()).contains("found none: hopper db init or hopper load makes them");
    }
}
