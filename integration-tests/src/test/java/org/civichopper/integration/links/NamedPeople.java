package org.civichopper.integration.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.testing.LoadedDatabase.DELAWARE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.civichopper.testing.LoadedDatabase;

/// A bill, a vote and events that name Archer, Baker and others before anybody stands.
final class NamedPeople {

    static final String SPONSORS = "SELECT name, person_id FROM opencivicdata_billsponsorship";

    static final String EVENT_PEOPLE =
            """
            SELECT 'participant', name, person_id FROM opencivicdata_eventparticipant
             UNION ALL
            SELECT 'agenda', name, person_id FROM opencivicdata_eventrelatedentity
            """;

    private NamedPeople() {}

    static void importInto(LoadedDatabase database, Path documents)
            throws SQLException, IOException {
        database.execute(
                """
                INSERT INTO opencivicdata_legislativesession
                       (id, identifier, name, classification, start_date, end_date, jurisdiction_id, active)
                VALUES ('00000000-0000-0000-0000-000000000153', '153', '153', '', '2025-01-01', '2026-12-31',
                        'ocd-jurisdiction/country:us/state:de/government', true)
                """);
        document(
                documents,
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
                documents,
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

    /// An event of another importer, with somebody who takes part and is on its agenda.
    static void addEvent(LoadedDatabase database, int number, String name) throws SQLException {
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

    private static void document(Path documents, String file, String json) throws IOException {
        Files.writeString(documents.resolve(file), json.formatted(DELAWARE));
    }
}
