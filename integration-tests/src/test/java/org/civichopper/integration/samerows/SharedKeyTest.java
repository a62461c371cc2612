package org.civichopper.integration.samerows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.testing.Scrape.fields;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.civichopper.integration.ImportedDatabase;
import org.civichopper.testing.Said;
import org.civichopper.testing.Scrape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Documents of one scrape that share a key and differ: one of them is lost, and not without a
/// word.
class SharedKeyTest {

    private static final String WYOMING = "ocd-jurisdiction/country:us/state:wy/government";
    private static final String LOST =
            "SELECT file || ' lost to ' || winner || ': ' || differs FROM hopper.superseded";

    private final ImportedDatabase database = new ImportedDatabase();
    @TempDir private Path folder;

    @BeforeEach
    void twoBills() {
        load(new Scrape(folder.resolve("0")).jurisdiction().bill("HB 1").bill("HB 2"));
    }

    @Test
    void theNewerStandsAndAWarningNamesBothAndWhatDiffers() throws SQLException {
        var said = load(blockVote("1"), "--warnings");

        assertThat(standing()).isEqualTo(List.of("HB 2 fail"));
        assertThat(said.out())
                .containsPattern("vote_event +1 +0 +0 +1 +0")
                .contains("1 documents that share their key with another of the same scrape");
        assertThat(said.err())
                .containsPattern(
                        "vote_event_\\S+: document: expected the only document of this scrape under its key,"
                                + " found \\S+vote_event_\\S+, which is newer and differs in motion_text"
                                + " \\(Motion 2, here Motion 1\\), result \\(fail, here pass\\), bill_id");
        assertThat(database.ask(LOST)).hasSize(1);
    }

    @Test
    void theSameFilesOnceMoreChangeNothing() throws SQLException {
        var scrape = blockVote("1");
        load(scrape);
        var before = database.publicRowVersions();

        load(scrape);

        assertThat(database.publicRowVersions()).isEqualTo(before);
    }

    @Test
    void aLaterScrapeThatBringsBothChangesNothingAndTellsAgain() throws SQLException {
        load(blockVote("1"));
        var before = database.publicRowVersions();
        var lost = database.ask(LOST);

        var said = load(blockVote("2"));

        assertThat(database.publicRowVersions()).isEqualTo(before);
        assertThat(said.out()).contains("1 documents that share their key");
        assertThat(database.ask(LOST)).hasSize(1).isNotEqualTo(lost);
    }

    @Test
    void votesThatShareAKeyMeetInOneBatchHoweverManyThereAre() throws SQLException {
        var scrape = new Scrape(folder.resolve("1"));
        for (int i = 0; i < 310; i++) {
            scrape.vote("HB 1", "RC %03d".formatted(i));
        }
        scrape.vote("HB 1", "", fields("{\"dedupe_key\": \"k\", \"motion_text\": \"A\"}"))
                .vote("HB 2", "", fields("{\"dedupe_key\": \"k\", \"motion_text\": \"Z\"}"))
                .vote("HB 1", "RC 000", fields("{\"motion_text\": \"Z\"}"));

        var said = load(scrape);

        assertThat(said.out()).containsPattern("vote_event +311 +0 +0 +2 +0");
    }

    @Test
    void documentsThatSayTheSameLoseNothing() throws SQLException {
        var said =
                load(
                        new Scrape(folder.resolve("1"))
                                .vote("HB 1", "1", fields("{\"dedupe_key\": \"k\"}"))
                                .vote("HB 1", "1", fields("{\"dedupe_key\": \"k\"}")));

        assertThat(said.out()).doesNotContain("share their key");
        assertThat(database.ask(LOST)).isEmpty();
    }

    @Test
    void billsAndEventsThatShareAKeyAreToldToo() throws SQLException {
        var said =
                load(
                        new Scrape(folder.resolve("1"))
                                .bill("HB 3", fields("{\"title\": \"One\"}"))
                                .bill(
                                        "HB3",
                                        fields("{\"title\": \"Two\", \"subject\": [\"Taxes\"]}"))
                                .event("Monday", fields("{\"status\": \"passed\"}"))
                                .event("Monday", fields("{\"location\": {\"name\": \"Room 2\"}}")));

        assertThat(said.out()).contains("2 documents that share their key");
        assertThat(database.ask(LOST)).anyMatch(lost -> lost.contains("title"));
        assertThat(database.ask(LOST)).anyMatch(lost -> lost.contains("status"));
    }

    /// One vote on two bills, one key for both: the second is newer.
    private Scrape blockVote(String name) {
        var day = "2025-02-0" + name;
        return new Scrape(folder.resolve(name))
                .vote(
                        "HB 1",
                        "1",
                        fields(
                                "{\"identifier\": \"\", \"dedupe_key\": \"block\", \"scraped_at\": \"%sT01:00:00Z\"}"
                                        .formatted(day)))
                .vote(
                        "HB 2",
                        "2",
                        fields(
                                "{\"identifier\": \"\", \"dedupe_key\": \"block\", \"result\": \"fail\", \"scraped_at\": \"%sT02:00:00Z\"}"
                                        .formatted(day)));
    }

    private List<String> standing() throws SQLException {
        return database.ask(
                """
                SELECT b.identifier || ' ' || v.result
                  FROM opencivicdata_voteevent v
                  JOIN opencivicdata_bill b ON b.id = v.bill_id
                """);
    }

    private Said load(Scrape scrape, String... options) {
        var all = new java.util.ArrayList<>(List.of("--jurisdiction", WYOMING));
        all.addAll(List.of(options));
        var said = database.importDirectory(scrape.folder(), all.toArray(String[]::new));
        assertThat(said.exitCode()).as(said.err()).isZero();
        return said;
    }
}
