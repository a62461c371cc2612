package org.civichopper.cli.failures;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.civichopper.database.TextColumns;
import org.civichopper.importer.arrival.Delivery;
import org.civichopper.importer.arrival.StoredForm;

/// Where objects lie by now that were handled once, as their receipts say.
final class KeptObjects {

    /// @param storedKey where it was put away
    record Kept(String objectKey, String storedKey) {}

    private final Connection connection;

    KeptObjects(Connection connection) {
        this.connection = connection;
    }

    // Its receipts were written at about the same time, which has an index.
    private static final String OF_BATCH =
            """
            SELECT r.object_key, r.etag, r.put_at, r.content_hash, r.outcome,
                   (SELECT min(first.put_at)
                      FROM hopper.receipt first
                     WHERE first.object_key = r.object_key
                       AND first.content_hash = r.content_hash) AS first_put_at
              FROM hopper.receipt r
             WHERE r.batch_number = ?
               AND r.jurisdiction_id = ?
               AND r.committed_at BETWEEN ? AND ?
             ORDER BY r.object_key
            """;

    /// What was handled in that batch of that jurisdiction.
    List<Kept> ofBatch(long batch, String jurisdictionId, Instant about) throws SQLException {
        try (var statement = connection.prepareStatement(OF_BATCH)) {
            var at = about.atOffset(ZoneOffset.UTC);
            statement.setLong(1, batch);
            statement.setString(2, jurisdictionId);
            statement.setObject(3, at.minusMinutes(5));
            statement.setObject(4, at.plusMinutes(5));
            return kept(statement);
        }
    }

    private static final String LATEST =
            """
            SELECT r.object_key, r.etag, r.put_at, r.content_hash, r.outcome,
                   (SELECT min(first.put_at)
                      FROM hopper.receipt first
                     WHERE first.object_key = r.object_key
                       AND first.content_hash = r.content_hash) AS first_put_at
              FROM hopper.receipt r
             WHERE r.object_key = ANY (?)
               AND r.outcome <> 'rejected'
             ORDER BY r.version_time DESC, r.committed_at DESC
             LIMIT 1
            """;

    /// The newest that was imported from one of these keys.
    Optional<Kept> latest(List<String> objectKeys) throws SQLException {
        try (var statement = connection.prepareStatement(LATEST)) {
            TextColumns.bind(statement, 1, objectKeys);
            return kept(statement).stream().findFirst();
        }
    }

    private static final String OF_BILL =
            """
            SELECT r.object_key, r.etag, r.put_at, r.content_hash, r.outcome, r.put_at AS first_put_at
              FROM hopper.receipt r
             WHERE r.kind = 'bill'
               AND r.outcome IN ('insert', 'update', 'noop')
               AND (r.database_id = (SELECT database_id
                                       FROM hopper.scraped_id
                                      WHERE kind = 'bill'
                                        AND scraped_id = ?
                                        AND jurisdiction_id = ?)
                    OR r.database_id = (SELECT b.id
                                          FROM opencivicdata_bill b
                                          JOIN opencivicdata_legislativesession s
                                            ON s.id = b.legislative_session_id
                                         WHERE s.jurisdiction_id = ?
                                           AND s.identifier = ?
                                           AND b.identifier = ?
                                         LIMIT 1))
             ORDER BY r.committed_at DESC
             LIMIT 1
            """;

    /// What brought a bill last, by any `_id` that it had or by what people call it.
    Optional<Kept> ofBill(
            String scrapedId, String jurisdictionId, String session, String identifier)
            throws SQLException {
        try (var statement = connection.prepareStatement(OF_BILL)) {
            statement.setString(1, scrapedId);
            statement.setString(2, jurisdictionId);
            statement.setString(3, jurisdictionId);
            statement.setString(4, session);
            statement.setString(5, identifier);
            return kept(statement).stream().findFirst();
        }
    }

    private static List<Kept> kept(PreparedStatement statement) throws SQLException {
        var kept = new ArrayList<Kept>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                var putAt = rows.getObject("put_at", OffsetDateTime.class).toInstant();
                var delivery =
                        new Delivery(
                                rows.getString("object_key"),
                                rows.getString("object_key"),
                                rows.getString("etag"),
                                putAt,
                                StoredForm.UNKNOWN,
                                rows.getString("content_hash"),
                                rows.getObject("first_put_at", OffsetDateTime.class).toInstant(),
                                Optional.empty(),
                                Optional.empty(),
                                putAt);
                var folder =
                        rows.getString("outcome").equals("rejected")
                                ? Delivery.REJECTED
                                : Delivery.ARCHIVED;
                kept.add(new Kept(delivery.objectKey(), delivery.storedKey(folder)));
            }
        }
        return kept;
    }
}
