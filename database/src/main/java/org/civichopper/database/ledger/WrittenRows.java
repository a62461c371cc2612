package org.civichopper.database.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.civichopper.database.TextColumns;
import org.civichopper.model.document.DocumentVersion;

/// What is left to tell of rows whose sighting is lost: receipts, and the `_id`s of what brought
/// them. Rows that others wrote have neither.
public final class WrittenRows {

    /// What brought a row last.
    ///
    /// @param received the newest version that has a receipt; its first two parts are known
    /// @param idTime the latest time in an `_id`, where one holds a time
    public record Written(Optional<DocumentVersion> received, Optional<Instant> idTime) {

        /// Whether a document of that version is older than what stands.
        public boolean isNewerThan(DocumentVersion version) {
            var hasTime = !version.idTime().equals(Instant.EPOCH);
            return received.filter(last -> version.compareTo(last) < 0).isPresent()
                    || idTime.filter(last -> hasTime && version.idTime().isBefore(last))
                            .isPresent();
        }
    }

    private final Connection connection;

    public WrittenRows(Connection connection) {
        this.connection = connection;
    }

    private static final String READ =
            """
            SELECT asked.id, last.version_time, last.version_id_time, known.scraped_ids
              FROM unnest(?) AS asked (id)
              LEFT JOIN LATERAL (
                   SELECT r.version_time, r.version_id_time
                     FROM hopper.receipt r
                    WHERE r.database_id = asked.id
                      AND r.outcome IN ('insert', 'update', 'noop')
                    ORDER BY r.version_time DESC, r.version_id_time DESC
                    LIMIT 1) AS last ON true
             CROSS JOIN LATERAL (
                   SELECT array_agg(s.scraped_id) AS scraped_ids
                     FROM hopper.scraped_id s
                    WHERE s.database_id = asked.id) AS known
             WHERE last.version_time IS NOT NULL
                OR known.scraped_ids IS NOT NULL
            """;

    /// Those of these rows that the ledger shows to be written by us.
    public Map<String, Written> read(Collection<String> databaseIds) throws SQLException {
        var written = new HashMap<String, Written>();
        if (databaseIds.isEmpty()) {
            return written;
        }
        try (var statement = connection.prepareStatement(READ)) {
            TextColumns.bind(statement, 1, databaseIds);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    written.put(rows.getString("id"), written(rows));
                }
            }
        }
        return written;
    }

    private static Written written(ResultSet rows) throws SQLException {
        var time = rows.getObject("version_time", OffsetDateTime.class);
        var ids = rows.getArray("scraped_ids");
        var idTime = ids == null ? Optional.<Instant>empty() : latest((String[]) ids.getArray());
        if (time == null) {
            return new Written(Optional.empty(), idTime);
        }
        var version =
                new DocumentVersion(
                        time.toInstant(),
                        rows.getObject("version_id_time", OffsetDateTime.class).toInstant(),
                        Instant.EPOCH,
                        "");
        return new Written(Optional.of(version), idTime);
    }

    private static Optional<Instant> latest(String[] scrapedIds) {
        var now = Instant.now();
        return Stream.of(scrapedIds)
                .flatMap(id -> DocumentVersion.timeInId(id, now).stream())
                .max(Instant::compareTo);
    }
}
