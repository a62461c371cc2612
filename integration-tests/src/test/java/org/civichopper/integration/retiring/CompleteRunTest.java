package org.civichopper.integration.retiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.testing.Scrape.addToAgenda;
import static org.civichopper.testing.Scrape.identified;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.civichopper.integration.ImportedDatabase;
import org.civichopper.testing.Said;
import org.civichopper.testing.Scrape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompleteRunTest {

    private static final String WYOMING = "ocd-jurisdiction/country:us/state:wy/government";
    private static final String VOTES =
            "SELECT identifier FROM opencivicdata_voteevent ORDER BY identifier";
    private static final String EVENTS =
            "SELECT name FROM opencivicdata_event WHERE NOT deleted ORDER BY name";
    private static final String CHANGED =
            "SELECT latest_bill_update FROM opencivicdata_jurisdiction WHERE id LIKE '%wy/gov%'";

    @TempDir private Path folder;

    private final ImportedDatabase database = new ImportedDatabase();

    @BeforeEach
    void twoVotesAndTwoEventsStand() {
        load(
                scrape("first")
                        .jurisdiction()
                        .bill("HB 1")
                        .bill("HB 2")
                        .vote("HB 1", "A", scrapedIn("2025-02"))
                        .vote("HB 1", "B", scrapedIn("2025-02"))
                        .vote("HB 2", "C", scrapedIn("2025-02"))
                        .event("Monday", scrapedIn("2025-02"))
                        .event("Tuesday", scrapedIn("2025-02")));
    }

    @Test
    void whatACompleteScrapeDidNotBringGoes() throws SQLException {
        var before = database.ask(CHANGED);

        var said =
                complete(
                        scrape("second")
                                .vote("HB 1", "A", scrapedIn("2025-03"))
                                .event("Monday", scrapedIn("2025-03")));

        assertThat(said.out())
                .contains("1 vote_event went that this scrape did not bring.")
                .contains("1 event went that this scrape did not bring.");
        assertThat(database.ask(VOTES)).containsExactly("A", "C");
        assertThat(database.ask(EVENTS)).containsExactly("Monday");
        assertThat(database.ask(CHANGED)).isNotEqualTo(before);
    }

    @Test
    void aVoteThatCameEarlierAndWaitedForItsBillWasNotBroughtByThisScrape() throws SQLException {
        load(scrape("early").jurisdiction().vote("HB 3", "D", scrapedIn("2025-02")));

        complete(scrape("second").bill("HB 3").vote("HB 3", "E", scrapedIn("2025-03")));

        assertThat(database.ask(VOTES)).containsExactly("A", "B", "C", "E");
    }

    @Test
    void anOlderVersionDoesNotBringItBackButANewerDoes() throws SQLException {
        complete(
                scrape("second")
                        .vote("HB 1", "A", scrapedIn("2025-04"))
                        .event("Monday", scrapedIn("2025-04")));

        load(
                scrape("replayed")
                        .vote("HB 1", "B", scrapedIn("2025-03"))
                        .event("Tuesday", scrapedIn("2025-03")));
        assertThat(database.ask(VOTES)).containsExactly("A", "C");
        assertThat(database.ask(EVENTS)).containsExactly("Monday");

        load(
                scrape("third")
                        .vote("HB 1", "B", scrapedIn("2025-05"))
                        .event("Tuesday", scrapedIn("2025-05")));
        assertThat(database.ask(VOTES)).containsExactly("A", "B", "C");
        assertThat(database.ask(EVENTS)).containsExactly("Monday", "Tuesday");
    }

    @Test
    void anOlderScrapeRetiresNothingThatANewerBrought() throws SQLException {
        var said =
                complete(
                        scrape("older")
                                .vote("HB 1", "A", scrapedIn("2025-01"))
                                .event("Monday", scrapedIn("2025-01")));

        assertThat(said.out()).doesNotContain("went");
        assertThat(database.ask(VOTES)).containsExactly("A", "B", "C");
        assertThat(database.ask(EVENTS)).containsExactly("Monday", "Tuesday");
    }

    @Test
    void whatCameUnchangedOrOutOfDateCountsAsBrought() throws SQLException {
        complete(
                scrape("second")
                        .vote("HB 1", "A", scrapedIn("2025-03"))
                        .vote("HB 1", "B", scrapedIn("2025-01"))
                        .event("Monday", scrapedIn("2025-03"))
                        .event("Tuesday", scrapedIn("2025-01")));

        assertThat(database.ask(VOTES)).containsExactly("A", "B", "C");
        assertThat(database.ask(EVENTS)).containsExactly("Monday", "Tuesday");
    }

    @Test
    void ofAKindThatWasNotAllImportedNothingGoes() throws SQLException {
        var said =
                complete(
                        scrape("second")
                                .vote("HB 1", "A", scrapedIn("2025-03"))
                                .vote("HB 99", "Z", scrapedIn("2025-03"))
                                .event("Monday", scrapedIn("2025-03"))
                                .event("", event -> event.put("all_day", "perhaps")));

        assertThat(said.out())
                .contains("Nothing went of event and vote_event, because some of it was rejected");
        assertThat(database.ask(VOTES)).containsExactly("A", "B", "C");
        assertThat(database.ask(EVENTS)).containsExactly("Monday", "Tuesday");
    }

    @Test
    void aCompleteScrapeWithoutEventsLeavesThemAlone() throws SQLException {
        complete(scrape("second").vote("HB 1", "A", scrapedIn("2025-03")));

        assertThat(database.ask(EVENTS)).containsExactly("Monday", "Tuesday");
    }

    @Test
    void anAgendaLosesItsVoteAndFindsItAgainWhenItIsBack() throws SQLException {
        var hearing =
                scrape("hearing")
                        .event(
                                "Hearing",
                                event -> addToAgenda(event, "vote_event_id", identified("B")));
        load(hearing);
        var onAgenda = "SELECT vote_event_id IS NULL FROM opencivicdata_eventrelatedentity";
        assertThat(database.ask(onAgenda)).containsExactly("f");

        complete(scrape("second").vote("HB 1", "A", scrapedIn("2025-03")));
        assertThat(database.ask(onAgenda)).containsExactly("t");

        load(scrape("third").vote("HB 1", "B", scrapedIn("2025-05")));
        load(hearing);
        assertThat(database.ask(onAgenda)).containsExactly("f");
    }

    @Test
    void everyImportIsARunWithItsCounts() throws SQLException {
        complete(scrape("second").event("Monday", scrapedIn("2025-03")));

        assertThat(
                        database.ask(
                                """
                                SELECT concat_ws(' ', source, ended_at >= began_at,
                                                 counts #>> '{event,insert}',
                                                 counts #>> '{event,noop}',
                                                 counts #>> '{retired,event}')
                                  FROM hopper.run
                                 ORDER BY began_at
                                """))
                .containsExactly("directory t 2 0", "directory t 0 1 1");
    }

    private static Consumer<ObjectNode> scrapedIn(String month) {
        return document -> document.put("scraped_at", month + "-01T00:00:00+00:00");
    }

    private Scrape scrape(String name) {
        return new Scrape(folder.resolve(name));
    }

    private void load(Scrape scrape) {
        var said = database.importDirectory(scrape.folder(), "--jurisdiction", WYOMING);
        assertThat(said.exitCode()).as(said.err()).isZero();
    }

    private Said complete(Scrape scrape) {
        return database.importDirectory(scrape.folder(), "--jurisdiction", WYOMING, "--complete");
    }
}
