package org.civichopper.integration.samerows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.testing.Scrape.fields;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.civichopper.integration.ImportedDatabase;
import org.civichopper.testing.Scrape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the names in documents mean, and what becomes of it when the meaning changes.
class NamesTest {

    private static final String WYOMING = "ocd-jurisdiction/country:us/state:wy/government";
    private static final String SPONSORS =
            """
            SELECT coalesce(o.name, p.name, 'nobody')
              FROM opencivicdata_billsponsorship s
              LEFT JOIN opencivicdata_organization o ON o.id = s.organization_id
              LEFT JOIN opencivicdata_person p ON p.id = s.person_id
            """;
    private static final String MEMBER_UNTIL_FEBRUARY =
            """
            INSERT INTO opencivicdata_person (id, name, family_name, given_name, image, gender, biography,
                   birth_date, death_date, primary_party, email, extras, created_at, updated_at)
            VALUES ('ocd-person/1', 'Ada Moss', 'Moss', '', '', '', '', '', '', '', '', '{}', now(), now());
            INSERT INTO opencivicdata_membership (id, organization_id, person_id, person_name, role,
                   start_date, end_date, extras, created_at, updated_at)
            SELECT 'ocd-membership/1', id, 'ocd-person/1', '', '', '', '2025-02-01', '{}', now(), now()
              FROM opencivicdata_organization
             WHERE jurisdiction_id LIKE '%state:wy/gov%' AND classification = 'lower'
            """;

    // As long as nobody writes them anew they keep their places.
    private static final String NOTES =
            """
            SELECT ctid || ' ' || xmin || ' ' || wanted FROM hopper.unmatched_person
            """;
    private static final Consumer<ObjectNode> SPONSORED_BY_MOSS =
            fields(
                    """
                    {"sponsorships": [{"name": "Moss", "classification": "primary",
                      "entity_type": "person", "primary": true,
                      "person_id": "~{\\"name\\": \\"Moss\\"}"}]}
                    """);

    @TempDir private Path folder;

    private final ImportedDatabase database = new ImportedDatabase();

    @BeforeEach
    void wyoming() {
        load(scrape("wyoming").jurisdiction());
    }

    @Test
    void aPartyIsFoundThoughItBelongsToNoJurisdiction() throws SQLException {
        database.execute(
                """
                INSERT INTO opencivicdata_organization (id, name, classification, links, sources,
                       other_names, extras, created_at, updated_at)
                VALUES ('ocd-organization/1', 'Republican', 'party', '[]', '[]', '[]', '{}', now(), now())
                """);

        load(
                scrape("bill")
                        .organization("party", "Republican", _ -> {})
                        .bill("HB 1", sponsoredBy("party", "Republican")));

        assertThat(database.ask(SPONSORS)).containsExactly("Republican");
    }

    @Test
    void aWordThatIsNoClassificationFindsNoParty() throws SQLException {
        load(
                scrape("bill")
                        .organization("party", "Green", _ -> {})
                        .bill("HB 1", sponsoredBy("committee", "Green")));

        assertThat(database.ask(SPONSORS)).containsExactly("nobody");
    }

    @Test
    void committeesOfAnyDepthFindTheirParentsInOneScrape() throws SQLException {
        load(
                scrape("committees")
                        .organization("committee", "C", below("b").andThen(called("c")))
                        .organization("committee", "B", below("a").andThen(called("b")))
                        .organization(
                                "committee",
                                "A",
                                below("~{\"classification\": \"lower\"}").andThen(called("a"))));

        assertThat(
                        database.ask(
                                """
                                SELECT c.name || ' below ' || p.name
                                  FROM opencivicdata_organization c
                                  JOIN opencivicdata_organization p ON p.id = c.parent_id
                                 WHERE c.name IN ('A', 'B', 'C')
                                 ORDER BY 1
                                """))
                .containsExactly("A below House", "B below A", "C below B");
    }

    @Test
    void aCommitteeWhoseParentNeverComesStandsWithoutOne() throws SQLException {
        load(scrape("committees").organization("committee", "Lost", below("nowhere")));

        assertThat(
                        database.ask(
                                "SELECT parent_id IS NULL FROM opencivicdata_organization WHERE name = 'Lost'"))
                .containsExactly("t");
    }

    @Test
    void aNameThatTwoCommitteesHaveMeansNeitherFromThenOn() throws SQLException {
        var bill =
                scrape("bill")
                        .organization("committee", "Rules", _ -> {})
                        .bill("HB 1", sponsoredBy("committee", "Rules"));
        load(bill);
        assertThat(database.ask(SPONSORS)).containsExactly("Rules");

        load(scrape("twin").organization("committee", "rules", _ -> {}));
        load(bill);

        assertThat(database.ask(SPONSORS)).containsExactly("nobody");
    }

    @Test
    void anEmptyChamberIsAnyChamberAndAnEmptySchemeIsNone() throws SQLException {
        database.execute(MEMBER_UNTIL_FEBRUARY);

        load(
                scrape("bill")
                        .bill(
                                "HB 1",
                                fields(
                                        """
                                        {"sponsorships": [
                                          {"name": "1", "classification": "primary", "entity_type": "person",
                                           "primary": true, "person_id":
                                           "~{\\"name\\": \\"Moss\\", \\"chamber\\": \\"\\"}"},
                                          {"name": "2", "classification": "primary", "entity_type": "person",
                                           "primary": true, "person_id":
                                           "~{\\"identifiers__scheme\\": \\"\\", \\"identifiers__identifier\\": \\"Moss\\"}"}]}
                                        """)));

        assertThat(database.ask(SPONSORS + " ORDER BY s.name"))
                .containsExactly("Ada Moss", "nobody");
    }

    @Test
    void whoStandsThoughNobodySaidSoIsFoundWhenTheSameDocumentComesAgain() throws SQLException {
        var bill = scrape("bill").bill("HB 1", SPONSORED_BY_MOSS);
        load(bill);
        assertThat(database.ask(SPONSORS)).containsExactly("nobody");
        database.execute(MEMBER_UNTIL_FEBRUARY);

        load(bill);

        assertThat(database.ask(SPONSORS)).containsExactly("Ada Moss");
    }

    @Test
    void aDocumentWhosePeopleAreStillMissingIsNotResolvedOnceMore() throws SQLException {
        var bill = scrape("bill").bill("HB 1", SPONSORED_BY_MOSS);
        load(bill);
        var notes = database.ask(NOTES);

        load(bill);

        assertThat(notes).hasSize(1);
        assertThat(database.ask(NOTES)).isEqualTo(notes);
    }

    @Test
    void aSessionThatMovesChangesWhoSatInIt() throws SQLException {
        database.execute(MEMBER_UNTIL_FEBRUARY);
        var bill =
                scrape("bill")
                        .bill(
                                "HB 1",
                                fields(
                                        """
                                        {"sponsorships": [{"name": "Moss", "classification": "primary",
                                          "entity_type": "person", "primary": true,
                                          "person_id": "~{\\"name\\": \\"Moss\\"}"}]}
                                        """));
        load(bill);
        assertThat(database.ask(SPONSORS)).containsExactly("Ada Moss");

        load(
                scrape("moved")
                        .jurisdiction(
                                fields(
                                        """
                                        {"legislative_sessions": [{"identifier": "2025", "name": "2025",
                                          "start_date": "2025-02-10", "end_date": "2025-03-06"}]}
                                        """)));
        load(bill);

        assertThat(database.ask(SPONSORS)).containsExactly("nobody");
    }

    @Test
    void aSessionThatStandsTwiceOrIsSaidTwiceIsNeitherRemovedNorDoubled() throws SQLException {
        database.execute(
                """
                INSERT INTO opencivicdata_legislativesession
                SELECT (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid()))).*
                  FROM opencivicdata_legislativesession s WHERE identifier = '2024'
                """);

        load(
                scrape("again")
                        .jurisdiction(
                                fields(
                                        """
                                        {"legislative_sessions": [
                                          {"identifier": "2025", "name": "one", "start_date": "2025-01-14", "end_date": ""},
                                          {"identifier": "2025", "name": "two", "start_date": "2025-01-14", "end_date": ""}]}
                                        """)));

        assertThat(
                        database.ask(
                                "SELECT identifier || ' ' || name FROM opencivicdata_legislativesession ORDER BY 1"))
                .containsExactly("2024 2024", "2024 2024", "2025 two", "2026 2026");
    }

    private static Consumer<ObjectNode> sponsoredBy(String classification, String name) {
        return fields(
                """
                {"sponsorships": [{"name": "%2$s", "classification": "primary",
                  "entity_type": "organization", "primary": true,
                  "organization_id": "~{\\"classification\\": \\"%1$s\\", \\"name\\": \\"%2$s\\"}"}]}
                """
                        .formatted(classification, name));
    }

    private static Consumer<ObjectNode> below(String parent) {
        return document -> document.put("parent_id", parent);
    }

    private static Consumer<ObjectNode> called(String id) {
        return document -> document.put("_id", id);
    }

    private Scrape scrape(String name) {
        return new Scrape(folder.resolve(name));
    }

    private void load(Scrape documents) {
        var said = database.importDirectory(documents.folder(), "--jurisdiction", WYOMING);
        assertThat(said.exitCode()).as(said.err()).isZero();
    }
}
