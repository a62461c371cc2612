package org.civichopper.integration.samerows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.testing.Scrape.fields;

import java.nio.file.Path;
import java.sql.SQLException;
import org.civichopper.integration.ImportedDatabase;
import org.civichopper.testing.Scrape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When two documents mean one thing, and when they do not.
class SameThingTest {

    private static final String NO_KEY = "{\"dedupe_key\": \"\"}";
    private static final String VOTES =
            "SELECT identifier || ' ' || coalesce(dedupe_key, '-') FROM opencivicdata_voteevent ORDER BY 1";

    private static final String VOTES_BY_SESSION =
            """
            SELECT s.identifier || ' ' || dedupe_key || ' ' || result
              FROM opencivicdata_voteevent v
              JOIN opencivicdata_legislativesession s ON s.id = v.legislative_session_id
             ORDER BY 1
            """;

    private final ImportedDatabase database = new ImportedDatabase();
    private Scrape scrape;

    @BeforeEach
    void twoBills(@TempDir Path folder) {
        scrape = new Scrape(folder).jurisdiction().bill("HB 1").bill("HB 2");
    }

    @Test
    void anEmptyDedupeKeyIsNone() throws SQLException {
        load(
                scrape.vote("HB 1", "1", fields(NO_KEY))
                        .vote("HB 2", "2", fields(NO_KEY))
                        .event("Monday", fields(NO_KEY))
                        .event("Tuesday", fields(NO_KEY)));

        assertThat(database.ask(VOTES)).containsExactly("1 ", "2 ");
        assertThat(database.ask("SELECT name FROM opencivicdata_event ORDER BY 1"))
                .containsExactly("Monday", "Tuesday");
    }

    @Test
    void aKeyThatTheNewerOfTwoDocumentsDoesNotSayStaysWithTheVote() throws SQLException {
        scrape.vote(
                        "HB 1",
                        "1",
                        fields("{\"dedupe_key\": \"k\", \"scraped_at\": \"2025-02-01T00:00:00Z\"}"))
                .vote(
                        "HB 1",
                        "1",
                        fields("{\"scraped_at\": \"2025-02-02T00:00:00Z\", \"result\": \"fail\"}"));

        load(scrape);
        load(scrape);

        assertThat(database.ask(VOTES)).containsExactly("1 k");
    }

    @Test
    void aKeyThatTheNewerOfTwoDocumentsDoesNotSayStaysWithTheEvent() throws SQLException {
        scrape.event(
                        "Monday",
                        fields("{\"dedupe_key\": \"k\", \"scraped_at\": \"2025-02-01T00:00:00Z\"}"))
                .event(
                        "Monday",
                        fields(
                                "{\"scraped_at\": \"2025-02-02T00:00:00Z\", \"status\": \"passed\"}"));

        load(scrape);
        load(scrape);

        assertThat(database.ask("SELECT dedupe_key FROM opencivicdata_event")).containsExactly("k");
    }

    @Test
    void aDedupeKeyCountsWithinTheSessionOfAVote() throws SQLException {
        var later =
                "{\"legislative_session\": \"2026\", \"dedupe_key\": \"k\", \"result\": \"fail\"}";
        scrape.bill("HB 1", fields("{\"legislative_session\": \"2026\"}"))
                .vote("HB 1", "", fields("{\"dedupe_key\": \"k\"}"))
                .vote("HB 1", "", fields(later));

        load(scrape);
        load(scrape);

        assertThat(database.ask(VOTES_BY_SESSION)).containsExactly("2025 k pass", "2026 k fail");
    }

    @Test
    void aVoteWhoseScraperBeginsToGiveKeysStandsAlready(@TempDir Path next) throws SQLException {
        load(scrape.vote("HB 1", "").vote("HB 1", "RC 2"));
        var before = database.ask("SELECT id FROM opencivicdata_voteevent ORDER BY 1");

        load(
                new Scrape(next)
                        .vote("HB 1", "", fields("{\"dedupe_key\": \"a\"}"))
                        .vote("HB 1", "RC 2", fields("{\"dedupe_key\": \"b\"}")));

        assertThat(database.ask(VOTES)).containsExactly(" a", "RC 2 b");
        assertThat(database.ask("SELECT id FROM opencivicdata_voteevent ORDER BY 1"))
                .isEqualTo(before);
    }

    @Test
    void ofTwoVotesThatLookAlikeOnlyOneTakesTheRowThatHasNoKey(@TempDir Path next)
            throws SQLException {
        load(scrape.vote("HB 1", ""));

        var scraped = new Scrape(next);
        scraped.vote("HB 1", "", fields("{\"dedupe_key\": \"a\"}"))
                .vote("HB 1", "", fields("{\"dedupe_key\": \"b\", \"result\": \"fail\"}"));
        load(scraped);
        load(scraped);

        assertThat(database.ask(VOTES)).containsExactly(" a", " b");
    }

    @Test
    void aRowThatAnotherDocumentOfTheScrapeMeansIsNotTaken(@TempDir Path next) throws SQLException {
        load(scrape.vote("HB 1", "", fields("{\"scraped_at\": \"2025-02-01T00:00:00Z\"}")));

        load(
                new Scrape(next)
                        .vote("HB 1", "", fields("{\"scraped_at\": \"2025-02-01T00:00:00Z\"}"))
                        .vote(
                                "HB 1",
                                "",
                                fields(
                                        "{\"dedupe_key\": \"k\", \"scraped_at\": \"2025-02-02T00:00:00Z\"}")));

        assertThat(database.ask(VOTES)).containsExactly(" -", " k");
    }

    @Test
    void aVoteWithAnotherIdentifierIsAnotherVote(@TempDir Path next) throws SQLException {
        var motion = "{\"motion_text\": \"Passage\"}";
        load(scrape.vote("HB 1", "", fields(motion)));

        load(
                new Scrape(next)
                        .vote(
                                "HB 1",
                                "RC 1",
                                fields("{\"motion_text\": \"Passage\", \"dedupe_key\": \"k\"}")));

        assertThat(database.ask(VOTES)).containsExactly(" -", "RC 1 k");
    }

    @Test
    void anEventWhoseScraperBeginsToGiveKeysStandsAlready(@TempDir Path next) throws SQLException {
        load(scrape.event("Monday"));

        load(new Scrape(next).event("Monday", fields("{\"dedupe_key\": \"k\"}")));

        assertThat(database.ask("SELECT dedupe_key FROM opencivicdata_event")).containsExactly("k");
    }

    @Test
    void ofTwoBillsWithOneNumberAVoteMeansThatOfItsChamber() throws SQLException {
        load(scrape);
        database.execute(
                """
                INSERT INTO opencivicdata_bill
                SELECT (jsonb_populate_record(b, jsonb_build_object('id', 'ocd-bill/2', 'from_organization_id',
                         (SELECT id FROM opencivicdata_organization
                           WHERE jurisdiction_id LIKE '%state:wy/gov%' AND classification = 'upper')))).*
                  FROM opencivicdata_bill b WHERE identifier = 'HB 1'
                """);
        var reference =
                """
                {"bill": "~{\\"identifier\\": \\"HB 1\\", \\"from_organization__classification\\": \\"upper\\"}"}
                """;
        load(scrape.vote("HB 1", "1", fields(reference)));

        assertThat(database.ask("SELECT bill_id FROM opencivicdata_voteevent"))
                .containsExactly("ocd-bill/2");
    }

    @Test
    void aPlaceThatOnlyTheOlderOfTwoDocumentsNamesIsNotMade() throws SQLException {
        scrape.event("Monday", fields("{\"scraped_at\": \"2025-02-01T00:00:00Z\"}"))
                .event(
                        "Monday",
                        fields(
                                "{\"location\": {\"name\": \"Room 2\"}, \"scraped_at\": \"2025-02-02T00:00:00Z\"}"));

        load(scrape);

        assertThat(database.ask("SELECT name FROM opencivicdata_eventlocation"))
                .containsExactly("Room 2");
    }

    @Test
    void aVoteWhoseBillNothingCanAnswerToIsRejected() {
        scrape.vote(
                "HB 1",
                "1",
                fields(
                        "{\"bill\": \"~{\\\"from_organization__classification\\\": \\\"lower\\\"}\"}"));

        var said = database.importDirectory(scrape.folder());

        assertThat(said.exitCode()).isEqualTo(3);
        assertThat(said.err())
                .contains(
                        ": bill: expected a bill's _id or identifier, found ~{\"from_organization__");
    }

    private void load(Scrape documents) {
        var said =
                database.importDirectory(
                        documents.folder(),
                        "--jurisdiction",
                        "ocd-jurisdiction/country:us/state:wy/government");
        assertThat(said.exitCode()).as(said.err()).isZero();
    }
}
