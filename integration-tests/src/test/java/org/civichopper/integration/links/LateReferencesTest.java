package org.civichopper.integration.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.testing.LoadedDatabase.DELAWARE;
import static org.civichopper.testing.LoadedDatabase.person;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.civichopper.testing.LoadedDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// Who comes late is found by what the documents referred to, whatever their rows are called.
class LateReferencesTest {

    private static final String SPONSORS =
            """
            SELECT b.identifier, s.name, s.classification, s.person_id
              FROM opencivicdata_billsponsorship s
              JOIN opencivicdata_bill b ON b.id = s.bill_id
            """;
    private static final String EVERYWHERE =
            """
            SELECT 'sponsor', person_id FROM opencivicdata_billsponsorship
             UNION ALL
            SELECT 'action entity', person_id FROM opencivicdata_billactionrelatedentity
             UNION ALL
            SELECT 'voter', voter_id FROM opencivicdata_personvote
             UNION ALL
            SELECT 'participant', person_id FROM opencivicdata_eventparticipant
             UNION ALL
            SELECT 'agenda entity', person_id FROM opencivicdata_eventrelatedentity
            """;
    private static final String NOTES = "SELECT count(*) FROM hopper.unmatched_person";

    @TempDir private Path folder;
    @TempDir private Path documents;
    private LoadedDatabase database;

    @BeforeEach
    void createDatabase(TestInfo test) throws SQLException {
        var name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        database = new LoadedDatabase("r_" + name, folder);
        database.execute(
                """
                INSERT INTO opencivicdata_legislativesession
                       (id, identifier, name, classification, start_date, end_date, jurisdiction_id, active)
                VALUES ('00000000-0000-0000-0000-000000000153', '153', '153', '', '2025-01-01', '2026-12-31',
                        'ocd-jurisdiction/country:us/state:de/government', true)
                """);
    }

    @Test
    void theReferenceCountsAndNotTheNameInTheRow() throws Exception {
        bill(
                "HB 1",
                sponsor("Late", "a", "{'name': 'Zed Late'}"),
                sponsor("Zed Late", "b", "{'name': 'Other Guy'}"));
        bill("HB 2", sponsor("Zed Late", "a", null));
        importAll();

        database.writeMember(1, "Zed Late", "");
        database.load();

        assertThat(database.rows(SPONSORS))
                .containsExactlyInAnyOrder(
                        "HB 1, Late, a, " + person(1),
                        "HB 1, Zed Late, b, null",
                        "HB 2, Zed Late, a, null");
        assertThat(database.out()).contains("1 sponsor, voter or participant who");
        assertThat(database.row(NOTES)).isEqualTo("1");
    }

    @Test
    void whateverARowIsCalledInAllFivePlaces() throws Exception {
        var reference = "~{\\\"name\\\": \\\"Zed Late\\\"}";
        billWithAction(reference);
        vote(
                "\"votes\": [{\"option\": \"yes\", \"voter_name\": \"Z.\", \"voter_id\": \"%s\"}]",
                reference);
        event(
                """
                "participants": [{"name": "Z.", "note": "", "legislator_id": "%1$s"}],
                "agenda": [{"description": "Item", "related_entities": [
                  {"name": "Z.", "entity_type": "", "person_id": "%1$s"}]}]
                """
                        .formatted(reference));
        importAll();

        database.writeMember(1, "Zed Late", "");
        database.load();

        assertThat(database.rows(EVERYWHERE)).hasSize(5).allMatch(row -> row.endsWith(person(1)));
        assertThat(database.row(NOTES)).isEqualTo("0");
    }

    @Test
    void aVoterByWhomNobodyWasMeantStaysNobody() throws Exception {
        bill("HB 1");
        vote("\"votes\": [{\"option\": \"yes\", \"voter_name\": \"Late\"%s}]", "");
        importAll();

        database.writeMember(1, "Late", "");
        database.load();

        assertThat(database.rows("SELECT voter_id FROM opencivicdata_personvote"))
                .containsExactly("null");
    }

    @Test
    void aVoterWhomTheRowTellsNeedsNoNote() throws Exception {
        bill("HB 1");
        vote(
                "\"votes\": [{\"option\": \"yes\", \"voter_name\": \"Late\", \"voter_id\": %s}]",
                "\"~{\\\"name\\\": \\\"Late\\\"}\"");
        importAll();
        assertThat(database.row(NOTES)).isEqualTo("0");

        database.writeMember(1, "Late", "");
        database.load();

        assertThat(database.rows("SELECT voter_id FROM opencivicdata_personvote"))
                .containsExactly(person(1));
    }

    @Test
    void anIdentifierIsAReferenceToo() throws Exception {
        bill(
                "HB 1",
                sponsor(
                        "Zed",
                        "a",
                        "{'identifiers__identifier': '77', 'identifiers__scheme': 'votesmart'}"));
        importAll();

        database.writeMember(1, "Zed Late", "ids:\n  votesmart: '77'");
        database.load();

        assertThat(database.rows(SPONSORS)).containsExactly("HB 1, Zed, a, " + person(1));
    }

    @Test
    void twoChambersMayBeMeantByOneName() throws Exception {
        bill(
                "HB 1",
                sponsor("Late", "a", "{'chamber': 'lower', 'name': 'Late'}"),
                sponsor("Late", "b", "{'chamber': 'upper', 'name': 'Late'}"));
        importAll();

        database.writeMember(1, "Late", "");
        database.load();

        assertThat(database.rows(SPONSORS))
                .containsExactlyInAnyOrder("HB 1, Late, a, " + person(1), "HB 1, Late, b, null");
    }

    @Test
    void ofRowsThatLookAlikeEachReferenceLinksOne() throws Exception {
        bill(
                "HB 1",
                sponsor("Late", "a", "{'chamber': 'lower', 'name': 'Late'}"),
                sponsor("Late", "a", "{'chamber': 'upper', 'name': 'Late'}"),
                sponsor("Late", "a", null));
        bill(
                "HB 2",
                sponsor("Late", "a", "{'chamber': 'lower', 'name': 'Late'}"),
                sponsor("Late", "a", "{'chamber': 'lower', 'name': 'Late'}"));
        importAll();

        database.writeMember(1, "Late", "");
        database.load();

        assertThat(database.rows(SPONSORS))
                .containsExactlyInAnyOrder(
                        "HB 1, Late, a, " + person(1),
                        "HB 1, Late, a, null",
                        "HB 1, Late, a, null",
                        "HB 2, Late, a, " + person(1),
                        "HB 2, Late, a, " + person(1));
        assertThat(database.row(NOTES)).isEqualTo("1");
    }

    @Test
    void whatALaterVersionLeavesOutStillWaits() throws Exception {
        var reference = "~{\\\"name\\\": \\\"Zed Late\\\"}";
        billWithAction(reference);
        vote(
                "\"votes\": [{\"option\": \"yes\", \"voter_name\": \"Z.\", \"voter_id\": \"%s\"}]",
                reference);
        event(
                """
                "participants": [{"name": "Z.", "note": "", "person_id": "%1$s"}],
                "agenda": [{"description": "Item", "related_entities": [
                  {"name": "HB 5", "bill_id": "~{\\"identifier\\": \\"HB 5\\"}"},
                  {"name": "Z.", "person_id": "%1$s"}]}]
                """
                        .formatted(reference));
        importAll();
        billWithout();
        vote("\"extras\": {}", "");
        event("\"status\": \"\"");
        importAll();

        bill("HB 5");
        importAll();
        database.writeMember(1, "Zed Late", "");
        database.load();

        assertThat(database.rows(EVERYWHERE))
                .containsExactlyInAnyOrder(
                        "sponsor, " + person(1),
                        "action entity, " + person(1),
                        "voter, " + person(1),
                        "participant, " + person(1),
                        "agenda entity, " + person(1),
                        "agenda entity, null");
        assertThat(
                        database.rows(
                                "SELECT b.identifier FROM opencivicdata_eventrelatedentity r JOIN"
                                        + " opencivicdata_bill b ON b.id = r.bill_id"))
                .containsExactly("HB 5");
    }

    @Test
    void whatALaterVersionNoLongerNamesDoesNotWait() throws Exception {
        bill("HB 1", sponsor("Late", "a", "{'name': 'Zed Late'}"));
        importAll();
        bill("HB 1", sponsor("Late", "a", null));
        importAll();

        database.writeMember(1, "Zed Late", "");
        database.load();

        assertThat(database.rows(SPONSORS)).containsExactly("HB 1, Late, a, null");
        assertThat(database.row(NOTES)).isEqualTo("0");
    }

    @Test
    void whoIsMissingStaysNotedWhenADocumentDoesNotGiveTheSponsors() throws Exception {
        bill("HB 1", sponsor("Late", "a", "{'name': 'Zed Late'}"));
        importAll();
        billWithout();
        importAll();

        assertThat(database.rows("SELECT wanted FROM hopper.unmatched_person"))
                .containsExactly("Zed Late");
    }

    private void importAll() {
        assertThat(database.importDocuments(documents)).as(database.err()).isZero();
    }

    /// @param reference with ' for "; null refers to nobody
    private static String sponsor(String name, String classification, String reference) {
        var id = reference == null ? "null" : "\"~" + reference.replace("'", "\\\"") + '"';
        return """
        {"name": "%s", "entity_type": "person", "primary": false, "classification": "%s",
         "person_id": %s}\
        """
                .formatted(name, classification, id);
    }

    private void bill(String identifier, String... sponsors) throws IOException {
        write(
                "bill_" + identifier,
                """
                {"_id": "%1$s", "jurisdiction": {"id": "%2$s"}, "legislative_session": "153",
                 "identifier": "%1$s", "title": "A bill", "classification": ["bill"],
                 "from_organization": "~{\\"classification\\": \\"lower\\"}",
                 "sponsorships": [%3$s]}
                """
                        .formatted(identifier, DELAWARE, String.join(",", List.of(sponsors))));
    }

    private void billWithout() throws IOException {
        bill("HB 1");
        document("bill_HB 1", "\"sponsorships\": []", "\"subject\": []");
    }

    private void billWithAction(String reference) throws IOException {
        bill("HB 1", sponsor("Z.", "a", "{'name': 'Zed Late'}"));
        document(
                "bill_HB 1",
                "\"title\"",
                """
                "actions": [{"description": "Read", "date": "2025-02-01",
                  "organization_id": "~{\\"classification\\": \\"lower\\"}",
                  "related_entities": [{"name": "Z.", "entity_type": "person",
                    "person_id": "%s"}]}], "title"\
                """
                        .formatted(reference));
    }

    private void vote(String more, String reference) throws IOException {
        write(
                "vote_event_1",
                """
                {"_id": "c1", "jurisdiction": {"id": "%s"}, "legislative_session": "153",
                 "identifier": "1", "motion_text": "Passage", "start_date": "2025-02-01",
                 "result": "pass", "motion_classification": ["passage"], "bill": "HB 1",
                 "organization": "~{\\"classification\\": \\"lower\\"}", "counts": [], "sources": [],
                 %s}
                """
                        .formatted(DELAWARE, more.formatted(reference)));
    }

    private void event(String more) throws IOException {
        write(
                "event_1",
                """
                {"_id": "k1", "jurisdiction": {"id": "%s"}, "name": "Hearing",
                 "start_date": "2025-02-01T10:00:00-05:00", %s}
                """
                        .formatted(DELAWARE, more));
    }

    private void document(String name, String was, String becomes) throws IOException {
        var file = documents.resolve(name + ".json");
        Files.writeString(file, Files.readString(file).replace(was, becomes));
    }

    private void write(String name, String json) throws IOException {
        Files.writeString(documents.resolve(name + ".json"), json);
    }
}
