package org.civichopper.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.cli.doctor.DoctoredDatabase.WYOMING;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.civichopper.database.lock.Locks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// A bill that an older importer stored twice, votes on both, and all that points at either.
@Execution(ExecutionMode.CONCURRENT)
class DuplicateRepairTest {

    private static final String JURISDICTION =
            """
            {"_id": "ocd-jurisdiction/country:us/state:wy/government", "name": "Wyoming",
             "url": "https://www.wyoleg.gov/", "division_id": "ocd-division/country:us/state:wy",
             "classification": "state", "legislative_sessions": [
               {"identifier": "2025", "name": "2025", "start_date": "2025-01-14", "end_date": "2025-03-06"}]}
            """;

    private static final String OLD =
            """
            {"_id": "first scrape", "legislative_session": "2025", "identifier": "HB 1",
             "title": "An act", "classification": ["bill"], "scraped_at": "2025-02-01T00:00:00Z",
             "from_organization": "~{\\"classification\\": \\"lower\\"}",
             "abstracts": [{"abstract": "It is withdrawn.", "note": ""}],
             "actions": [%1$s, %2$s],
             "versions": [{"note": "Introduced", "date": "", "classification": "", "links": [
               {"url": "https://wyoleg.gov/1.pdf", "media_type": "application/pdf"}]}]}
            """;

    private static final String NEW =
            """
            {"_id": "%1$s", "legislative_session": "2025", "identifier": "%2$s",
             "title": "An act relating to taxes", "classification": ["bill"], "scraped_at": "2025-02-02T00:00:00Z",
             "from_organization": "~{\\"classification\\": \\"lower\\"}",
             "actions": [%3$s, %4$s, %5$s],
             "sponsorships": [{"name": "Nobody Known", "entity_type": "person", "primary": true, "person_id": "~{\\"name\\": \\"Nobody Known\\"}", "classification": "primary"}],
             "versions": [
               {"note": "Introduced", "date": "", "classification": "", "links": [
                 {"url": "https://wyoleg.gov/1.pdf", "media_type": "application/pdf"},
                 {"url": "https://wyoleg.gov/1.html", "media_type": "text/html"}]},
               {"note": "Engrossed", "date": "", "classification": "", "links": [
                 {"url": "https://wyoleg.gov/2.pdf", "media_type": "application/pdf"}]}]}
            """;

    private static final String INTRODUCED = action("Introduced", "2025-01-15");
    private static final String PASSED = action("Passed", "2025-01-30");
    private static final String SIGNED = action("Signed", "2025-01-30");

    @TempDir private Path folder;
    private final DoctoredDatabase database = new DoctoredDatabase();
    private String oldest;
    private String other;

    private static String action(String description, String date) {
        return """
        {"description": "%s", "date": "%s", "organization_id": "~{\\"classification\\": \\"lower\\"}"}
        """
                .formatted(description, date);
    }

    private static String vote(String identifier, String bill, String result, String action) {
        return """
        {"_id": "vote %1$s %2$s %3$s", "legislative_session": "2025", "identifier": "%1$s",
         "motion_text": "Motion %1$s", "start_date": "2025-01-30", "result": "%3$s",
         "bill": "~{\\"identifier\\": \\"%2$s\\"}", "bill_action": "%4$s",
         "organization": "~{\\"classification\\": \\"lower\\"}",
         "votes": [{"voter_name": "Smith", "option": "yes"}],
         "counts": [{"option": "yes", "value": 1}]}
        """
                .formatted(identifier, bill, result, action);
    }

    private static String newer(String id, String identifier) {
        return NEW.formatted(id, identifier, INTRODUCED, PASSED, SIGNED);
    }

    /// The second is imported under another identifier and gets that of the first afterwards, with
    /// no entry of its own in the ledger, as an importer leaves it that knows none.
    @BeforeEach
    void aBillTwice() throws IOException, SQLException {
        database.importDocuments(
                folder,
                "jurisdiction",
                JURISDICTION,
                "bill",
                OLD.formatted(INTRODUCED, PASSED),
                "vote_event",
                vote("1", "HB 1", "fail", "Passed"));
        oldest = database.one("SELECT id FROM opencivicdata_bill");
        database.importDocuments(
                folder,
                "bill",
                newer("second scrape", "HB 9"),
                "vote_event",
                vote("1", "HB 9", "pass", "Passed"),
                "vote_event",
                vote("2", "HB 9", "pass", "Signed"),
                "bill",
                """
                {"_id": "companion", "legislative_session": "2025", "identifier": "SF 5", "title": "A companion",
                 "from_organization": "~{\\"classification\\": \\"upper\\"}", "related_bills": [
                   {"identifier": "HB 9", "legislative_session": "2025", "relation_type": "companion"}]}
                """,
                "event",
                """
                {"_id": "hearing", "name": "Hearing", "start_date": "2025-01-20T08:00:00-07:00", "agenda": [
                  {"description": "First", "related_entities": [
                    {"name": "HB 9", "entity_type": "bill", "bill_id": "~{\\"identifier\\": \\"HB 9\\"}"},
                    {"name": "Roll call", "entity_type": "vote", "vote_event_id": "~{\\"identifier\\": \\"2\\"}"}]}]}
                """);
        other = database.one("SELECT id FROM opencivicdata_bill WHERE identifier = 'HB 9'");
        database.execute(
                """
                UPDATE opencivicdata_bill SET identifier = 'HB 1' WHERE identifier = 'HB 9';
                UPDATE opencivicdata_relatedbill SET identifier = 'HB 1';
                DELETE FROM hopper.document WHERE natural_key LIKE '%HB 9%';
                DELETE FROM hopper.sighting WHERE document_id NOT IN (SELECT id FROM hopper.document);
                INSERT INTO opencivicdata_searchablebill (search_vector, all_titles, raw_text, is_error, created_at, bill_id, version_link_id)
                SELECT '', '', 'full text', false, now(), v.bill_id, l.id
                  FROM opencivicdata_billversionlink l
                  JOIN opencivicdata_billversion v ON v.id = l.version_id
                 WHERE l.url = 'https://wyoleg.gov/2.pdf'
                """);
    }

    @Test
    void withoutAYesItSaysWhatItWouldDoAndDoesNothing() throws SQLException {
        var before = database.rowVersions();

        var said = database.run("doctor", "--fix", "duplicates");

        assertThat(said.exitCode()).as(said.err()).isEqualTo(3);
        assertThat(said.out())
                .contains("bill HB 1 in session 2025", "stays  " + oldest, "goes   " + other)
                .contains("Would merge 2 and leave 0. Nothing was changed: add --yes.");
        assertThat(database.rowVersions()).isEqualTo(before);
    }

    @Test
    void theOldestStaysWithEverything() throws SQLException {
        var links =
                database.ask(
                        "SELECT id FROM opencivicdata_billversionlink WHERE url LIKE '%2.pdf'");
        var passed =
                database.one(
                        "SELECT id FROM opencivicdata_billaction WHERE description = 'Passed' AND bill_id = '"
                                + oldest
                                + "'");
        var firstVote =
                database.one(
                        "SELECT id FROM opencivicdata_voteevent WHERE bill_id = '" + oldest + "'");

        merge();

        assertThat(database.ask("SELECT id FROM opencivicdata_bill WHERE identifier = 'HB 1'"))
                .containsExactly(oldest);
        assertThat(database.one("SELECT title FROM opencivicdata_bill WHERE id = '" + oldest + "'"))
                .isEqualTo("An act relating to taxes");
        assertThat(
                        database.ask(
                                "SELECT description FROM opencivicdata_billaction ORDER BY \"order\""))
                .containsExactly("Introduced", "Passed", "Signed");
        assertThat(database.ask("SELECT id FROM opencivicdata_billaction")).contains(passed);
        assertThat(database.ask("SELECT abstract FROM opencivicdata_billabstract")).isEmpty();
        assertThat(
                        database.ask(
                                """
                                SELECT concat_ws(' ', v.identifier, v.result, a.description)
                                  FROM opencivicdata_voteevent v
                                  JOIN opencivicdata_billaction a ON a.id = v.bill_action_id AND a.bill_id = v.bill_id
                                 ORDER BY v.identifier
                                """))
                .containsExactly("1 pass Passed", "2 pass Signed");
        assertThat(database.one("SELECT id FROM opencivicdata_voteevent WHERE identifier = '1'"))
                .isEqualTo(firstVote);
        assertThat(database.ask("SELECT related_bill_id FROM opencivicdata_relatedbill"))
                .containsExactly(oldest);
        assertThat(
                        database.ask(
                                "SELECT coalesce(bill_id, vote_event_id) FROM opencivicdata_eventrelatedentity WHERE bill_id IS NOT NULL"))
                .containsExactly(oldest);
        assertThat(
                        database.ask(
                                "SELECT count(*) FROM opencivicdata_eventrelatedentity WHERE vote_event_id IS NOT NULL"))
                .containsExactly("1");
        assertThat(
                        database.ask(
                                "SELECT bill_id || ' ' || version_link_id FROM opencivicdata_searchablebill"))
                .containsExactly(oldest + " " + links.getFirst());
        assertThat(
                        database.ask(
                                "SELECT DISTINCT database_id FROM hopper.scraped_id WHERE scraped_id LIKE '% scrape'"))
                .containsExactly(oldest);
        assertThat(
                        database.ask(
                                "SELECT database_id FROM hopper.unmatched_person WHERE place = 'sponsor'"))
                .containsExactly(oldest);
        database.checkSound();
    }

    @Test
    void whatIsImportedAfterwardsEndsAsInADatabaseWhereNothingStoodTwice() throws Exception {
        merge();
        assertThat(
                        database.ask(
                                "SELECT s.content_hash FROM hopper.sighting s JOIN hopper.document d ON d.id = s.document_id WHERE d.database_id = '"
                                        + oldest
                                        + "'"))
                .containsExactly((String) null);
        var votes = database.ask("SELECT id FROM opencivicdata_voteevent ORDER BY id");
        var again =
                new String[] {
                    "bill",
                    newer("third scrape", "HB 1"),
                    "vote_event",
                    vote("1", "HB 1", "pass", "Passed"),
                    "vote_event",
                    vote("2", "HB 1", "pass", "Signed"),
                    "bill",
                    """
                    {"_id": "companion", "legislative_session": "2025", "identifier": "SF 5", "title": "A companion",
                     "from_organization": "~{\\"classification\\": \\"upper\\"}", "related_bills": [
                       {"identifier": "HB 1", "legislative_session": "2025", "relation_type": "companion"}]}
                    """,
                    "event",
                    """
                    {"_id": "hearing", "name": "Hearing", "start_date": "2025-01-20T08:00:00-07:00", "agenda": [
                      {"description": "First", "related_entities": [
                        {"name": "HB 9", "entity_type": "bill", "bill_id": "~{\\"identifier\\": \\"HB 1\\"}"},
                        {"name": "Roll call", "entity_type": "vote", "vote_event_id": "~{\\"identifier\\": \\"2\\"}"}]}]}
                    """
                };
        database.importDocuments(folder, again);
        var elsewhere = new DoctoredDatabase();
        elsewhere.importDocuments(folder.resolve("elsewhere"), "jurisdiction", JURISDICTION);
        elsewhere.importDocuments(folder.resolve("elsewhere"), again);
        elsewhere.execute(
                """
                INSERT INTO opencivicdata_searchablebill (search_vector, all_titles, raw_text, is_error, created_at, bill_id, version_link_id)
                SELECT '', '', 'full text', false, now(), v.bill_id, l.id
                  FROM opencivicdata_billversionlink l
                  JOIN opencivicdata_billversion v ON v.id = l.version_id
                 WHERE l.url = 'https://wyoleg.gov/2.pdf'
                """);

        assertThat(database.normalizedRows()).isEqualTo(elsewhere.normalizedRows());
        assertThat(database.ask("SELECT id FROM opencivicdata_bill WHERE identifier = 'HB 1'"))
                .containsExactly(oldest);
        assertThat(database.ask("SELECT id FROM opencivicdata_voteevent ORDER BY id"))
                .isEqualTo(votes);
        database.checkSound();
    }

    @Test
    void thatTheOldestChangedLastIsSeen() throws SQLException {
        database.execute(
                "UPDATE opencivicdata_bill SET updated_at = now() + interval '1 hour' WHERE id = '"
                        + oldest
                        + "'");

        merge();

        assertThat(database.one("SELECT title FROM opencivicdata_bill WHERE identifier = 'HB 1'"))
                .isEqualTo("An act");
        assertThat(database.ask("SELECT identifier FROM opencivicdata_voteevent ORDER BY 1"))
                .containsExactly("1", "2");
        database.checkSound();
    }

    @Test
    void aVoteOfTheOtherBillThatIsOlderDoesNotWinBecauseItMoved() throws SQLException {
        database.execute(
                "UPDATE opencivicdata_voteevent SET updated_at = now() + interval '1 hour' WHERE bill_id = '"
                        + oldest
                        + "'");

        merge();

        assertThat(
                        database.one(
                                "SELECT result FROM opencivicdata_voteevent WHERE identifier = '1'"))
                .isEqualTo("fail");
    }

    @Test
    void threeOfThemBecomeOne() throws SQLException {
        database.execute(
                """
                INSERT INTO opencivicdata_bill
                SELECT now(), now(), extras, 'ocd-bill/00000000-0000-0000-0000-000000000003', identifier, 'The third',
                       classification, subject, from_organization_id, legislative_session_id, first_action_date,
                       latest_action_date, latest_action_description, latest_passage_date, citations
                  FROM opencivicdata_bill
                 WHERE id = '%s'
                """
                        .formatted(oldest));

        merge();

        assertThat(
                        database.ask(
                                "SELECT id || ' ' || title FROM opencivicdata_bill WHERE identifier = 'HB 1'"))
                .containsExactly(oldest + " The third");
        assertThat(database.ask("SELECT identifier FROM opencivicdata_voteevent ORDER BY 1"))
                .containsExactly("1", "2");
        database.checkSound();
    }

    @Test
    void votesThatOnlyLookAlikeAreLeftToAPerson() throws SQLException {
        database.execute(NAMELESS);
        database.execute("UPDATE opencivicdata_voteevent SET bill_id = '" + other + "'");

        var said = database.run("doctor", "--fix", "duplicates", "--yes");

        assertThat(said.exitCode()).as(said.err()).isEqualTo(3);
        assertThat(said.out()).contains("decide by hand");
        assertThat(database.ask("SELECT result FROM opencivicdata_voteevent ORDER BY 1"))
                .containsExactly("fail", "pass", "pass");
        assertThat(database.run("doctor", "--fix", "duplicates").out())
                .contains("Would merge 0 and leave 1.");
    }

    @Test
    void alikeVotesThatCameWithABillEachAreOne() throws SQLException {
        database.execute(NAMELESS);
        database.execute("UPDATE opencivicdata_voteevent SET result = 'pass'");

        database.run("doctor", "--fix", "duplicates", "--yes");

        // Of the two on the other bill one was the same, and nobody knows of the second.
        assertThat(database.ask("SELECT bill_id FROM opencivicdata_voteevent"))
                .containsExactly(oldest, oldest);
    }

    private static final String NAMELESS =
            """
            UPDATE opencivicdata_voteevent
               SET identifier = '', motion_text = 'Passage', bill_action_id = NULL
            """;

    @Test
    void nobodyElseWorksThereMeanwhile() throws Exception {
        try (var importer = database.connect()) {
            importer.setAutoCommit(false);
            new Locks(importer).take(Map.of(Locks.ofJurisdiction(WYOMING), Locks.Mode.SHARED));
            var merging =
                    CompletableFuture.supplyAsync(
                            () -> database.run("doctor", "--fix", "duplicates", "--yes"));
            while (database.ask(
                            "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")
                    .isEmpty()) {
                assertThat(merging).isNotDone();
            }
            assertThat(database.ask("SELECT id FROM opencivicdata_bill WHERE identifier = 'HB 1'"))
                    .hasSize(2);
            importer.commit();
            assertThat(merging.get().exitCode()).isZero();
        }
    }

    @Test
    void anotherJurisdictionIsLeftAlone() throws SQLException {
        var said =
                database.run(
                        "doctor",
                        "--fix",
                        "duplicates",
                        "--yes",
                        "--jurisdiction",
                        "ocd-jurisdiction/country:us/state:de/government");

        assertThat(said.exitCode()).isZero();
        assertThat(said.out())
                .isEqualToIgnoringNewLines("No session, bill, vote or event stands twice.\n");
        assertThat(database.ask("SELECT id FROM opencivicdata_bill WHERE identifier = 'HB 1'"))
                .hasSize(2);
    }

    private void merge() {
        var said =
                database.run("doctor", "--fix", "duplicates", "--yes", "--jurisdiction", WYOMING);
        assertThat(said.exitCode()).as(said.out() + said.err()).isZero();
        assertThat(said.out()).contains("Merged ");
    }
}
