package org.civichopper.integration.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.testing.Scrape.addToAgenda;
import static org.civichopper.testing.Scrape.identified;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.civichopper.integration.ImportedDatabase;
import org.civichopper.testing.Scrape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgendaTest {

    private static final String WYOMING = "ocd-jurisdiction/country:us/state:wy/government";
    private static final String BILL_ON_AGENDA =
            """
            SELECT s.identifier || ' ' || b.identifier
              FROM opencivicdata_eventrelatedentity r
              LEFT JOIN opencivicdata_bill b ON b.id = r.bill_id
              LEFT JOIN opencivicdata_legislativesession s ON s.id = b.legislative_session_id
             ORDER BY 1
            """;
    private static final String VOTE_ON_AGENDA =
            """
            SELECT v.identifier
              FROM opencivicdata_eventrelatedentity r
              LEFT JOIN opencivicdata_voteevent v ON v.id = r.vote_event_id
            """;
    private static final String WAITING = "SELECT token FROM hopper.waiting_link";
    private static final String UPDATED = "SELECT updated_at FROM opencivicdata_event";
    private static final String NOTHING_CHANGED = "\"event\":{\"insert\":0,\"update\":0,\"noop\":1";

    @TempDir private Path folder;

    private final ImportedDatabase database = new ImportedDatabase();

    @Test
    void aBillThatComesLaterIsLinkedInTheSessionOfTheEventsDay() throws SQLException {
        var hearing =
                scrape("hearing")
                        .jurisdiction()
                        .event("Hearing", e -> addToAgenda(e, "bill_id", identified("hb0001")));
        load(hearing);
        assertThat(database.ask(BILL_ON_AGENDA)).containsExactly((String) null);
        var before = database.ask(UPDATED);

        load(scrape("other session").bill("HB 1", bill -> bill.put("legislative_session", "2026")));
        assertThat(database.ask(BILL_ON_AGENDA)).containsExactly((String) null);
        assertThat(database.ask(UPDATED)).isEqualTo(before);

        load(scrape("bill").bill("HB 1"));
        assertThat(database.ask(BILL_ON_AGENDA)).containsExactly("2025 HB 1");
        assertThat(database.ask(UPDATED)).isNotEqualTo(before);
        assertThat(database.ask(WAITING)).isEmpty();
        thenNothingIsWrittenAgain(hearing);
    }

    @Test
    void aVoteThatComesLaterIsLinkedByIdentifier() throws SQLException {
        var hearing =
                scrape("hearing")
                        .jurisdiction()
                        .bill("HB 1")
                        .event("Hearing", e -> addToAgenda(e, "vote_event_id", identified("RC 7")));
        load(hearing);
        assertThat(database.ask(WAITING)).hasSize(1);

        load(scrape("vote").vote("HB 1", "RC 7"));

        assertThat(database.ask(VOTE_ON_AGENDA)).containsExactly("RC 7");
        assertThat(database.ask(WAITING)).isEmpty();
        thenNothingIsWrittenAgain(hearing);
    }

    @Test
    void whatIsNamedByTheIdOfAnyScrapeIsLinkedWhicheverComesFirst() throws SQLException {
        load(
                scrape("hearing")
                        .jurisdiction()
                        .bill("HB 1", bill -> bill.put("_id", "first"))
                        .event("Hearing", e -> addToAgenda(e, "bill_id", "first"))
                        .event("Floor", e -> addToAgenda(e, "bill_id", "second")));
        assertThat(database.ask(BILL_ON_AGENDA)).containsExactly("2025 HB 1", null);

        load(scrape("again").bill("HB 1", bill -> bill.put("_id", "second")));

        assertThat(database.ask(BILL_ON_AGENDA)).containsExactly("2025 HB 1", "2025 HB 1");
    }

    @Test
    void aDayOutsideEverySessionMeansTheLatest() throws SQLException {
        load(
                scrape("hearing")
                        .jurisdiction()
                        .bill("HB 1")
                        .bill("HB 1", bill -> bill.put("legislative_session", "2026"))
                        .event(
                                "Hearing",
                                event -> {
                                    event.put("start_date", "2025-08-01");
                                    addToAgenda(event, "bill_id", identified("HB 1"));
                                }));

        assertThat(database.ask(BILL_ON_AGENDA)).containsExactly("2026 HB 1");
    }

    @Test
    void aSessionWithoutAStartContainsNoDay() throws SQLException {
        load(
                scrape("hearing")
                        .jurisdiction(jurisdiction ->
                                jurisdiction
                                        .withArray("legislative_sessions")
                                        .addObject()
                                        .put("identifier", "undated")
                                        .put("name", "undated")
                                        .put("start_date", "")
                                        .put("end_date", ""))
                        .bill("HB 1")
                        .event("Hearing", e -> addToAgenda(e, "bill_id", identified("HB 1"))));

        assertThat(database.ask(BILL_ON_AGENDA)).containsExactly("2025 HB 1");
    }

    @Test
    void anItemThatGoesWaitsForNothing() throws SQLException {
        load(
                scrape("hearing")
                        .jurisdiction()
                        .event("Hearing", e -> addToAgenda(e, "bill_id", identified("HB 1"))));
        assertThat(database.ask(WAITING)).hasSize(1);

        load(scrape("emptied").event("Hearing", event -> event.putArray("agenda")));

        assertThat(database.ask(WAITING)).isEmpty();
    }

    @Test
    void anAgendaThatIsLeftOutStillWaits() throws SQLException {
        load(
                scrape("hearing")
                        .jurisdiction()
                        .event("Hearing", e -> addToAgenda(e, "bill_id", identified("HB 1"))));
        load(scrape("without").event("Hearing"));

        load(scrape("bill").bill("HB 1"));

        assertThat(database.ask(BILL_ON_AGENDA)).containsExactly("2025 HB 1");
    }

    @Test
    void ofSeveralReferencesTheFirstCountsEvenWhenItIsNull() throws SQLException {
        load(
                scrape("hearing")
                        .jurisdiction()
                        .bill("HB 1")
                        .event(
                                "Hearing",
                                event -> {
                                    addToAgenda(event, "bill_id", identified("HB 1"));
                                    event.withObject("/agenda/0/related_entities/0")
                                            .putNull("person_id");
                                }));

        assertThat(database.ask(BILL_ON_AGENDA)).containsExactly((String) null);
        assertThat(database.ask(WAITING)).isEmpty();
    }

    @Test
    void twoEventsInOneRoomShareItsRow() throws SQLException {
        load(scrape("week").jurisdiction().event("Monday").event("Tuesday"));

        assertThat(database.ask("SELECT name FROM opencivicdata_eventlocation"))
                .containsExactly("Room 1");
    }

    @Test
    void manyAtOnceMakeOneOfEachAndMissNoLink() throws Exception {
        load(scrape("sessions").jurisdiction().bill("HB 2"));
        var imports = new ArrayList<Callable<String>>();
        for (int i = 0; i < 3; i++) {
            var hearing =
                    scrape("hearing " + i)
                            .event("Hearing", e -> addToAgenda(e, "bill_id", identified("HB 1")))
                            .event("Floor", e -> addToAgenda(e, "vote_event_id", identified("RC")))
                            .event("Recap", e -> addToAgenda(e, "vote_event_id", "scraped vote"));
            var bill = scrape("bill " + i).bill("HB 1");
            var vote = scrape("vote " + i).vote("HB 2", "RC", v -> v.put("_id", "scraped vote"));
            var lunch = scrape("lunch " + i).event("Lunch");
            imports.addAll(
                    List.of(
                            () -> load(hearing),
                            () -> load(bill),
                            () -> load(vote),
                            () -> load(lunch)));
        }

        database.whileNobodyCanWrite(
                "opencivicdata_event, opencivicdata_bill, opencivicdata_voteevent", imports);

        assertThat(database.ask("SELECT name FROM opencivicdata_event ORDER BY 1"))
                .containsExactly("Floor", "Hearing", "Lunch", "Recap");
        assertThat(database.ask("SELECT name FROM opencivicdata_eventlocation")).hasSize(1);
        assertThat(
                        database.ask(
                                """
                                SELECT e.name
                                  FROM opencivicdata_eventrelatedentity r
                                  JOIN opencivicdata_eventagendaitem i ON i.id = r.agenda_item_id
                                  JOIN opencivicdata_event e ON e.id = i.event_id
                                 WHERE num_nonnulls(r.bill_id, r.vote_event_id) = 0
                                """))
                .isEmpty();
        assertThat(database.ask(WAITING)).isEmpty();
    }

    private void thenNothingIsWrittenAgain(Scrape scrape) throws SQLException {
        var before = database.publicRowVersions();
        assertThat(load(scrape)).contains(NOTHING_CHANGED);
        assertThat(load(scrape)).contains(NOTHING_CHANGED);
        assertThat(database.publicRowVersions()).isEqualTo(before);
    }

    private Scrape scrape(String name) {
        return new Scrape(folder.resolve(name));
    }

    private String load(Scrape scrape) {
        var said = database.importDirectory(scrape.folder(), "--json", "--jurisdiction", WYOMING);
        assertThat(said.exitCode()).as(said.err()).isZero();
        return said.out();
    }
}
