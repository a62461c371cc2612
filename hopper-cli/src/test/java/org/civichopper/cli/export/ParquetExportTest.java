package org.civichopper.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.testing.Said;
import org.civichopper.testing.TestDatabases;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tables, gifts and sessions as files that programs for whole tables read.
class ParquetExportTest {

    @TempDir private static Path folder;
    private static String url;

    @BeforeAll
    static void aDataSet() throws SQLException {
        url = TestDatabases.fresh();
        execute(
                """
                CREATE SCHEMA bicam;
                CREATE TABLE bicam.odd (n bigint, b boolean, d date, z timestamptz, x numeric(14,2), free numeric,
                                        t text, "of, a" text[], j jsonb);
                INSERT INTO bicam.odd
                VALUES (1, true, '2023-01-31', '2023-01-31 12:00:00.123456+02', 12.50, 0.1000000000000000000001,
                        E'say "aye",\\n''no''\\\\', ARRAY['a, b', 'c "d"', NULL, ''], '{"a": [1]}'),
                       (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
                       (3, false, '0001-01-01', '1969-07-20 20:17Z', -0.01, 7, '', ARRAY[]::text[], '"x"'),
                       (4, NULL, NULL, NULL, NULL, NULL, repeat('long ', 600000), NULL, NULL)
                """);
    }

    @Test
    void aTableKeepsItsTypesAndItsOddValues() throws Exception {
        var said = export("table", "bicam.odd", "--out", folder.resolve("odd.parquet").toString());

        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out()).contains("odd.parquet: 4 rows of bicam.odd");
        assertThat(
                        read(
                                "SELECT string_agg(column_type, ' ') FROM (DESCRIBE SELECT * FROM '%s/odd.parquet')"))
                .containsExactly(
                        "BIGINT BOOLEAN DATE TIMESTAMP WITH TIME ZONE DECIMAL(14,2) VARCHAR VARCHAR VARCHAR[] VARCHAR");
        assertThat(
                        read(
                                "SELECT concat_ws('|', n, b, d, epoch_us(z), x, free, t, to_json(\"of, a\"), j) FROM '%s/odd.parquet' WHERE n < 4 ORDER BY n"))
                .containsExactly(
                        "1|true|2023-01-31|1675159200123456|12.50|0.1000000000000000000001|say \"aye\",\n'no'\\|[\"a, b\",\"c \\\"d\\\"\",null,\"\"]|{\"a\": [1]}",
                        "3|false|0001-01-01|-14182980000000|-0.01|7||[]|\"x\"");
        assertThat(read("SELECT length(t) FROM '%s/odd.parquet' WHERE n = 4"))
                .containsExactly("3000000");
        assertThat(read("SELECT count(*) FROM '%s/odd.parquet' WHERE t IS NULL AND n IS NULL"))
                .containsExactly("1");
        try (var files = Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().contains("odd.parquet")))
                    .as("nothing is left beside it")
                    .hasSize(1);
        }
    }

    @Test
    void whatIsNoTableIsSaid() {
        var out = folder.resolve("none.parquet").toString();

        assertThat(export("table", "members", "--out", out).exitCode()).isEqualTo(2);
        var missing = export("table", "bicam.none", "--out", out);
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).contains("expected table bicam.none");
        assertThat(export("contributions", "--state", "tx", "--format", "parquet").exitCode())
                .isEqualTo(2);
    }

    @Test
    void aSessionIsAZipOfFilesWithListsThatAreLists() throws Exception {
        var scrape = folder.resolve("scrape").toString();
        run("sample", "--jurisdiction", "de", "--bills", "5", "--votes", "2", "--out", scrape);
        assertThat(run("import", "--database-url", url, scrape + "/de").exitCode()).isZero();
        var zip = folder.resolve("session.zip");

        var said =
                export(
                        "--jurisdiction",
                        "de",
                        "--session",
                        one("SELECT identifier FROM opencivicdata_legislativesession"),
                        "--format",
                        "parquet",
                        "--out",
                        zip.toString());

        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out()).contains("rows in 17 files");
        assertThat(unpack(zip)).hasSize(17);
        assertThat(
                        read(
                                "SELECT count(*) || typeof(any_value(classification)) FROM '%s/bills.parquet'"))
                .containsExactly("5VARCHAR[]");
    }

    private static List<String> unpack(Path file) throws IOException {
        var names = new ArrayList<String>();
        try (var zip = new ZipInputStream(Files.newInputStream(file))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".parquet")) {
                    var name = entry.getName().replaceAll(".*DE_[^_]*_", "");
                    Files.write(folder.resolve(name), zip.readAllBytes());
                    names.add(name);
                }
            }
        }
        return names;
    }

    private static Said export(String... arguments) {
        var all = new ArrayList<>(List.of("export"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--database-url", url));
        return run(all.toArray(String[]::new));
    }

    private static Said run(String... arguments) {
        return Said.by(arguments);
    }

    // The first column of all rows.
    private static List<String> read(String question) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(question.formatted(folder))) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private static String one(String question) throws SQLException {
        try (var connection = DatabaseUrl.parse(url).dataSource().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(question)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = DatabaseUrl.parse(url).dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
