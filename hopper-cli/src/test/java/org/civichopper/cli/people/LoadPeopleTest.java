package org.civichopper.cli.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.testing.LoadedDatabase.DELAWARE;
import static org.civichopper.testing.LoadedDatabase.office;
import static org.civichopper.testing.LoadedDatabase.person;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.civichopper.testing.LoadedDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class LoadPeopleTest {

    private static final String EVERYTHING =
            """
            id: %s
            name: "Ada   B.\\u00a0 Archer"
            given_name: Ada
            family_name: Archer
            middle_name: B.
            suffix: Jr.
            gender: ' Female '
            email: ada@example.org
            biography: |
              Born.
              Bred.
            birth_date: 1970-05-04
            image: https://example.org/ada.png
            party:
            - name: Green
            - name: Democratic
            - name: Whig
            - name: Republican
              end_date: '2001-01-01'
            roles:
            - type: lower
              jurisdiction: %s
              district: 1
              end_date: 2014-12-31
              end_reason: moved
            - type: upper
              jurisdiction: %s
              district: '5'
              start_date: 2015-01-01
            offices:
            - classification: capitol
              address: "1  Main St"
              voice: 302-555-0100
            links:
            - url: https://example.org/ada
              note: "home   page"
            other_names:
            - name: "Archer,  A."
              start_date: '2010'
            ids:
              twitter: ada
              youtube: ''
            other_identifiers:
            - scheme: legacy_openstates
              identifier: DEL000001
            sources:
            - url: https://example.org/ada
            extras:
              children: 2
            """
                    .formatted(person(1), DELAWARE, DELAWARE);

    @TempDir private Path folder;
    private LoadedDatabase database;

    @BeforeEach
    void createDatabase(TestInfo test) throws SQLException {
        var name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        database = new LoadedDatabase("p_" + name, folder);
    }

    @Test
    void everythingThatAFileSaysBecomesRows() throws SQLException {
        database.write("legislature/ada.yml", EVERYTHING);

        assertThat(database.load()).as(database.err()).isZero();

        assertThat(
                        database.row(
                                """
                                SELECT name, given_name, family_name, gender, email, biography, birth_date, death_date,
                                       image, primary_party, extras
                                  FROM opencivicdata_person
                                """))
                .isEqualTo(
                        "Ada B. Archer, Ada, Archer, Female, ada@example.org, Born.\nBred.,"
                                + " 1970-05-04, , https://example.org/ada.png, Democratic,"
                                + " {\"children\": 2}");
        assertThat(
                        database.rows(
                                "SELECT name, note, start_date, end_date FROM opencivicdata_personname"))
                .containsExactly("Archer, A., , 2010, ");
        assertThat(database.rows("SELECT scheme, identifier FROM opencivicdata_personidentifier"))
                .containsExactlyInAnyOrder("twitter, ada", "legacy_openstates, DEL000001");
        assertThat(database.rows("SELECT url, note FROM opencivicdata_personlink"))
                .containsExactly("https://example.org/ada, home page");
        assertThat(database.rows("SELECT url, note FROM opencivicdata_personsource"))
                .containsExactly("https://example.org/ada, ");
        assertThat(
                        database.rows(
                                "SELECT classification, address, voice, fax, name FROM openstates_personoffice"))
                .containsExactly("capitol, 1 Main St, 302-555-0100, , ");
    }

    @Test
    void theLastActiveRoleIsTheCurrentOne() throws SQLException {
        database.write("legislature/ada.yml", EVERYTHING);

        database.load();

        assertThat(
                        database.row(
                                "SELECT \"current_role\", current_jurisdiction_id FROM opencivicdata_person"))
                .isEqualTo(
                        "{\"title\": \"Senator\", \"district\": 5, \"division_id\":"
                                + " \"ocd-division/country:us/state:de/sldu:5\","
                                + " \"org_classification\": \"upper\"}, "
                                + DELAWARE);
    }

    @Test
    void partiesAndRolesBecomeMemberships() throws SQLException {
        database.write("legislature/ada.yml", EVERYTHING);

        database.load();

        assertThat(
                        database.rows(
                                """
                                SELECT o.classification, o.name, p.label, m.role, m.person_name, m.start_date, m.end_date
                                  FROM opencivicdata_membership m
                                  JOIN opencivicdata_organization o ON o.id = m.organization_id
                                  LEFT JOIN opencivicdata_post p ON p.id = m.post_id
                                 WHERE m.id LIKE 'ocd-membership/%'
                                """))
                .containsExactlyInAnyOrder(
                        "party, Green, null, , , , ",
                        "party, Democratic, null, , , , ",
                        "party, Whig, null, , , , ",
                        "party, Republican, null, , , , 2001-01-01",
                        "lower, House, 1, , , , 2014-12-31",
                        "upper, Senate, 5, , , 2015-01-01, ");
    }

    @Test
    void aDistrictThatIsGoneLeavesTheMembershipWithoutAPost() throws SQLException {
        database.write("retired/old.yml", retired("district: '1-A'"));

        assertThat(database.load()).isZero();

        assertThat(membershipWithPost()).containsExactly("lower, null, ");
        assertThat(database.row("SELECT \"current_role\" FROM opencivicdata_person"))
                .isEqualTo("null");
    }

    @Test
    void executivesAndMayorsHoldTheirOfficeByName() throws SQLException {
        var wilmington = "ocd-jurisdiction/country:us/state:de/place:wilmington/government";
        database.write("municipalities.yml", "- name: Wilmington\n  id: " + wilmington + "\n");
        database.write("municipalities/m.yml", office(1, "mayor", wilmington));
        database.write("executive/l.yml", office(2, "lt_governor", DELAWARE));
        database.write("executive/s.yml", office(3, "secretary of state", DELAWARE));
        var columbia = "ocd-jurisdiction/country:us/district:dc/government";
        database.write("executive/c.yml", office(4, "governor", columbia));

        assertThat(database.load()).as(database.err()).isZero();

        assertThat(membershipWithPost())
                .containsExactlyInAnyOrder(
                        "government, null, Mayor",
                        "executive, null, Lt_Governor",
                        "executive, null, Secretary Of State",
                        "executive, null, Mayor");
        assertThat(
                        database.row(
                                "SELECT \"current_role\" FROM opencivicdata_person WHERE id = '"
                                        + person(2)
                                        + "'"))
                .isEqualTo(
                        "{\"title\": \"Lt_Governor\", \"district\": null, \"division_id\": null,"
                                + " \"org_classification\": \"executive\"}");
        assertThat(
                        database.row(
                                """
                                SELECT j.name, j.classification, j.url, j.division_id, o.name, o.classification
                                  FROM opencivicdata_jurisdiction j
                                  JOIN opencivicdata_organization o ON o.jurisdiction_id = j.id
                                 WHERE j.classification = 'municipality'
                                """))
                .isEqualTo("Wilmington, municipality, , null, Wilmington Government, government");
    }

    @Test
    void aSecondLoadWritesNothing() throws SQLException {
        database.write("legislature/ada.yml", EVERYTHING);
        database.write(
                "municipalities.yml",
                "- name: Dover\n  id: ocd-jurisdiction/country:us/state:de/place:dover/government\n");
        database.load();
        var before = database.rowVersions();

        assertThat(database.load()).isZero();

        assertThat(database.rowVersions()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(database.out()).containsPattern("people +0 +0 +1 +0 +0");
    }

    @Test
    void onlyWhatDiffersIsWrittenAndReadersAreTold() throws SQLException {
        database.writeMember(1, "Ada Archer", "links:\n- url: https://a.org\n- url: https://b.org");
        database.load();
        var kept = database.row("SELECT id FROM opencivicdata_personlink WHERE url LIKE '%a.org'");
        var told = database.row(latestPeopleUpdate(DELAWARE));
        var elsewhere = latestPeopleUpdate("ocd-jurisdiction/country:us/state:va/government");

        database.writeMember(1, "Ada Archer", "links:\n- url: https://a.org\n- url: https://c.org");
        database.load();

        assertThat(database.rows("SELECT id, url FROM opencivicdata_personlink"))
                .contains(kept + ", https://a.org")
                .hasSize(2)
                .noneMatch(link -> link.endsWith("b.org"));
        assertThat(database.row(latestPeopleUpdate(DELAWARE))).isGreaterThan(told);
        assertThat(database.row(elsewhere)).startsWith("2021-01-01");
        assertThat(database.row("SELECT updated_at > created_at FROM opencivicdata_person"))
                .isEqualTo("t");
    }

    @Test
    void statesMayLieInOneFolder() throws SQLException {
        database.write("de/legislature/1.yml", office(1, "governor", DELAWARE));
        database.write(
                "va/legislature/2.yml",
                office(2, "governor", "ocd-jurisdiction/country:us/state:va/government"));
        database.write("README.md", "");

        assertThat(database.load("--json")).isZero();

        assertThat(database.out())
                .contains(
                        "\"people\":{\"insert\":2,\"update\":0,\"noop\":0,\"delete\":0,\"rejected\":0}");
    }

    private List<String> membershipWithPost() throws SQLException {
        return database.rows(
                """
                SELECT o.classification, m.post_id, m.role
                  FROM opencivicdata_membership m
                  JOIN opencivicdata_organization o ON o.id = m.organization_id
                """);
    }

    private static String latestPeopleUpdate(String jurisdictionId) {
        return "SELECT latest_people_update FROM opencivicdata_jurisdiction WHERE id = '%s'"
                .formatted(jurisdictionId);
    }

    private static String retired(String district) {
        return """
        id: %s
        name: Old Member
        roles:
        - type: lower
          jurisdiction: %s
          end_date: '1999-01-01'
          %s
        """
                .formatted(person(1), DELAWARE, district);
    }
}
