package org.civichopper.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.cli.doctor.DoctoredDatabase.WYOMING;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.civichopper.testing.Said;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Of what stands more than once that row stays which the import takes.
@Execution(ExecutionMode.CONCURRENT)
class TakenRowsTest {

    private static final String OTHER_SESSION = "00000000-0000-0000-0000-000000000002";

    private final DoctoredDatabase database = new DoctoredDatabase();

    @BeforeEach
    void oneOfEach(@TempDir Path folder) throws IOException {
        database.importDocuments(
                folder,
                "jurisdiction",
                """
                {"_id": "ocd-jurisdiction/country:us/state:wy/government", "name": "Wyoming", "url": "",
                 "division_id": "ocd-division/country:us/state:wy", "classification": "state", "legislative_sessions": [
                   {"identifier": "2025", "name": "2025", "start_date": "2025-01-14", "end_date": "2025-03-06"}]}
                """,
                "bill",
                """
                {"_id": "b", "legislative_session": "2025", "identifier": "HB 1", "title": "Known"}
                """,
                "event",
                """
                {"_id": "e", "name": "Hearing", "start_date": "2025-01-20T08:00:00-07:00"}
                """);
    }

    @Test
    void theBillThatTheLedgerKnowsStaysThoughAnotherIsOlder() throws SQLException {
        var known = database.one("SELECT id FROM opencivicdata_bill");
        standTwice(
                "opencivicdata_bill", "{\"id\": \"ocd-bill/2\", \"created_at\": \"2020-01-01\"}");

        assertThat(fix().out()).contains("stays  " + known, "goes   ocd-bill/2");

        assertThat(database.ask("SELECT id FROM opencivicdata_bill")).containsExactly(known);
    }

    @Test
    void theOtherEventsAreMarkedAsDeleted() throws SQLException {
        var known = database.one("SELECT id FROM opencivicdata_event");
        standTwice(
                "opencivicdata_event", "{\"id\": \"ocd-event/2\", \"updated_at\": \"2999-01-01\"}");

        assertThat(fix().out()).contains("event [\"name\",\"Hearing\"", "stays  " + known);

        assertThat(database.ask("SELECT id FROM opencivicdata_event WHERE NOT deleted"))
                .containsExactly(known);
    }

    @Test
    void theOtherSessionsGoAndTheirBillsBecomeOne() throws SQLException {
        var known = database.one("SELECT id FROM opencivicdata_legislativesession");
        var bill = database.one("SELECT id FROM opencivicdata_bill");
        standTwice("opencivicdata_legislativesession", "{\"id\": \"" + OTHER_SESSION + "\"}");
        standTwice(
                "opencivicdata_bill",
                "{\"id\": \"ocd-bill/2\", \"legislative_session_id\": \"" + OTHER_SESSION + "\"}");

        assertThat(database.run("doctor").out())
                .contains("session of " + WYOMING, "2025: " + known + ", " + OTHER_SESSION);
        fix();

        assertThat(database.ask("SELECT id FROM opencivicdata_legislativesession"))
                .containsExactly(known);
        assertThat(database.ask("SELECT id FROM opencivicdata_bill")).containsExactly(bill);
        database.checkSound();
    }

    private Said fix() {
        var said = database.run("doctor", "--fix", "duplicates", "--yes");
        assertThat(said.exitCode()).as(said.out() + said.err()).isZero();
        return said;
    }

    /// A second row like the first, but for these columns.
    private void standTwice(String table, String columns) throws SQLException {
        database.execute(
                "INSERT INTO %1$s SELECT (jsonb_populate_record(t, '%2$s')).* FROM %1$s t"
                        .formatted(table, columns));
    }
}
