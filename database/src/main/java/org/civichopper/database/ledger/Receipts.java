package org.civichopper.database.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.civichopper.database.TextColumns;
import org.civichopper.model.document.Kind;

/// One receipt per object of the bucket that was handled.
public final class Receipts {

    /// @param outcome one of the words that `hopper.receipt` allows
    public record Receipt(
            String objectKey,
            String etag,
            String jurisdictionId,
            Kind kind,
            Optional<String> scrapedId,
            Optional<String> databaseId,
            String outcome,
            Optional<Instant> version,
            Optional<String> runId,
            Optional<Instant> scrapedAt,
            Optional<Instant> sentAt,
            Instant receivedAt) {}

    private final Connection connection;

    public Receipts(Connection connection) {
        this.connection = connection;
    }

    private static final String WRITE =
            """
            INSERT INTO hopper.receipt AS r (
                   object_key, etag, jurisdiction_id, kind, scraped_id, database_id, outcome,
                   version_time, run_id, scraped_at, sent_at, received_at)
            SELECT object_key, etag, jurisdiction_id, kind, scraped_id, database_id, outcome,
                   version_time::timestamptz, run_id, scraped_at::timestamptz,
                   sent_at::timestamptz, received_at::timestamptz
              FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                   AS given (object_key, etag, jurisdiction_id, kind, scraped_id, database_id,
                             outcome, version_time, run_id, scraped_at, sent_at, received_at)
                ON CONFLICT (object_key, etag) DO NOTHING
            """;

    /// Writes receipts; the first one for an object is the one that counts.
    public void write(List<Receipt> receipts) throws SQLException {
        if (receipts.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(WRITE)) {
            TextColumns.bind(
                    statement,
                    1,
                    receipts,
                    Receipt::objectKey,
                    Receipt::etag,
                    Receipt::jurisdictionId,
                    receipt -> receipt.kind().word(),
                    receipt -> receipt.scrapedId().orElse(null),
                    receipt -> receipt.databaseId().orElse(null),
                    Receipt::outcome,
                    receipt -> text(receipt.version()),
                    receipt -> receipt.runId().orElse(null),
                    receipt -> text(receipt.scrapedAt()),
                    receipt -> text(receipt.sentAt()),
                    receipt -> receipt.receivedAt().toString());
            statement.executeUpdate();
        }
    }

    private static String text(Optional<Instant> time) {
        return time.map(Instant::toString).orElse(null);
    }

    private static final String HANDLED =
            """
            SELECT DISTINCT object_key
              FROM hopper.receipt
             WHERE object_key = ANY (?)
            """;

    /// Which of these keys have a receipt: their objects are gone because their work is done.
    public Set<String> handled(Collection<String> objectKeys) throws SQLException {
        var handled = new HashSet<String>();
        if (objectKeys.isEmpty()) {
            return handled;
        }
        try (var statement = connection.prepareStatement(HANDLED)) {
            TextColumns.bind(statement, 1, objectKeys);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    handled.add(rows.getString(1));
                }
            }
        }
        return handled;
    }
}
