package org.civichopper.integration.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.integration.links.NamedPeople.EVENT_PEOPLE;
import static org.civichopper.integration.links.NamedPeople.SPONSORS;
import static org.civichopper.integration.links.NamedPeople.addEvent;
import static org.civichopper.testing.LoadedDatabase.DELAWARE;
import static org.civichopper.testing.LoadedDatabase.committee;
import static org.civichopper.testing.LoadedDatabase.office;
import static org.civichopper.testing.LoadedDatabase.person;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import org.civichopper.testing.LoadedDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// People who became one.
class MergedPeopleTest {

    private static final String VIRGINIA = "ocd-jurisdiction/country:us/state:va/government";

    @TempDir private Path folder;
    @TempDir private Path documents;
    private LoadedDatabase database;

    @BeforeEach
    void createDatabase(TestInfo test) throws SQLException, IOException {
        var name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        database = new LoadedDatabase("m_" + name, folder);
        NamedPeople.importInto(database, documents);
    }

    @Test
    void whoeverCarriesAFormerIdTakesOver() throws SQLException, IOException {
        database.writeMember(1, "Archer", "");
        database.writeMember(2, "Archer-Baker", "");
        database.load();
        database.write(
                "committees/c.yml",
                """
                id: %s
                jurisdiction: %s
                name: Tax
                chamber: lower
                members:
                - {name: Archer, role: member, person_id: %s}
                """
                        .formatted(LoadedDatabase.committee(1), DELAWARE, person(1)));
        database.load();
        var before = database.row("SELECT updated_at FROM opencivicdata_voteevent");

        database.delete("legislature/1.yml");
        database.writeMember(
                2,
                "Archer-Baker",
                "other_identifiers:\n- {scheme: openstates, identifier: " + person(1) + "}");
        assertThat(database.load()).as(database.err()).isZero();

        assertThat(database.rows("SELECT id FROM opencivicdata_person")).containsExactly(person(2));
        assertThat(database.rows(SPONSORS)).contains("Archer, " + person(2));
        assertThat(database.row("SELECT voter_id FROM opencivicdata_personvote"))
                .isEqualTo(person(2));
        assertThat(
                        database.rows(
                                "SELECT person_id FROM opencivicdata_membership WHERE person_name"
                                        + " <> ''"))
                .containsExactly(person(2));
        assertThat(database.row("SELECT updated_at FROM opencivicdata_voteevent"))
                .isGreaterThan(before);
        assertThat(database.out()).containsPattern("people +0 +1 +0 +1 +0");
    }

    @Test
    void aFormerIdThatHasAFileIsNoFormerOne() throws SQLException {
        database.writeMember(1, "Archer", "");
        database.writeMember(
                2,
                "Archer-Baker",
                "other_identifiers:\n- {scheme: openstates, identifier: " + person(1) + "}");

        database.load();

        assertThat(database.row("SELECT count(*) FROM opencivicdata_person")).isEqualTo("2");
    }

    @Test
    void everythingThatPointedAtAFormerIdMovesAndNothingElseIsTouched() throws Exception {
        addEvent(database, 1, "Archer");
        addEvent(database, 2, "Nobody Known");
        database.writeMember(1, "Archer", "");
        database.writeMember(2, "Archer-Baker", "");
        database.load();
        database.execute(
                """
                UPDATE opencivicdata_bill SET updated_at = '2021-01-01';
                UPDATE opencivicdata_voteevent SET updated_at = '2021-01-01';
                UPDATE opencivicdata_event SET updated_at = '2021-01-01';
                DELETE FROM opencivicdata_billsponsorship
                """);

        database.delete("legislature/1.yml");
        database.writeMember(
                2,
                "Archer-Baker",
                "other_identifiers:\n- {scheme: openstates, identifier: " + person(1) + "}");
        assertThat(database.load()).as(database.err()).isZero();

        assertThat(database.rows("SELECT person_id FROM opencivicdata_billactionrelatedentity"))
                .containsExactly(person(2));
        assertThat(database.rows(EVENT_PEOPLE))
                .contains("participant, Archer, " + person(2), "agenda, Archer, " + person(2));
        assertThat(
                        database.rows(
                                """
                                SELECT 'bill', updated_at > '2021-01-02' FROM opencivicdata_bill
                                 UNION ALL
                                SELECT 'vote', updated_at > '2021-01-02' FROM opencivicdata_voteevent
                                 UNION ALL
                                SELECT name, updated_at > '2021-01-02' FROM opencivicdata_event
                                """))
                .containsExactlyInAnyOrder("bill, t", "vote, t", "Event 1, t", "Event 2, f");
    }

    @Test
    void whoIsOfAnotherFolderIsNotGone() throws SQLException, IOException {
        database.writeMember(1, "Archer", "");
        database.load();
        database.delete("legislature/1.yml");

        database.write("legislature/v.yml", virginian(2, person(1)));
        assertThat(database.load()).as(database.err()).isZero();

        assertThat(database.rows("SELECT id FROM opencivicdata_person"))
                .containsExactlyInAnyOrder(person(1), person(2));
    }

    @Test
    void whoCarriesAnIdMayStandFromAnotherFolder() throws SQLException, IOException {
        database.write("legislature/v.yml", virginian(2, person(1)));
        database.load();
        database.delete("legislature/v.yml");
        database.writeMember(1, "Archer", "");
        database.writeMember(3, "Somebody Else", "");
        database.load();

        database.delete("legislature/1.yml");
        assertThat(database.load()).as(database.err()).isZero();

        assertThat(database.rows("SELECT id FROM opencivicdata_person"))
                .containsExactlyInAnyOrder(person(2), person(3));
        assertThat(database.rows(SPONSORS)).contains("Archer, " + person(2));
    }

    @Test
    void foldersThatAreLoadedTogetherAreSearchedTogether() throws SQLException, IOException {
        database.write("de/legislature/1.yml", office(1, "governor", DELAWARE));
        database.write("de/legislature/3.yml", office(3, "governor", DELAWARE));
        database.write("va/legislature/v.yml", virginian(2, "DEL1"));
        database.load();

        database.delete("de/legislature/1.yml");
        database.write("va/legislature/v.yml", virginian(2, person(1)));
        assertThat(database.load()).as(database.err()).isZero();

        assertThat(database.rows("SELECT id FROM opencivicdata_person"))
                .containsExactlyInAnyOrder(person(2), person(3));
        assertThat(database.err()).doesNotContain("found none");
    }

    @Test
    void mergedOneAfterTheOtherTheyEndWithTheLast() throws SQLException, IOException {
        database.writeMember(1, "Archer", "");
        database.writeMember(2, "Archer-Baker", carrying(person(1)));
        database.writeMember(3, "Baker", carrying(person(2)));
        database.load();

        database.delete("legislature/1.yml");
        database.delete("legislature/2.yml");
        assertThat(database.load()).as(database.err()).isZero();

        assertThat(database.rows("SELECT id FROM opencivicdata_person")).containsExactly(person(3));
        assertThat(database.rows(SPONSORS)).contains("Archer, " + person(3));
    }

    @Test
    void theSeatsOfCommitteesMove() throws SQLException, IOException {
        database.writeMember(1, "Archer", "");
        database.writeMember(2, "Archer-Baker", "");
        database.write(
                "committees/c.yml",
                """
                id: %s
                jurisdiction: %s
                name: Tax
                chamber: lower
                members:
                - {name: Archer, role: chair, person_id: %s}
                """
                        .formatted(committee(1), DELAWARE, person(1)));
        database.load();
        var seat = database.row("SELECT id FROM opencivicdata_membership WHERE role = 'chair'");

        database.delete("committees/c.yml");
        database.delete("legislature/1.yml");
        database.writeMember(2, "Archer-Baker", carrying(person(1)));
        assertThat(database.load()).as(database.err()).isZero();

        assertThat(
                        database.rows(
                                "SELECT id, person_id FROM opencivicdata_membership WHERE role ="
                                        + " 'chair'"))
                .containsExactly(seat + ", " + person(2));
        assertThat(
                        database.row(
                                "SELECT count(*) FROM opencivicdata_membership WHERE person_id = '"
                                        + person(2)
                                        + "'"))
                .isEqualTo("3");
    }

    private static String carrying(String id) {
        return "other_identifiers:\n- {scheme: openstates, identifier: " + id + "}";
    }

    private static String virginian(int number, String formerId) {
        return office(number, "governor", VIRGINIA) + carrying(formerId) + "\n";
    }
}
