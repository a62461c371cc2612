package org.civichopper.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.cli.doctor.DoctoredDatabase.WYOMING;

import java.nio.file.Files;
import java.nio.file.Path;
import org.civichopper.testing.Said;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// A ledger whose rows came by replication or from a backup, without what numbered them.
@Execution(ExecutionMode.CONCURRENT)
class SequencesTest {

    private static final String IDENTITIES =
            """
            SELECT format('hopper.%s.%s', table_name, column_name)
              FROM information_schema.columns
             WHERE table_schema = 'hopper' AND is_identity = 'YES'
            """;

    private static final String BEHIND =
            """
            INSERT INTO hopper.parked (jurisdiction_id, kind, scraped_id, file, content, last_modified, awaits)
            VALUES ('j', 'bill', '1', '1', '', now(), '{}');
            INSERT INTO hopper.rejected (file, place, expected, found) VALUES ('1', '', '', '');
            INSERT INTO hopper.failed (file, jurisdiction_id, error) VALUES ('1', 'j', '');
            INSERT INTO hopper.unmatched_person (database_id, place, row_name, row_type, row_detail, number, scheme, wanted, chamber)
            VALUES ('1', 'voter', '', '', '', 0, '', '', '');
            SELECT setval(pg_get_serial_sequence('hopper.' || table_name, column_name), 1, false)
              FROM information_schema.columns
             WHERE table_schema = 'hopper' AND is_identity = 'YES';
            SELECT setval('hopper.batch_number', 1, false)
            """;

    @TempDir private Path folder;
    private final DoctoredDatabase database = new DoctoredDatabase();

    @BeforeEach
    void importSomething() throws Exception {
        assertThat(importBills("2025").exitCode()).isZero();
        database.execute(BEHIND);
    }

    @Test
    void everyNumberOfTheLedgerIsComparedWithItsTable() throws Exception {
        var said = database.run("doctor");

        assertThat(said.exitCode()).isEqualTo(3);
        assertThat(said.out())
                .contains(database.ask(IDENTITIES))
                .contains("hopper.batch.number", "hopper doctor --fix sequences --yes");
    }

    @Test
    void aSequenceThatIsBehindIsNoDocumentsFault() throws Exception {
        var said = importBills("2026");

        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err()).contains("hopper doctor --fix sequences --yes");
        assertThat(database.ask("SELECT count(*) FROM hopper.rejected")).containsExactly("1");
    }

    @Test
    void whatIsBehindIsMovedOnceAPersonSaysYes() throws Exception {
        var would = database.run("doctor", "--fix", "sequences");
        assertThat(would.exitCode()).isEqualTo(3);
        assertThat(would.out()).contains("hopper.document.id: from 0 to ", "Would move 7.");

        assertThat(database.run("doctor", "--fix", "sequences", "--yes").out())
                .contains("Moved 7.");

        assertThat(importBills("2026").exitCode()).isZero();
        assertThat(database.run("doctor", "--fix", "sequences").out())
                .isEqualTo("No sequence is behind its table.\n");
    }

    @Test
    void sequencesAreOfNoJurisdiction() {
        var said = database.run("doctor", "--fix", "sequences", "--jurisdiction", WYOMING);

        assertThat(said.exitCode()).isEqualTo(2);
    }

    @Test
    void everyTableOfTheLedgerHasAPrimaryKey() throws Exception {
        assertThat(
                        database.ask(
                                """
                                SELECT oid::regclass
                                  FROM pg_class
                                 WHERE relnamespace = 'hopper'::regnamespace
                                   AND relkind IN ('r', 'p')
                                   AND NOT EXISTS (SELECT FROM pg_index WHERE indrelid = pg_class.oid AND indisprimary)
                                """))
                .isEmpty();
    }

    private Said importBills(String session) throws Exception {
        var directory = Files.createDirectories(folder.resolve(session));
        Files.writeString(
                directory.resolve("jurisdiction_1.json"),
                """
                {"_id": "ocd-jurisdiction/country:us/state:wy/government", "name": "Wyoming",
                 "url": "https://www.wyoleg.gov/", "division_id": "ocd-division/country:us/state:wy",
                 "classification": "state", "legislative_sessions": [
                   {"identifier": "%s", "name": "%<s", "start_date": "", "end_date": ""}]}
                """
                        .formatted(session));
        Files.writeString(
                directory.resolve("bill_1.json"),
                """
                {"_id": "%1$s", "legislative_session": "%1$s", "identifier": "HB 1", "title": "An act",
                 "classification": ["bill"]}
                """
                        .formatted(session));
        return database.run("import", directory.toString());
    }
}
