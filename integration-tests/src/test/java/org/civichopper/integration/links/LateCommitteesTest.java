package org.civichopper.integration.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.testing.LoadedDatabase.committee;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import org.civichopper.testing.LoadedDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// Committees that come after the documents that name them are linked as people are.
class LateCommitteesTest {

    private static final String SPONSORS =
            """
            SELECT name, organization_id FROM opencivicdata_billsponsorship
            """;
    private static final String EVERYWHERE =
            """
            SELECT 'sponsor', organization_id FROM opencivicdata_billsponsorship
             UNION ALL
            SELECT 'action entity', organization_id FROM opencivicdata_billactionrelatedentity
             UNION ALL
            SELECT 'participant', organization_id FROM opencivicdata_eventparticipant
             UNION ALL
            SELECT 'agenda entity', organization_id FROM opencivicdata_eventrelatedentity
            """;
    private static final String NOTES = "SELECT count(*) FROM hopper.unmatched_person";
    private static final String AGRICULTURE = "~{\\\"name\\\": \\\"AGRICULTURE\\\"}";

    @TempDir private Path folder;
    @TempDir private Path documents;
    private LoadedDatabase database;

    @BeforeEach
    void createDatabase(TestInfo test) throws SQLException {
        var name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        database = new LoadedDatabase("c_" + name, folder);
        database.execute(
                """
                INSERT INTO opencivicdata_legislativesession
                       (id, identifier, name, classification, start_date, end_date, jurisdiction_id, active)
                VALUES ('00000000-0000-0000-0000-000000000153', '153', '153', '', '2025-01-01', '2026-12-31',
                        'ocd-jurisdiction/country:us/state:de/government', true)
                """);
    }

    @Test
    void aCommitteeIsFoundInAllFourPlaces() throws Exception {
        bill(sponsor("Ag", AGRICULTURE), entity("Ag", AGRICULTURE));
        event(AGRICULTURE);
        importAll();
        assertThat(database.row(NOTES)).isEqualTo("4");

        load(1, "Agriculture", "lower");

        assertThat(database.rows(EVERYWHERE))
                .hasSize(4)
                .allMatch(row -> row.endsWith(committee(1)));
        assertThat(database.row(NOTES)).isEqualTo("0");
        assertThat(database.out()).contains("4 ");
        assertThat(
                        database.row(
                                "SELECT count(*) FROM opencivicdata_bill WHERE updated_at > created_at"))
                .isEqualTo("1");
    }

    @Test
    void whatComesAgainIsANoOpWithTheLinkInPlace() throws Exception {
        bill(sponsor("Ag", AGRICULTURE), "");
        importAll();
        load(1, "Agriculture", "lower");
        var linked = database.row("SELECT updated_at FROM opencivicdata_bill");

        importAll();

        assertThat(database.rows(SPONSORS)).containsExactly("Ag, " + committee(1));
        assertThat(database.row("SELECT updated_at FROM opencivicdata_bill")).isEqualTo(linked);
    }

    @Test
    void aNameThatTwoBearMeansNeitherUnlessTheChamberTells() throws Exception {
        bill(
                sponsor("Ag", AGRICULTURE)
                        + ","
                        + sponsor(
                                "House Ag",
                                "~{\\\"chamber\\\": \\\"lower\\\", \\\"name\\\": \\\"Agriculture\\\"}"),
                "");
        importAll();

        database.write("committees/2.yml", yaml(2, "Agriculture", "upper"));
        load(1, "Agriculture", "lower");

        assertThat(database.rows(SPONSORS))
                .containsExactlyInAnyOrder("Ag, null", "House Ag, " + committee(1));
    }

    @Test
    void rowsThatLookAlikeMeanWhatTheirDocumentSaid() throws Exception {
        bill(
                sponsor("Ag", AGRICULTURE)
                        + ","
                        + sponsor("Ag", null)
                        + ","
                        + sponsor("Ag", "~{\\\"name\\\": \\\"Other\\\"}"),
                "");
        importAll();

        load(1, "Agriculture", "lower");

        assertThat(database.rows(SPONSORS))
                .containsExactlyInAnyOrder("Ag, " + committee(1), "Ag, null", "Ag, null");
    }

    @Test
    void aCommitteeThatIsRenamedIsFoundByItsNewName() throws Exception {
        load(1, "Farming", "lower");
        bill(sponsor("Ag", AGRICULTURE), "");
        importAll();
        assertThat(database.rows(SPONSORS)).containsExactly("Ag, null");

        load(1, "Agriculture", "lower");

        assertThat(database.rows(SPONSORS)).containsExactly("Ag, " + committee(1));
    }

    @Test
    void anOrganizationsOwnDocumentIsFoundByNameAndById() throws Exception {
        bill(sponsor("Ag", AGRICULTURE), entity("Farms", "organization 1"));
        importAll();
        Files.delete(documents.resolve("bill_1.json"));
        write(
                "organization",
                """
                {"_id": "organization 1", "name": "Agriculture", "classification": "committee"}
                """);

        importAll();

        var made =
                database.row(
                        "SELECT id FROM opencivicdata_organization WHERE name = 'Agriculture'");
        assertThat(database.rows(EVERYWHERE))
                .containsExactlyInAnyOrder("sponsor, " + made, "action entity, " + made);
        assertThat(database.row(NOTES)).isEqualTo("0");
    }

    private void load(int number, String name, String chamber) {
        database.write("committees/" + number + ".yml", yaml(number, name, chamber));
        assertThat(database.load()).as(database.out() + database.err()).isZero();
    }

    private static String yaml(int number, String name, String chamber) {
        return """
        id: %s
        name: %s
        classification: committee
        chamber: %s
        jurisdiction: %s
        members: []
        """
                .formatted(committee(number), name, chamber, LoadedDatabase.DELAWARE);
    }

    private static String sponsor(String name, String reference) {
        return """
        {"name": "%s", "classification": "primary", "entity_type": "organization", "primary": true,
         "organization_id": %s}
        """
                .formatted(name, reference == null ? "null" : '"' + reference + '"');
    }

    private static String entity(String name, String reference) {
        return """
        {"name": "%s", "entity_type": "organization", "organization_id": "%s"}
        """
                .formatted(name, reference);
    }

    private void bill(String sponsors, String entities) throws IOException {
        write(
                "bill",
                """
                {"_id": "b", "legislative_session": "153", "identifier": "HB 1", "title": "An act",
                 "classification": ["bill"], "scraped_at": "2025-02-01T00:00:00Z",
                 "jurisdiction": {"id": "ocd-jurisdiction/country:us/state:de/government"},
                 "sponsorships": [%s],
                 "actions": [{"description": "Referred", "date": "2025-02-01",
                   "organization_id": "~{\\"classification\\": \\"lower\\"}", "related_entities": [%s]}]}
                """
                        .formatted(sponsors, entities));
    }

    private void event(String reference) throws IOException {
        write(
                "event",
                """
                {"_id": "e", "name": "Hearing", "start_date": "2025-02-01",
                 "participants": [{"name": "Ag", "entity_type": "organization", "note": "", "organization_id": "%1$s"}],
                 "agenda": [{"description": "Item", "related_entities": [
                   {"name": "Ag", "entity_type": "organization", "organization_id": "%1$s"}]}]}
                """
                        .formatted(reference));
    }

    private void write(String kind, String document) throws IOException {
        Files.writeString(documents.resolve(kind + "_1.json"), document);
    }

    private void importAll() throws IOException {
        write(
                "jurisdiction",
                """
                {"_id": "ocd-jurisdiction/country:us/state:de/government", "name": "Delaware",
                 "url": "https://legis.delaware.gov", "division_id": "ocd-division/country:us/state:de",
                 "classification": "state", "legislative_sessions": []}
                """);
        assertThat(database.importDocuments(documents))
                .as(database.out() + database.err())
                .isZero();
    }
}
