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

/// A name that two bear means neither, and whoever reads of it is told which two, and where.
class NamesakesTest {

    private static final String WYOMING = "ocd-jurisdiction/country:us/state:wy/government";

    // A committee of each chamber, and a member of the House with either's name.
    private static final String TWO_OF_EACH =
            """
            INSERT INTO opencivicdata_organization (id, name, classification, jurisdiction_id, links,
                   sources, other_names, extras, created_at, updated_at)
            SELECT 'ocd-organization/' || number, 'Judiciary', 'committee',
                   'ocd-jurisdiction/country:us/state:wy/government', '[]', '[]', '[]', '{}', now(), now()
              FROM generate_series(1, 2) AS number;
            INSERT INTO opencivicdata_person (id, name, family_name, given_name, image, gender,
                   biography, birth_date, death_date, primary_party, email, extras, created_at,
                   updated_at)
            SELECT 'ocd-person/' || number, 'Moss', 'Moss', '', '', '', '', '', '', '', '', '{}',
                   now(), now()
              FROM generate_series(1, 7) AS number;
            INSERT INTO opencivicdata_membership (id, organization_id, person_id, person_name, role,
                   start_date, end_date, extras, created_at, updated_at)
            SELECT 'ocd-membership/' || p.id, o.id, p.id, '', '', '', '', '{}', now(), now()
              FROM opencivicdata_person p, opencivicdata_organization o
             WHERE o.jurisdiction_id LIKE '%state:wy/gov%' AND o.classification = 'lower'
            """;
    private static final String JUDICIARY = "\"~{\\\"name\\\":  \\\"Judiciary\\\"}\"";
    private static final String MOSS = "\"~{\\\"name\\\":  \\\"Moss\\\"}\"";
    private static final String NOBODY = "\"~{\\\"name\\\":  \\\"Nobody\\\"}\"";
    private static final String TWO =
            "expected one organization, found 2 for ~{\"name\":  \"Judiciary\"}:"
                    + " ocd-organization/1, ocd-organization/2";
    private static final String SEVEN =
            "expected one person, found 7 for ~{\"name\":  \"Moss\"}: ocd-person/1, ocd-person/2,"
                    + " ocd-person/3, ocd-person/4, ocd-person/5 and 2 more";
    private static final String NONE =
            "expected one member of a chamber, found none for ~{\"name\":  \"Nobody\"}";

    @TempDir private Path folder;

    private final ImportedDatabase database = new ImportedDatabase();

    @BeforeEach
    void wyoming() throws SQLException {
        database.importDirectory(
                new Scrape(folder.resolve("wyoming")).jurisdiction().folder(),
                "--jurisdiction",
                WYOMING);
        database.execute(TWO_OF_EACH);
    }

    @Test
    void eachPlaceWhereTheyAreNamedIsToldWithBothOfThem() {
        scrape().bill(
                        "HB 1",
                        fields(
                                """
                                {"sponsorships": [
                                   {"name": "-", "classification": "", "person_id": %3$s},
                                   {"name": "-", "classification": "", "person_id": %2$s},
                                   {"name": "-", "classification": "", "organization_id": %1$s}],
                                 "actions": [
                                   {"description": "", "date": "2025", "organization_id": "~{\\"classification\\": \\"lower\\"}",
                                    "related_entities": [{"name": "-"}, {"name": "-", "organization_id": %1$s},
                                                         {"name": "-", "person_id": %2$s}]}]}
                                """
                                        .formatted(JUDICIARY, MOSS, NOBODY)))
                .vote(
                        "HB 1",
                        "1",
                        fields(
                                """
                                {"votes": [{"option": "yes", "voter_name": "-", "voter_id": null},
                                           {"option": "yes", "voter_name": "=", "voter_id": %s}]}
                                """
                                        .formatted(MOSS)))
                .event(
                        "Hearing",
                        fields(
                                """
                                {"participants": [{"name": "-", "organization_id": %1$s}, {"name": "-", "person_id": %2$s}],
                                 "agenda": [{"description": ""}, {"description": "", "related_entities": [
                                    {"name": "-", "organization_id": %1$s}, {"name": "-", "person_id": %2$s}]}]}
                                """
                                        .formatted(JUDICIARY, MOSS)));

        var said = load();

        assertThat(said.lines().map(line -> line.replaceFirst("^\\S+: ", "")))
                .contains(
                        "sponsorships[0].person_id: " + NONE,
                        "sponsorships[1].person_id: " + SEVEN,
                        "sponsorships[2].organization_id: " + TWO,
                        "actions[0].related_entities[1].organization_id: " + TWO,
                        "actions[0].related_entities[2].person_id: " + SEVEN,
                        "votes[1].voter_id: " + SEVEN,
                        "participants[0].organization_id: " + TWO,
                        "participants[1].person_id: " + SEVEN,
                        "agenda[1].related_entities[0].organization_id: " + TWO,
                        "agenda[1].related_entities[1].person_id: " + SEVEN);
    }

    @Test
    void whatNeedsItsChamberIsRejectedWithBothOfThem() {
        scrape().bill("HB 1", fields("{\"from_organization\": %s}".formatted(JUDICIARY)))
                .bill(
                        "HB 2",
                        fields(
                                """
                                {"actions": [{"description": "", "date": "2025", "organization_id": %s}]}
                                """
                                        .formatted(JUDICIARY)))
                .bill("HB 3")
                .vote("HB 3", "1", fields("{\"organization\": %s}".formatted(JUDICIARY)));

        assertThat(load().lines().map(line -> line.replaceFirst("^\\S+: ", "")))
                .contains(
                        "from_organization: " + TWO,
                        "actions[0].organization_id: " + TWO,
                        "organization: " + TWO);
    }

    @Test
    void whatNeedsAChamberThatStandsNowhereIsRejectedWithItsName() {
        scrape().bill("HB 1", fields("{\"from_organization\": \"~{\\\"name\\\":\\\"Lost\\\"}\"}"));

        assertThat(load())
                .contains(
                        "from_organization: expected a chamber or another organization of "
                                + WYOMING
                                + ", found none for ~{\"name\":\"Lost\"}");
    }

    @Test
    void theyAreGroupedByWhatWasExpectedAndNotByWhoStands() throws SQLException {
        scrape().bill("HB 1", fields("{\"from_organization\": %s}".formatted(JUDICIARY)))
                .bill(
                        "HB 2",
                        fields("{\"from_organization\": \"~{\\\"name\\\":\\\"JUDICIARY\\\"}\"}"));

        load();

        assertThat(
                        database.ask(
                                "SELECT DISTINCT reason || ' ' || count(*) OVER () FROM hopper.open_rejection"))
                .containsExactly("from_organization: expected one organization 2");
    }

    private Scrape scrape() {
        return new Scrape(folder.resolve("named"));
    }

    private String load() {
        return database.importDirectory(
                        folder.resolve("named"), "--jurisdiction", WYOMING, "--warnings")
                .err();
    }
}
