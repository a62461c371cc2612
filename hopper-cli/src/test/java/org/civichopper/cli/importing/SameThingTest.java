package org.civichopper.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.cli.importing.Scrape.fields;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When two documents mean one thing, and when they do not.
class SameThingTest {

    private static final String NO_KEY = "{\"dedupe_key\": \"\"}";
    private static final String VOTES =
            "SELECT identifier || ' ' || coalesce(dedupe_key, '-') FROM opencivicdata_voteevent ORDER BY 1";

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
    void ofTwoVotesThatStandTheLastChangedIsTakenWithAWarning() throws SQLException {
        load(scrape.vote("HB 1", "1", fields("{\"scraped_at\": \"2025-02-01T00:00:00Z\"}")));
        database.execute(
                """
                INSERT INTO opencivicdata_voteevent
                SELECT (jsonb_populate_record(v, '{"id": "ocd-vote/2", "updated_at": "2999-01-01"}')).*
                  FROM opencivicdata_voteevent v
                """);

        scrape.vote(
                "HB 1",
                "1",
                fields("{\"result\": \"fail\", \"scraped_at\": \"2025-02-02T00:00:00Z\"}"));
        var said = database.importDirectory(scrape.folder());

        assertThat(said.out())
                .contains("1 votes that stand several times, for example ")
                .contains("expected one vote in the tables that it means, found 2,");
        assertThat(database.ask("SELECT id FROM opencivicdata_voteevent WHERE result = 'fail'"))
                .containsExactly("ocd-vote/2");
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
        var said = database.importDirectory(documents.folder());
        assertThat(said.exitCode()).as(said.err()).isZero();
    }
}
