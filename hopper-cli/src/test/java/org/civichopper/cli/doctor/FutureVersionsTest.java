package org.civichopper.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.cli.doctor.DoctoredDatabase.WYOMING;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Documents that came from where a clock was ahead.
@Execution(ExecutionMode.CONCURRENT)
class FutureVersionsTest {

    private static final String SESSIONS =
            "SELECT identifier FROM opencivicdata_legislativesession";

    @TempDir private Path folder;
    private final DoctoredDatabase database = new DoctoredDatabase();

    @BeforeEach
    void oneSessionStands() throws Exception {
        database.importDocuments(folder, "jurisdiction", jurisdiction("2025"));
    }

    @Test
    void anImportIsDatedByTheDatabasesClock() throws Exception {
        assertThat(
                        database.one(
                                """
                                SELECT s.version_time = r.began_at
                                  FROM hopper.sighting s, hopper.run r
                                """))
                .isEqualTo("t");
    }

    @Test
    void whatIsNewerThanNowIsFoundAndBroughtBack() throws Exception {
        database.execute(
                """
                UPDATE hopper.sighting SET version_time = now() + interval '1 day';
                INSERT INTO hopper.parked (jurisdiction_id, kind, scraped_id, file, content, last_modified, awaits)
                VALUES ('%s', 'bill', '1', 'bill_1.json', '', now() + interval '2 days', '{}')
                """
                        .formatted(WYOMING));
        database.importDocuments(folder, "jurisdiction", jurisdiction("2026"));
        assertThat(database.ask(SESSIONS)).as("it is taken for older").containsExactly("2025");

        assertThat(database.run("doctor").out())
                .contains(
                        "hopper.sighting: 1 jurisdiction of " + WYOMING,
                        "hopper.parked: 1 bill of " + WYOMING,
                        "hopper doctor --fix versions --yes");
        assertThat(database.run("doctor", "--fix", "versions").exitCode()).isEqualTo(3);
        assertThat(database.run("doctor", "--fix", "versions", "--yes").exitCode()).isZero();

        assertThat(database.run("doctor").exitCode()).isZero();
        database.importDocuments(folder, "jurisdiction", jurisdiction("2026"));
        assertThat(database.ask(SESSIONS)).contains("2026");
    }

    @Test
    void aFewMinutesAreNoFinding() throws Exception {
        database.execute("UPDATE hopper.sighting SET version_time = now() + interval '5 minutes'");

        assertThat(database.run("doctor").exitCode()).isZero();
    }

    private static String jurisdiction(String session) {
        return """
        {"_id": "%s", "name": "Wyoming", "url": "https://wyoming.gov", "classification": "state",
         "division_id": "ocd-division/country:us/state:wy", "extras": {},
         "legislative_sessions": [{"identifier": "%s", "name": "%s", "start_date": "2025-01-01",
                                   "end_date": "2026-12-31", "classification": "primary"}]}
        """
                .formatted(WYOMING, session, session);
    }
}
