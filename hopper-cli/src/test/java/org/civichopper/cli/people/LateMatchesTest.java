package org.civichopper.cli.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.cli.people.LoadedDatabase.DELAWARE;
import static org.civichopper.cli.people.LoadedDatabase.person;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// Documents that came before their people, and people who became one.
class LateMatchesTest {

    private static final String SPONSORS =
            "SELECT name, person_id FROM opencivicdata_billsponsorship";

    @TempDir private Path folder;
    @TempDir private Path documents;
    private LoadedDatabase database;

    @BeforeEach
    void createDatabase(TestInfo test) throws SQLException, IOException {
        var name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        database = new LoadedDatabase("l_" + name, folder);
        database.execute(
                """
                INSERT INTO opencivicdata_legislativesession
                       (id, identifier, name, classification, start_date, end_date, jurisdiction_id, active)
                VALUES ('00000000-0000-0000-0000-000000000153', '153', '153', '', '2025-01-01', '2026-12-31',
                        'ocd-jurisdiction/country:us/state:de/government', true)
                """);
        document(
                "bill_00000000-0000-0000-0000-0000000000b1.json",
                """
                {"_id": "b1", "jurisdiction": {"id": "%s"}, "legislative_session": "153",
                 "identifier": "HB 1", "title": "A bill", "classification": ["bill"],
                 "from_organization": "~{\\"classification\\": \\"lower\\"}",
                 "actions": [{"description": "Read", "date": "2025-02-01",
                   "organization_id": "~{\\"classification\\": \\"lower\\"}",
                   "related_entities": [{"name": "Archer", "entity_type": "person",
                     "person_id": "~{\\"name\\": \\"Archer\\"}"}]}],
                 "sponsorships": [
                  {"name": "Archer", "entity_type": "person", "primary": true, "classification": "primary",
                   "person_id": "~{\\"name\\": \\"Archer\\"}"},
                  {"name": "Baker", "entity_type": "person", "primary": false, "classification": "co",
                   "person_id": "~{\\"chamber\\": \\"upper\\", \\"name\\": \\"Baker\\"}"},
                  {"name": "Nobody Meant", "entity_type": "person", "primary": false, "classification": "co",
                   "person_id": null}]}
                """);
        document(
                "vote_event_00000000-0000-0000-0000-0000000000c1.json",
                """
                {"_id": "c1", "jurisdiction": {"id": "%s"}, "legislative_session": "153",
                 "identifier": "1", "motion_text": "Passage", "start_date": "2025-02-01", "result": "pass",
                 "motion_classification": ["passage"], "bill": "b1",
                 "organization": "~{\\"classification\\": \\"lower\\"}",
                 "counts": [], "sources": [],
                 "votes": [{"option": "yes", "voter_name": "Archer", "note": "",
                            "voter_id": "~{\\"name\\": \\"Archer\\"}"}]}
                """);
        assertThat(database.importDocuments(documents)).as(database.err()).isZero();
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
        database.execute("DELETE FROM hopper.document");
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
    void participantsAndWhomAgendasNameAreFoundToo() throws SQLException {
        addEvent(1, "Archer");
        addEvent(2, "Nobody Known");
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
        addEvent(1, "Archer");
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
        addEvent(1, "Archer");
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

    @Test
    void everythingThatPointedAtAFormerIdMovesAndNothingElseIsTouched() throws Exception {
        addEvent(1, "Archer");
        addEvent(2, "Nobody Known");
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

    private static final String EVENT_PEOPLE =
            """
            SELECT 'participant', name, person_id FROM opencivicdata_eventparticipant
             UNION ALL
            SELECT 'agenda', name, person_id FROM opencivicdata_eventrelatedentity
            """;

    /// An event of another importer, with somebody who takes part and is on its agenda.
    private void addEvent(int number, String name) throws SQLException {
        database.execute(
                """
                INSERT INTO opencivicdata_event
                       (id, created_at, updated_at, extras, name, description, classification, start_date, end_date,
                        all_day, status, upstream_id, dedupe_key, deleted, links, sources, jurisdiction_id)
                VALUES ('ocd-event/%1$d', now(), '2021-01-01', '{}', 'Event %1$d', '', '', '', '', false, '', '',
                        NULL, false, '[]', '[]', '%2$s');
                INSERT INTO opencivicdata_eventparticipant (id, name, entity_type, note, event_id)
                VALUES (gen_random_uuid(), '%3$s', 'person', '', 'ocd-event/%1$d');
                WITH item AS (
                    INSERT INTO opencivicdata_eventagendaitem
                           (id, description, classification, "order", subjects, notes, extras, event_id)
                    VALUES (gen_random_uuid(), '', '{}', 0, '{}', '{}', '{}', 'ocd-event/%1$d')
                 RETURNING id)
                INSERT INTO opencivicdata_eventrelatedentity (id, name, entity_type, note, agenda_item_id)
                SELECT gen_random_uuid(), '%3$s', 'person', '', id FROM item
                """
                        .formatted(number, DELAWARE, name));
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

    private void document(String file, String json) throws IOException {
        Files.writeString(documents.resolve(file), json.formatted(DELAWARE));
    }
}
