package org.civichopper.integration.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.integration.links.NamedPeople.EVENT_PEOPLE;
import static org.civichopper.integration.links.NamedPeople.SPONSORS;
import static org.civichopper.integration.links.NamedPeople.addEvent;
import static org.civichopper.testing.LoadedDatabase.DELAWARE;
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

/// Documents that came before their people.
class LateMatchesTest {

    @TempDir private Path folder;
    @TempDir private Path documents;
    private LoadedDatabase database;

    @BeforeEach
    void createDatabase(TestInfo test) throws SQLException, IOException {
        var name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        database = new LoadedDatabase("l_" + name, folder);
        NamedPeople.importInto(database, documents);
    }

    @Test
    void whoComesLateIsFoundByTheReferencesOfTheDocuments() throws SQLException {
        var before = database.row("SELECT max(updated_at) FROM opencivicdata_bill");
        database.writeMember(1, "Archer", "");
        database.writeMember(2, "Baker", "");
        database.writeMember(3, "Nobody Meant", "");

        assertThat(database.load()).as(database.err()).isZero();

        assertThat(database.rows(SPONSORS))
                .containsExactlyInAnyOrder(
                        "Archer, " + person(1), "Baker, null", "Nobody Meant, null");
        assertThat(database.row("SELECT voter_id FROM opencivicdata_personvote"))
                .isEqualTo(person(1));
        assertThat(database.row("SELECT person_id FROM opencivicdata_billactionrelatedentity"))
                .isEqualTo(person(1));
        assertThat(database.row("SELECT max(updated_at) FROM opencivicdata_bill"))
                .isGreaterThan(before);
        assertThat(database.out()).contains("3 sponsors, voters and participants");
    }

    @Test
    void whatTheImportWouldDecideIsDecidedNow() throws SQLException {
        database.writeMember(1, "Archer", "");
        database.load();
        var linked = database.rows(SPONSORS);

        assertThat(database.importDocuments(documents)).isZero();

        assertThat(database.out())
                .containsPattern("bill +0 +0 +1")
                .containsPattern("vote_event +0 +0 +1");
        assertThat(database.rows(SPONSORS)).containsExactlyInAnyOrderElementsOf(linked);
    }

    @Test
    void namesOfAnotherImporterAreLinkedIfOneChamberOrTheOtherMeansTheSame() throws SQLException {
        database.execute("TRUNCATE hopper.document, hopper.sighting");
        database.execute("DELETE FROM hopper.unmatched_person");
        database.writeMember(1, "Archer", "");
        database.writeMember(2, "Baker", "");
        database.write("legislature/s.yml", senator(3, "Archer"));

        database.load();

        assertThat(database.rows(SPONSORS))
                .containsExactlyInAnyOrder(
                        "Archer, null", "Baker, " + person(2), "Nobody Meant, null");
        assertThat(database.row("SELECT voter_id FROM opencivicdata_personvote"))
                .isEqualTo(person(1));
    }

    @Test
    void participantsAndWhomAgendasNameAreFoundToo() throws SQLException {
        addEvent(database, 1, "Archer");
        addEvent(database, 2, "Nobody Known");
        database.writeMember(1, "Archer", "");

        database.load();

        assertThat(database.rows(EVENT_PEOPLE))
                .containsExactlyInAnyOrder(
                        "participant, Archer, " + person(1),
                        "agenda, Archer, " + person(1),
                        "participant, Nobody Known, null",
                        "agenda, Nobody Known, null");
        assertThat(database.rows("SELECT name, updated_at > '2021-01-02' FROM opencivicdata_event"))
                .containsExactlyInAnyOrder("Event 1, t", "Event 2, f");
        assertThat(database.out()).contains("5 sponsors, voters and participants");
    }

    @Test
    void anEventMeansTheChamberThatItsDocumentWanted() throws SQLException {
        addEvent(database, 1, "Archer");
        database.execute(
                """
                INSERT INTO hopper.unmatched_person
                       (database_id, place, row_name, row_type, row_detail, number, scheme, wanted, chamber)
                SELECT id, place, 'Archer', 'person', detail, 0, '', 'Archer', 'upper'
                  FROM opencivicdata_event,
                       (VALUES ('participant', ''), ('agenda entity', '0 ')) AS row (place, detail)
                """);
        database.writeMember(1, "Archer", "");
        database.load();
        assertThat(database.rows(EVENT_PEOPLE))
                .containsExactlyInAnyOrder("participant, Archer, null", "agenda, Archer, null");

        database.write("legislature/s.yml", senator(2, "Archer"));
        database.load();

        assertThat(database.rows(EVENT_PEOPLE))
                .containsExactlyInAnyOrder(
                        "participant, Archer, " + person(2), "agenda, Archer, " + person(2));
    }

    @Test
    void organizationsThatAreCalledLikeSomebodyStayAsTheyAre() throws SQLException {
        addEvent(database, 1, "Archer");
        database.execute(
                """
                UPDATE opencivicdata_billsponsorship SET entity_type = 'organization';
                UPDATE opencivicdata_billactionrelatedentity SET entity_type = 'organization';
                UPDATE opencivicdata_eventparticipant SET entity_type = 'organization';
                UPDATE opencivicdata_eventrelatedentity SET entity_type = 'organization'
                """);
        var before = database.row("SELECT updated_at FROM opencivicdata_bill");
        database.writeMember(1, "Archer", "");

        database.load();

        assertThat(database.out()).contains("1 sponsor, voter or participant who");
        assertThat(database.row("SELECT voter_id FROM opencivicdata_personvote"))
                .isEqualTo(person(1));
        assertThat(database.row("SELECT updated_at FROM opencivicdata_bill")).isEqualTo(before);
    }

    private static String senator(int number, String name) {
        return """
        id: %s
        name: %s
        roles:
        - type: upper
          jurisdiction: %s
          district: '1'
        """
                .formatted(person(number), name, DELAWARE);
    }
}
