package org.civichopper.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.civichopper.cli.HopperCommand;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.testing.TestDatabases;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A session of 60 MB through a heap of 48: what is exported is never in memory as a whole.
@Execution(ExecutionMode.CONCURRENT)
class LargeExportTest {

    private static final long LARGE = 60_000_000;

    private static final String MANY_VOTERS =
            """
            INSERT INTO opencivicdata_legislativesession
            VALUES ('00000000-0000-0000-0000-000000000001', '2025', '2025', 'primary', '', '',
                    'ocd-jurisdiction/country:us/state:wy/government', true);
            INSERT INTO opencivicdata_bill
            SELECT now(), now(), '{}', 'ocd-bill/' || number, 'HB ' || number, 'An act', '{}', '{}', NULL,
                   '00000000-0000-0000-0000-000000000001', NULL, NULL, '', NULL, '[]'
              FROM generate_series(1, 500) AS number;
            INSERT INTO opencivicdata_voteevent
            SELECT now(), now(), 'ocd-vote/' || number, '', 'Passage', '{}', '2025-01-01', 'pass', '{}',
                   'ocd-bill/' || number, NULL, '00000000-0000-0000-0000-000000000001', o.id, 0, NULL
              FROM generate_series(1, 500) AS number, opencivicdata_organization o
             WHERE o.jurisdiction_id = 'ocd-jurisdiction/country:us/state:wy/government'
               AND o.classification = 'lower';
            INSERT INTO opencivicdata_personvote
            SELECT gen_random_uuid(), 'yes', 'Smith', repeat('why ', 500), 'ocd-vote/' || (1 + number % 500), NULL
              FROM generate_series(1, 30000) AS number;
            """;

    @TempDir private static Path folder;
    private static String url;

    @BeforeAll
    static void manyVoters() throws SQLException {
        url = TestDatabases.fresh();
        try (var connection = DatabaseUrl.parse(url).dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(MANY_VOTERS);
        }
    }

    @ParameterizedTest
    @CsvSource({"csv, WY/2025/WY_2025_vote_people.csv", "json, WY/2025/WY_2025_bills.json"})
    void aSmallHeapIsEnough(String format, String name) throws Exception {
        var file = folder.resolve(format + ".zip");
        var said = folder.resolve(format + ".txt");

        var process = start(format, file, said);
        try {
            assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(process.exitValue()).as("see %s", Files.readString(said)).isZero();
        try (var zip = new ZipFile(file.toFile())) {
            assertThat(zip.getEntry(name).getSize()).isGreaterThan(LARGE);
        }
    }

    private static Process start(String format, Path file, Path said) throws IOException {
        return new ProcessBuilder(
                        List.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx48m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                HopperCommand.class.getName(),
                                "export",
                                "--database-url",
                                url,
                                "--jurisdiction",
                                "wy",
                                "--session",
                                "2025",
                                "--format",
                                format,
                                "--out",
                                file.toString()))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }
}
