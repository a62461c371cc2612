package org.civichopper.database.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.civichopper.database.TextColumns;
import org.civichopper.model.document.Kind;

/// Documents that came before what they name: they wait here, whole, and are imported in the
/// transaction that brings it.
public final class ParkedDocuments {

    /// A document that waits.
    ///
    /// @param file what an operator knows it by
    /// @param storedKey where its object lies, if it came as one
    /// @param lastModified of the object that brought it
    /// @param since when it came; empty for one that comes now
    public record Parked(
            String jurisdictionId,
            Kind kind,
            String scrapedId,
            String file,
            Optional<String> storedKey,
            byte[] content,
            Instant lastModified,
            List<Awaited> awaits,
            Optional<String> runId,
            Optional<OffsetDateTime> since) {}

    private final Connection connection;

    public ParkedDocuments(Connection connection) {
        this.connection = connection;
    }

    private static final String AWAITING =
            """
            SELECT jurisdiction_id, kind, scraped_id, file, stored_key, content, last_modified,
                   awaits, run_id, parked_at
              FROM hopper.parked
             WHERE awaits && ?
             ORDER BY id
            """;

    /// The documents that wait for any of these.
    public List<Parked> awaiting(Collection<Awaited> arrived) throws SQLException {
        var parked = new ArrayList<Parked>();
        if (arrived.isEmpty()) {
            return parked;
        }
        try (var statement = connection.prepareStatement(AWAITING)) {
            TextColumns.bind(statement, 1, arrived, Awaited::token);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var awaits = (String[]) rows.getArray("awaits").getArray();
                    parked.add(
                            new Parked(
                                    rows.getString("jurisdiction_id"),
                                    kind(rows.getString("kind")),
                                    rows.getString("scraped_id"),
                                    rows.getString("file"),
                                    Optional.ofNullable(rows.getString("stored_key")),
                                    rows.getBytes("content"),
                                    rows.getObject("last_modified", OffsetDateTime.class)
                                            .toInstant(),
                                    List.of(awaits).stream().map(Awaited::new).toList(),
                                    Optional.ofNullable(rows.getString("run_id")),
                                    Optional.of(
                                            rows.getObject("parked_at", OffsetDateTime.class))));
                }
            }
        }
        return parked;
    }

    private static final String PARK =
            """
            INSERT INTO hopper.parked AS p
                   (jurisdiction_id, kind, scraped_id, file, stored_key, content, last_modified,
                    awaits, run_id, parked_at)
            SELECT jurisdiction_id, kind, scraped_id, file, stored_key, decode(content, 'hex'),
                   last_modified::timestamptz, awaits::text[], run_id,
                   coalesce(since::timestamptz, clock_timestamp())
              FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                   AS given (jurisdiction_id, kind, scraped_id, file, stored_key, content,
                             last_modified, awaits, run_id, since)
                ON CONFLICT (jurisdiction_id, kind, scraped_id) DO UPDATE
               SET file = excluded.file,
                   stored_key = excluded.stored_key,
                   content = excluded.content,
                   last_modified = excluded.last_modified,
                   awaits = excluded.awaits,
                   run_id = excluded.run_id,
                   parked_at = excluded.parked_at
             WHERE p.last_modified <= excluded.last_modified
            """;

    /// Keeps documents until what they wait for comes. One that waits already waits for the new,
    /// unless it came later.
    public void park(List<Parked> documents) throws SQLException {
        if (documents.isEmpty()) {
            return;
        }
        // The same document may have come twice, and a statement may meet each row only once.
        var latest = new LinkedHashMap<List<Object>, Parked>();
        for (var parked : documents) {
            latest.merge(
                    List.of(parked.jurisdictionId(), parked.kind(), parked.scrapedId()),
                    parked,
                    BinaryOperator.maxBy(Comparator.comparing(Parked::lastModified)));
        }
        try (var statement = connection.prepareStatement(PARK)) {
            TextColumns.bind(
                    statement,
                    1,
                    latest.values(),
                    Parked::jurisdictionId,
                    parked -> parked.kind().word(),
                    Parked::scrapedId,
                    Parked::file,
                    parked -> parked.storedKey().orElse(null),
                    parked -> HexFormat.of().formatHex(parked.content()),
                    parked -> parked.lastModified().toString(),
                    parked -> TextColumns.arrayLiteral(tokens(parked)),
                    parked -> parked.runId().orElse(null),
                    parked -> parked.since().map(OffsetDateTime::toString).orElse(null));
            statement.executeUpdate();
        }
    }

    private static List<String> tokens(Parked parked) {
        return parked.awaits().stream().map(Awaited::token).toList();
    }

    private static final String EXPIRED_IN =
            """
            SELECT DISTINCT jurisdiction_id
              FROM hopper.parked
             WHERE parked_at < clock_timestamp() - make_interval(secs => ?)
             ORDER BY jurisdiction_id
            """;

    /// Where documents have waited longer than that.
    public List<String> jurisdictionsWithExpired(Duration longest) throws SQLException {
        var ids = new ArrayList<String>();
        try (var statement = connection.prepareStatement(EXPIRED_IN)) {
            statement.setDouble(1, longest.toSeconds());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
        }
        return ids;
    }

    private static final String EXPIRE =
            """
            WITH expired AS (
                DELETE FROM hopper.parked
                 WHERE jurisdiction_id = ?
                   AND parked_at < clock_timestamp() - make_interval(secs => ?)
             RETURNING jurisdiction_id, kind, file, stored_key, awaits, run_id
            )
            INSERT INTO hopper.rejected
                   (jurisdiction_id, kind, file, stored_key, place, expected, found, run_id)
            SELECT jurisdiction_id, kind, file, stored_key, 'document',
                   array_to_string(awaits, ' or ') || ' within ' || ?, 'none', run_id
              FROM expired
            RETURNING file || ' rejected: document: expected ' || expected || ', found none'
            """;

    /// Rejects the documents of a jurisdiction that have waited longer than that.
    ///
    /// @return a line for each
    public List<String> expire(String jurisdictionId, Duration longest) throws SQLException {
        var lines = new ArrayList<String>();
        try (var statement = connection.prepareStatement(EXPIRE)) {
            statement.setString(1, jurisdictionId);
            statement.setDouble(2, longest.toSeconds());
            statement.setString(3, inWords(longest));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
        }
        return lines;
    }

    private static String inWords(Duration time) {
        return time.toDays() > 0 ? time.toDays() + " days" : time.toSeconds() + " seconds";
    }

    private static final String RELEASE =
            """
            DELETE FROM hopper.parked p
             USING unnest(?, ?, ?) AS done (jurisdiction_id, kind, scraped_id)
             WHERE p.jurisdiction_id = done.jurisdiction_id
               AND p.kind = done.kind
               AND p.scraped_id = done.scraped_id
            """;

    /// Forgets documents that wait no longer.
    public void release(List<Parked> documents) throws SQLException {
        if (documents.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(RELEASE)) {
            TextColumns.bind(
                    statement,
                    1,
                    documents,
                    Parked::jurisdictionId,
                    parked -> parked.kind().word(),
                    Parked::scrapedId);
            statement.executeUpdate();
        }
    }

    private static Kind kind(String word) {
        return Kind.ofWord(word)
                .orElseThrow(() -> new IllegalStateException("hopper.parked holds a " + word));
    }
}
