package org.civichopper.importer.bill;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.civichopper.database.TextColumns;

/// Links related bills, both when the pointing bill comes and when the one it points at does.
public final class RelatedBillLinks {

    private RelatedBillLinks() {}

    // A pointing bill's updated_at moves with its link; the ledger moves along, because everything
    // else is as we left it.
    private static final String LINK =
            """
            WITH arrived AS (
                SELECT b.id, b.identifier, s.identifier AS session, s.jurisdiction_id
                  FROM opencivicdata_bill b
                  JOIN opencivicdata_legislativesession s ON s.id = b.legislative_session_id
                 WHERE b.id = ANY (?)
            ), pending AS MATERIALIZED (
                SELECT r.id, r.bill_id, r.identifier, s.id AS session_id
                  FROM arrived
                  JOIN opencivicdata_relatedbill r ON r.bill_id = arrived.id
                  JOIN opencivicdata_legislativesession s
                    ON s.jurisdiction_id = arrived.jurisdiction_id
                   AND s.identifier = r.legislative_session
                 WHERE r.related_bill_id IS NULL
            ), target AS MATERIALIZED (
                SELECT id, identifier, legislative_session_id
                  FROM opencivicdata_bill
                 WHERE legislative_session_id = ANY (ARRAY(SELECT session_id FROM pending))
                   AND identifier = ANY (ARRAY(SELECT identifier FROM pending))
            ), found AS (
                SELECT pending.id, pending.bill_id, target.id AS target
                  FROM pending
                  JOIN target
                    ON target.legislative_session_id = pending.session_id
                   AND target.identifier = pending.identifier
                 UNION
                SELECT r.id, r.bill_id, arrived.id
                  FROM arrived
                  JOIN opencivicdata_relatedbill r
                    ON r.identifier = arrived.identifier
                   AND r.legislative_session = arrived.session
                  JOIN opencivicdata_bill pointing ON pointing.id = r.bill_id
                  JOIN opencivicdata_legislativesession s
                    ON s.id = pointing.legislative_session_id
                   AND s.jurisdiction_id = arrived.jurisdiction_id
                 WHERE r.related_bill_id IS NULL
            ), linked AS (
                UPDATE opencivicdata_relatedbill r
                   SET related_bill_id = found.target
                  FROM (SELECT DISTINCT ON (found.id) found.id, found.target
                          FROM found
                          JOIN opencivicdata_bill b ON b.id = found.target
                         ORDER BY found.id,
                                  EXISTS (SELECT FROM hopper.document d WHERE d.database_id = b.id) DESC,
                                  b.updated_at DESC, b.id) AS found
                 WHERE r.id = found.id
             RETURNING r.bill_id
            ), pointing AS (
                SELECT id, updated_at
                  FROM opencivicdata_bill
                 WHERE id IN (SELECT bill_id FROM linked)
            ), ledger AS (
                UPDATE hopper.sighting
                   SET row_updated_at = ?
                  FROM pointing
                  JOIN hopper.document d ON d.database_id = pointing.id
                 WHERE document_id = d.id
                   AND row_updated_at = pointing.updated_at
            )
            UPDATE opencivicdata_bill b
               SET updated_at = ?
              FROM pointing, opencivicdata_legislativesession s
             WHERE b.id = pointing.id
               AND s.id = b.legislative_session_id
            RETURNING b.id, s.jurisdiction_id
            """;

    /// @param billIds of bills that the batch brought
    /// @return the bills that point better now, each with its jurisdiction
    public static Map<String, String> link(
            Connection connection, OffsetDateTime now, Collection<String> billIds)
            throws SQLException {
        var changed = new HashMap<String, String>();
        if (billIds.isEmpty()) {
            return changed;
        }
        try (var statement = connection.prepareStatement(LINK)) {
            TextColumns.bind(statement, 1, billIds);
            statement.setObject(2, now);
            statement.setObject(3, now);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    changed.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return changed;
    }
}
