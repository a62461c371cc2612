package org.civichopper.database.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.civichopper.database.TextColumns;
import org.civichopper.model.document.DocumentVersion;
import org.civichopper.model.document.Kind;

/// One receipt per object of the bucket that was handled.
public final class Receipts {

    /// @param putAt when the object was put there: the same content may come again
    /// @param contentHash SHA-256 of the object, hexadecimal
    /// @param outcome one of the words that `hopper.receipt` allows
    public record Receipt(
            String objectKey,
            String etag,
            Instant putAt,
            String contentHash,
            String jurisdictionId,
            Kind kind,
            Optional<String> scrapedId,
            Optional<String> databaseId,
            String outcome,
            Optional<DocumentVersion> version,
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
                   object_key, etag, put_at, content_hash, jurisdiction_id, kind, scraped_id,
                   database_id, outcome, version_time, version_id_time, run_id, scraped_at, sent_at,
                   received_at, batch_number)
            SELECT object_key, etag, put_at::timestamptz, content_hash, jurisdiction_id, kind,
                   scraped_id, database_id, outcome,
                   version_time::timestamptz, version_id_time::timestamptz, run_id, scraped_at::timestamptz,
                   sent_at::timestamptz, received_at::timestamptz, ?
              FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                   AS given (object_key, etag, put_at, content_hash, jurisdiction_id, kind,
                             scraped_id, database_id, outcome, version_time, version_id_time,
                             run_id, scraped_at, sent_at, received_at)
                ON CONFLICT (object_key, etag, put_at) DO NOTHING
            """;

    /// Writes receipts; the first one for an object is the one that counts.
    ///
    /// @param batch its number
    public void write(List<Receipt> receipts, long batch) throws SQLException {
        if (receipts.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(WRITE)) {
            statement.setLong(1, batch);
            TextColumns.bind(
                    statement,
                    2,
                    receipts,
                    Receipt::objectKey,
                    Receipt::etag,
                    receipt -> receipt.putAt().toString(),
                    Receipt::contentHash,
                    Receipt::jurisdictionId,
                    receipt -> receipt.kind().word(),
                    receipt -> receipt.scrapedId().orElse(null),
                    receipt -> receipt.databaseId().orElse(null),
                    Receipt::outcome,
                    receipt -> text(receipt.version().map(DocumentVersion::time)),
                    receipt -> text(receipt.version().map(DocumentVersion::idTime)),
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

    /// An object that a message names and that is not there any more.
    ///
    /// @param contentHash SHA-256, where the message says it
    /// @param sentAt when the message was sent, where it says so
    public record Gone(String objectKey, Optional<String> contentHash, Optional<Instant> sentAt) {}

    // Under a key that comes with every scrape, only these tell this time's object from the last
    // one's; one that was put later has taken its place. A bucket keeps whole seconds.
    private static final String HANDLED =
            """
            SELECT position
              FROM unnest(?, ?, ?) WITH ORDINALITY AS asked (object_key, content_hash, sent_at, position)
             WHERE EXISTS (
                   SELECT FROM hopper.receipt r
                    WHERE r.object_key = asked.object_key
                      AND (asked.content_hash IS NULL
                           OR r.content_hash = asked.content_hash
                           OR r.put_at >= date_trunc('second', asked.sent_at::timestamptz)))
            """;

    /// Which of these have a receipt: they are gone because their work is done.
    public Set<Gone> handled(List<Gone> objects) throws SQLException {
        var handled = new HashSet<Gone>();
        if (objects.isEmpty()) {
            return handled;
        }
        try (var statement = connection.prepareStatement(HANDLED)) {
            TextColumns.bind(
                    statement,
                    1,
                    objects,
                    Gone::objectKey,
                    gone -> gone.contentHash().orElse(null),
                    gone -> text(gone.sentAt()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    handled.add(objects.get(rows.getInt(1) - 1));
                }
            }
        }
        return handled;
    }
}
