package org.civichopper.integration.samerows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.testing.Scrape.fields;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.civichopper.integration.ImportedDatabase;
import org.civichopper.testing.Said;
import org.civichopper.testing.Scrape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which of several rows under one key an import takes: importers without locks left such rows.
class SeveralRowsTest {

    private static final String WYOMING = "ocd-jurisdiction/country:us/state:wy/government";

    private final ImportedDatabase database = new ImportedDatabase();
    @TempDir private Path folder;

    @BeforeEach
    void oneOfEach() {
        load(
                new Scrape(folder.resolve("1"))
                        .jurisdiction()
                        .bill("HB 1")
                        .vote("HB 1", "1")
                        .event("Monday"));
    }

    @Test
    void aLiveEventIsTakenBeforeADeletedOneThatChangedLater() throws SQLException {
        var live = database.ask("SELECT id FROM opencivicdata_event");
        standTwice(
                "opencivicdata_event",
                "{\"id\": \"ocd-event/2\", \"deleted\": true, \"updated_at\": \"2999-01-01\"}");
        database.execute("DELETE FROM hopper.document WHERE kind = 'event'");

        load(new Scrape(folder.resolve("2")).event("Monday", fields("{\"status\": \"passed\"}")));

        assertThat(database.ask("SELECT id FROM opencivicdata_event WHERE status = 'passed'"))
                .isEqualTo(live);
        assertThat(database.ask("SELECT id FROM opencivicdata_event WHERE deleted"))
                .containsExactly("ocd-event/2");
    }

    @Test
    void theRowThatTheLedgerKnowsIsTakenThoughAnotherChangedLater() throws SQLException {
        standTwice(
                "opencivicdata_bill", "{\"id\": \"ocd-bill/2\", \"updated_at\": \"2999-01-01\"}");
        standTwice(
                "opencivicdata_voteevent",
                "{\"id\": \"ocd-vote/2\", \"updated_at\": \"2999-01-01\"}");
        standTwice(
                "opencivicdata_event", "{\"id\": \"ocd-event/2\", \"updated_at\": \"2999-01-01\"}");

        var said = load(changed("2"));

        assertThat(changedRows()).doesNotContain("ocd-bill/2", "ocd-vote/2", "ocd-event/2");
        assertThat(said.out())
                .containsPattern(
                        "1 bills that stand several times, .*expected one bill that it means, found 2, of which"
                                + " the first is taken: ocd-bill/.{36}, ocd-bill/2")
                .containsPattern("1 votes that stand several times, .*: ocd-vote/.{36}, ocd-vote/2")
                .containsPattern(
                        "1 events that stand several times, .*: ocd-event/.{36}, ocd-event/2");
    }

    @Test
    void ofRowsThatTheLedgerDoesNotKnowTheLastChangedIsTaken() throws SQLException {
        database.execute("DELETE FROM hopper.document; DELETE FROM hopper.sighting");
        standTwice(
                "opencivicdata_voteevent",
                "{\"id\": \"ocd-vote/2\", \"updated_at\": \"2999-01-01\"}");
        standTwice(
                "opencivicdata_event", "{\"id\": \"ocd-event/2\", \"updated_at\": \"2999-01-01\"}");
        load(changed("2"));
        database.execute("DELETE FROM hopper.document; DELETE FROM hopper.sighting");
        standTwice(
                "opencivicdata_bill",
                "{\"id\": \"ocd-bill/2\", \"title\": \"\", \"updated_at\": \"2999-01-01\"}");
        database.execute("UPDATE opencivicdata_bill SET title = '' WHERE id <> 'ocd-bill/2'");

        load(changed("3"));

        assertThat(changedRows()).contains("ocd-bill/2", "ocd-event/2", "ocd-vote/2");
    }

    @Test
    void ofSessionsUnderOneIdentifierTheOneWithKnownBillsIsTaken() throws SQLException {
        var known = database.ask("SELECT legislative_session_id FROM opencivicdata_bill");
        standTwice(
                "opencivicdata_legislativesession",
                "{\"id\": \"00000000-0000-0000-0000-000000000002\"}",
                "identifier = '2025'");

        var said =
                load(
                        new Scrape(folder.resolve("2"))
                                .bill("HB 2")
                                .vote("HB 1", "1", fields("{\"result\": \"fail\"}")));

        assertThat(database.ask("SELECT DISTINCT legislative_session_id FROM opencivicdata_bill"))
                .isEqualTo(known);
        assertThat(database.ask("SELECT result FROM opencivicdata_voteevent"))
                .containsExactly("fail");
        assertThat(said.out()).contains("2 documents of a session that stands several times");
    }

    @Test
    void ofSessionsWithoutKnownBillsTheOneWithMostBillsIsTakenAlsoByTheJurisdiction()
            throws SQLException {
        database.execute("DELETE FROM hopper.document");
        standTwice(
                "opencivicdata_legislativesession",
                "{\"id\": \"00000000-0000-0000-0000-000000000002\"}",
                "identifier = '2025'");

        var said =
                load(
                        new Scrape(folder.resolve("2"))
                                .jurisdiction(d ->
                                        d.withArray("legislative_sessions")
                                                .forEach(session ->
                                                        ((ObjectNode) session)
                                                                .put("name", "Renamed"))));

        assertThat(
                        database.ask(
                                """
                                SELECT id FROM opencivicdata_legislativesession
                                 WHERE identifier = '2025' AND name <> 'Renamed'
                                """))
                .containsExactly("00000000-0000-0000-0000-000000000002");
        assertThat(said.out()).contains("expected one session 2025, found 2");
    }

    private static Scrape changed(Path folder) {
        return new Scrape(folder)
                .bill("HB 1", fields("{\"title\": \"Changed\"}"))
                .vote("HB 1", "1", fields("{\"result\": \"fail\"}"))
                .event("Monday", fields("{\"status\": \"passed\"}"));
    }

    private Scrape changed(String name) {
        return changed(folder.resolve(name));
    }

    private List<String> changedRows() throws SQLException {
        return database.ask(
                """
                SELECT id FROM opencivicdata_bill WHERE title = 'Changed'
                 UNION
                SELECT id FROM opencivicdata_voteevent WHERE result = 'fail'
                 UNION
                SELECT id FROM opencivicdata_event WHERE status = 'passed'
                 ORDER BY 1
                """);
    }

    /// A second row like the first, but for these columns.
    private void standTwice(String table, String columns) throws SQLException {
        standTwice(table, columns, "true");
    }

    private void standTwice(String table, String columns, String which) throws SQLException {
        database.execute(
                "INSERT INTO %1$s SELECT (jsonb_populate_record(t, '%2$s')).* FROM %1$s t WHERE %3$s"
                        .formatted(table, columns, which));
    }

    private Said load(Scrape scrape) {
        var said = database.importDirectory(scrape.folder(), "--jurisdiction", WYOMING);
        assertThat(said.exitCode()).as(said.err()).isZero();
        return said;
    }
}
