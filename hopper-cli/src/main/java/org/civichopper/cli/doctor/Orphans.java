package org.civichopper.cli.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.civichopper.database.schema.ExpectedReferences;

/// What speaks of something that is not there.
final class Orphans {

    private Orphans() {}

    // A document without a hash may be known without a row: a complete run has retired it.
    private static final String LEDGER =
            """
            SELECT 'hopper.document' AS place, 'a row for each document that stands' AS expected,
                   count(*) AS found,
                   min(kind || ' ' || natural_key || ' of ' || jurisdiction_id || ': ' || database_id) AS example
              FROM hopper.document d
              JOIN hopper.sighting s ON s.document_id = d.id
             WHERE s.content_hash IS NOT NULL
               AND CASE d.kind
                       WHEN 'jurisdiction' THEN NOT EXISTS (SELECT FROM opencivicdata_jurisdiction WHERE id = d.database_id)
                       WHEN 'organization' THEN NOT EXISTS (SELECT FROM opencivicdata_organization WHERE id = d.database_id)
                       WHEN 'bill' THEN NOT EXISTS (SELECT FROM opencivicdata_bill WHERE id = d.database_id)
                       WHEN 'vote_event' THEN NOT EXISTS (SELECT FROM opencivicdata_voteevent WHERE id = d.database_id)
                       WHEN 'event' THEN NOT EXISTS (SELECT FROM opencivicdata_event WHERE id = d.database_id)
                   END
             UNION ALL
            SELECT 'hopper.sighting', 'a document for each sighting', count(*), min(document_id::text)
              FROM hopper.sighting
             WHERE NOT EXISTS (SELECT FROM hopper.document d WHERE d.id = document_id)
             UNION ALL
            SELECT 'hopper.waiting_link', 'an agenda entity for each link that waits', count(*),
                   min(related_entity_id::text || ' waits for ' || token)
              FROM hopper.waiting_link
             WHERE NOT EXISTS (SELECT FROM opencivicdata_eventrelatedentity WHERE id = related_entity_id)
             UNION ALL
            SELECT 'hopper.named_action', 'a vote for each action that is named', count(*), min(vote_event_id)
              FROM hopper.named_action
             WHERE NOT EXISTS (SELECT FROM opencivicdata_voteevent WHERE id = vote_event_id)
             UNION ALL
            SELECT 'hopper.superseded', 'a row for each document that lost a shared key', count(*),
                   min(file || ': ' || database_id)
              FROM hopper.superseded
             WHERE NOT EXISTS (SELECT FROM opencivicdata_jurisdiction WHERE id = database_id)
               AND NOT EXISTS (SELECT FROM opencivicdata_organization WHERE id = database_id)
               AND NOT EXISTS (SELECT FROM opencivicdata_bill WHERE id = database_id)
               AND NOT EXISTS (SELECT FROM opencivicdata_voteevent WHERE id = database_id)
               AND NOT EXISTS (SELECT FROM opencivicdata_event WHERE id = database_id)
             UNION ALL
            SELECT 'hopper.unmatched_person', 'a bill, vote or event for each person that is not found',
                   count(*), min(database_id)
              FROM hopper.unmatched_person
             WHERE NOT EXISTS (SELECT FROM opencivicdata_bill WHERE id = database_id)
               AND NOT EXISTS (SELECT FROM opencivicdata_voteevent WHERE id = database_id)
               AND NOT EXISTS (SELECT FROM opencivicdata_event WHERE id = database_id)
            """;

    static Outcome examine(Connection connection) throws SQLException {
        var findings = new ArrayList<Finding>();
        inLedger(connection, findings);
        for (var dangling : ExpectedReferences.dangling(connection)) {
            findings.add(
                    new Finding(
                            dangling.place(),
                            "a row of %s for each reference".formatted(dangling.target()),
                            "%,d references to nothing, for example %s"
                                    .formatted(dangling.rows(), dangling.example()),
                            "no foreign key guards this column: set it to NULL, or delete the rows,"
                                    + " then add the key"));
        }
        return Outcome.of(findings, "nothing speaks of what is not there");
    }

    private static void inLedger(Connection connection, List<Finding> findings)
            throws SQLException {
        try (var statement = connection.prepareStatement(LEDGER);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                if (rows.getLong("found") > 0) {
                    findings.add(
                            new Finding(
                                    rows.getString("place"),
                                    rows.getString("expected"),
                                    "%,d without, for example %s"
                                            .formatted(
                                                    rows.getLong("found"),
                                                    rows.getString("example")),
                                    "harmless, because the importer looks for the row; but somebody"
                                            + " deletes rows by hand or restored half a backup."
                                            + " Scrape that jurisdiction again"));
                }
            }
        }
    }
}
