package org.civichopper.importer.person;

/// A name that matched nobody, where it stands, and how to give it its person.
///
/// @param wanted the names of some jurisdictions, each with its session (NULL for events) and the
///   chamber that its document wanted: '' for any, `?` where nobody wrote it down; and how often it
///   stands there
/// @param link takes columns of jurisdiction, session, name, chamber and person; returns how many
///   names were linked
enum LateName {
    SPONSOR(
            """
            SELECT s.jurisdiction_id, s.id AS session_id, s.start_date, s.end_date, part.name,
                   coalesce(u.chamber, '?') AS chamber, count(*) AS times
              FROM opencivicdata_legislativesession s
              JOIN opencivicdata_bill b ON b.legislative_session_id = s.id
              JOIN opencivicdata_billsponsorship part ON part.bill_id = b.id
              LEFT JOIN hopper.unmatched_person u ON u.database_id = b.id AND u.name = part.name
             WHERE s.jurisdiction_id = ANY (?)
               AND part.person_id IS NULL
               AND part.entity_type = 'person'
               AND (u.name IS NOT NULL OR NOT EXISTS (
                    SELECT FROM hopper.document d WHERE d.database_id = b.id))
             GROUP BY 1, 2, 3, 4, 5, 6
             ORDER BY session_id
            """,
            """
            WITH linked AS (
                UPDATE opencivicdata_billsponsorship AS part
                   SET person_id = found.person_id
                  FROM unnest(?, ?, ?, ?, ?)
                       AS found (jurisdiction_id, session_id, name, chamber, person_id)
                  JOIN opencivicdata_bill b ON b.legislative_session_id = found.session_id::uuid
                  LEFT JOIN hopper.unmatched_person u
                    ON u.database_id = b.id AND u.name = found.name
                 WHERE part.bill_id = b.id
                   AND part.name = found.name
                   AND part.person_id IS NULL
                   AND part.entity_type = 'person'
                   AND (u.chamber = found.chamber OR u.name IS NULL AND found.chamber = '?'
                        AND NOT EXISTS (
                            SELECT FROM hopper.document d WHERE d.database_id = b.id))
             RETURNING part.bill_id
            ), touched AS (
                UPDATE opencivicdata_bill SET updated_at = ?
                 WHERE id IN (SELECT bill_id FROM linked)
            )
            SELECT count(*) FROM linked
            """),
    ACTION_ENTITY(
            """
            SELECT s.jurisdiction_id, s.id AS session_id, s.start_date, s.end_date, part.name,
                   coalesce(u.chamber, '?') AS chamber, count(*) AS times
              FROM opencivicdata_legislativesession s
              JOIN opencivicdata_bill b ON b.legislative_session_id = s.id
              JOIN opencivicdata_billaction a ON a.bill_id = b.id
              JOIN opencivicdata_billactionrelatedentity part ON part.action_id = a.id
              LEFT JOIN hopper.unmatched_person u ON u.database_id = b.id AND u.name = part.name
             WHERE s.jurisdiction_id = ANY (?)
               AND part.person_id IS NULL
               AND part.entity_type = 'person'
               AND (u.name IS NOT NULL OR NOT EXISTS (
                    SELECT FROM hopper.document d WHERE d.database_id = b.id))
             GROUP BY 1, 2, 3, 4, 5, 6
             ORDER BY session_id
            """,
            """
            WITH linked AS (
                UPDATE opencivicdata_billactionrelatedentity AS part
                   SET person_id = found.person_id
                  FROM unnest(?, ?, ?, ?, ?)
                       AS found (jurisdiction_id, session_id, name, chamber, person_id)
                  JOIN opencivicdata_bill b ON b.legislative_session_id = found.session_id::uuid
                  JOIN opencivicdata_billaction a ON a.bill_id = b.id
                  LEFT JOIN hopper.unmatched_person u
                    ON u.database_id = b.id AND u.name = found.name
                 WHERE part.action_id = a.id
                   AND part.name = found.name
                   AND part.person_id IS NULL
                   AND part.entity_type = 'person'
                   AND (u.chamber = found.chamber OR u.name IS NULL AND found.chamber = '?'
                        AND NOT EXISTS (
                            SELECT FROM hopper.document d WHERE d.database_id = b.id))
             RETURNING b.id
            ), touched AS (
                UPDATE opencivicdata_bill SET updated_at = ?
                 WHERE id IN (SELECT id FROM linked)
            )
            SELECT count(*) FROM linked
            """),
    VOTER(
            """
            SELECT s.jurisdiction_id, s.id AS session_id, s.start_date, s.end_date,
                   part.voter_name AS name, coalesce(u.chamber, o.classification) AS chamber, count(*) AS times
              FROM opencivicdata_legislativesession s
              JOIN opencivicdata_voteevent v ON v.legislative_session_id = s.id
              JOIN opencivicdata_organization o ON o.id = v.organization_id
              JOIN opencivicdata_personvote part ON part.vote_event_id = v.id
              LEFT JOIN hopper.unmatched_person u
                ON u.database_id = v.id AND u.name = part.voter_name
             WHERE s.jurisdiction_id = ANY (?)
               AND part.voter_id IS NULL
               AND (u.name IS NOT NULL OR NOT EXISTS (
                    SELECT FROM hopper.document d WHERE d.database_id = v.id))
             GROUP BY 1, 2, 3, 4, 5, 6
             ORDER BY session_id
            """,
            """
            WITH linked AS (
                UPDATE opencivicdata_personvote AS part
                   SET voter_id = found.person_id
                  FROM unnest(?, ?, ?, ?, ?)
                       AS found (jurisdiction_id, session_id, name, chamber, person_id)
                  JOIN opencivicdata_voteevent v
                    ON v.legislative_session_id = found.session_id::uuid
                  JOIN opencivicdata_organization o ON o.id = v.organization_id
                  LEFT JOIN hopper.unmatched_person u
                    ON u.database_id = v.id AND u.name = found.name
                 WHERE part.vote_event_id = v.id
                   AND part.voter_name = found.name
                   AND part.voter_id IS NULL
                   AND (u.chamber = found.chamber OR u.name IS NULL
                        AND found.chamber = o.classification
                        AND NOT EXISTS (
                            SELECT FROM hopper.document d WHERE d.database_id = v.id))
             RETURNING part.vote_event_id
            ), touched AS (
                UPDATE opencivicdata_voteevent SET updated_at = ?
                 WHERE id IN (SELECT vote_event_id FROM linked)
            )
            SELECT count(*) FROM linked
            """),
    PARTICIPANT(
            """
            SELECT e.jurisdiction_id, NULL AS session_id, '' AS start_date, '' AS end_date,
                   part.name, coalesce(u.chamber, '?') AS chamber, count(*) AS times
              FROM opencivicdata_event e
              JOIN opencivicdata_eventparticipant part ON part.event_id = e.id
              LEFT JOIN hopper.unmatched_person u ON u.database_id = e.id AND u.name = part.name
             WHERE e.jurisdiction_id = ANY (?)
               AND part.person_id IS NULL
               AND part.entity_type = 'person'
               AND (u.name IS NOT NULL OR NOT EXISTS (
                    SELECT FROM hopper.document d WHERE d.database_id = e.id))
             GROUP BY 1, 2, 3, 4, 5, 6
            """,
            """
            WITH linked AS (
                UPDATE opencivicdata_eventparticipant AS part
                   SET person_id = found.person_id
                  FROM unnest(?, ?, ?, ?, ?)
                       AS found (jurisdiction_id, session_id, name, chamber, person_id)
                  JOIN opencivicdata_event e ON e.jurisdiction_id = found.jurisdiction_id
                  LEFT JOIN hopper.unmatched_person u
                    ON u.database_id = e.id AND u.name = found.name
                 WHERE part.event_id = e.id
                   AND part.name = found.name
                   AND part.person_id IS NULL
                   AND part.entity_type = 'person'
                   AND (u.chamber = found.chamber OR u.name IS NULL AND found.chamber = '?'
                        AND NOT EXISTS (
                            SELECT FROM hopper.document d WHERE d.database_id = e.id))
             RETURNING part.event_id
            ), touched AS (
                UPDATE opencivicdata_event SET updated_at = ?
                 WHERE id IN (SELECT event_id FROM linked)
            )
            SELECT count(*) FROM linked
            """),
    AGENDA_ENTITY(
            """
            SELECT e.jurisdiction_id, NULL AS session_id, '' AS start_date, '' AS end_date,
                   part.name, coalesce(u.chamber, '?') AS chamber, count(*) AS times
              FROM opencivicdata_event e
              JOIN opencivicdata_eventagendaitem i ON i.event_id = e.id
              JOIN opencivicdata_eventrelatedentity part ON part.agenda_item_id = i.id
              LEFT JOIN hopper.unmatched_person u ON u.database_id = e.id AND u.name = part.name
             WHERE e.jurisdiction_id = ANY (?)
               AND part.person_id IS NULL
               AND part.entity_type = 'person'
               AND (u.name IS NOT NULL OR NOT EXISTS (
                    SELECT FROM hopper.document d WHERE d.database_id = e.id))
             GROUP BY 1, 2, 3, 4, 5, 6
            """,
            """
            WITH linked AS (
                UPDATE opencivicdata_eventrelatedentity AS part
                   SET person_id = found.person_id
                  FROM unnest(?, ?, ?, ?, ?)
                       AS found (jurisdiction_id, session_id, name, chamber, person_id)
                  JOIN opencivicdata_event e ON e.jurisdiction_id = found.jurisdiction_id
                  JOIN opencivicdata_eventagendaitem i ON i.event_id = e.id
                  LEFT JOIN hopper.unmatched_person u
                    ON u.database_id = e.id AND u.name = found.name
                 WHERE part.agenda_item_id = i.id
                   AND part.name = found.name
                   AND part.person_id IS NULL
                   AND part.entity_type = 'person'
                   AND (u.chamber = found.chamber OR u.name IS NULL AND found.chamber = '?'
                        AND NOT EXISTS (
                            SELECT FROM hopper.document d WHERE d.database_id = e.id))
             RETURNING e.id
            ), touched AS (
                UPDATE opencivicdata_event SET updated_at = ?
                 WHERE id IN (SELECT id FROM linked)
            )
            SELECT count(*) FROM linked
            """);

    private final String wanted;
    private final String link;

    LateName(String wanted, String link) {
        this.wanted = wanted;
        this.link = link;
    }

    String wanted() {
        return wanted;
    }

    String link() {
        return link;
    }
}
