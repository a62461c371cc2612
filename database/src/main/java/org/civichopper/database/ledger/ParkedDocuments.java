package org.civichopper.database.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
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

    /// How many documents a transaction takes in, and how many bytes of them.
    public record Room(int documents, long bytes) {}

    /// Documents of a jurisdiction of which what they wait for came, before then.
    public record Called(String jurisdictionId, OffsetDateTime before) {}

    private final Connection connection;

    public ParkedDocuments(Connection connection) {
        this.connection = connection;
    }

    // The first one whatever it weighs. Which they are is known before their contents are read.
    private static final String AWAITING =
            """
            WITH waiting AS MATERIALIZED (
                SELECT id, row_number() OVER oldest AS number,
                       sum(octet_length(content)) OVER oldest AS bytes, count(*) OVER () AS waiting
                  FROM hopper.parked
                 WHERE awaits && ?
                WINDOW oldest AS (ORDER BY id)
            )
            SELECT id, jurisdiction_id, kind, scraped_id, file, stored_key, content, last_modified,
                   awaits, run_id, parked_at, (SELECT max(waiting) FROM waiting) AS waiting
              FROM hopper.parked
             WHERE id = ANY (ARRAY(SELECT id FROM waiting WHERE number = 1 OR number <= ? AND bytes <= ?))
             ORDER BY id
            """;

    /// The documents that wait for any of these, oldest first, as far as there is room for them.
    /// Those that it has none for are called: what they wait for is here, and they are to follow.
    public List<Parked> awaiting(Collection<Awaited> arrived, Room room) throws SQLException {
        var parked = new ArrayList<Parked>();
        if (arrived.isEmpty()) {
            return parked;
        }
        if (room.documents() <= 0) {
            call(arrived, 0);
            return parked;
        }
        var waiting = 0;
        var last = 0L;
        try (var statement = connection.prepareStatement(AWAITING)) {
            TextColumns.bind(statement, 1, arrived, Awaited::token);
            statement.setInt(2, room.documents());
            statement.setLong(3, room.bytes());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    parked.add(parked(rows));
                    waiting = rows.getInt("waiting");
                    last = rows.getLong("id");
                }
            }
        }
        if (waiting > parked.size()) {
            call(arrived, last);
        }
        return parked;
    }

    private static final String CALL =
            """
            UPDATE hopper.parked
               SET called_at = now()
             WHERE awaits && ?
               AND id > ?
               AND called_at IS NULL
            """;

    private void call(Collection<Awaited> arrived, long after) throws SQLException {
        try (var statement = connection.prepareStatement(CALL)) {
            TextColumns.bind(statement, 1, arrived, Awaited::token);
            statement.setLong(2, after);
            statement.executeUpdate();
        }
    }

    private static final String CALLED_IN =
            """
            SELECT DISTINCT jurisdiction_id, now()
              FROM hopper.parked
             WHERE called_at IS NOT NULL
             ORDER BY jurisdiction_id
            """;

    /// What was called up to now.
    public List<Called> called() throws SQLException {
        var called = new ArrayList<Called>();
        try (var statement = connection.prepareStatement(CALLED_IN);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                called.add(new Called(rows.getString(1), rows.getObject(2, OffsetDateTime.class)));
            }
        }
        return called;
    }

    private static final String NEXT_CALLED =
            """
            WITH called AS MATERIALIZED (
                SELECT id, row_number() OVER first AS number,
                       sum(octet_length(content)) OVER first AS bytes
                  FROM (SELECT id, called_at, content
                          FROM hopper.parked
                         WHERE jurisdiction_id = ?
                           AND called_at < ?
                         ORDER BY called_at, id
                         LIMIT ?) AS next
                WINDOW first AS (ORDER BY called_at, id)
            )
            SELECT id, jurisdiction_id, kind, scraped_id, file, stored_key, content, last_modified,
                   awaits, run_id, parked_at
              FROM hopper.parked
             WHERE id = ANY (ARRAY(SELECT id FROM called WHERE number = 1 OR bytes <= ?))
             ORDER BY called_at, id
            """;

    /// Those of the called that were called first, as far as there is room for them.
    public List<Parked> next(Called called, Room room) throws SQLException {
        var parked = new ArrayList<Parked>();
        try (var statement = connection.prepareStatement(NEXT_CALLED)) {
            statement.setString(1, called.jurisdictionId());
            statement.setObject(2, called.before());
            statement.setInt(3, room.documents());
            statement.setLong(4, room.bytes());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    parked.add(parked(rows));
                }
            }
        }
        return parked;
    }

    private static final String CALL_AGAIN =
            """
            UPDATE hopper.parked
               SET called_at = clock_timestamp()
             WHERE jurisdiction_id = ?
               AND kind = ?
               AND scraped_id = ?
            """;

    /// Puts a document that was called, and failed, behind the others.
    public void callAgain(String jurisdictionId, Kind kind, String scrapedId) throws SQLException {
        try (var statement = connection.prepareStatement(CALL_AGAIN)) {
            statement.setString(1, jurisdictionId);
            statement.setString(2, kind.word());
            statement.setString(3, scrapedId);
            statement.executeUpdate();
        }
    }

    private static Parked parked(ResultSet rows) throws SQLException {
        var awaits = (String[]) rows.getArray("awaits").getArray();
        return new Parked(
                rows.getString("jurisdiction_id"),
                kind(rows.getString("kind")),
                rows.getString("scraped_id"),
                rows.getString("file"),
                Optional.ofNullable(rows.getString("stored_key")),
                rows.getBytes("content"),
                rows.getObject("last_modified", OffsetDateTime.class).toInstant(),
                List.of(awaits).stream().map(Awaited::new).toList(),
                Optional.ofNullable(rows.getString("run_id")),
                Optional.of(rows.getObject("parked_at", OffsetDateTime.class)));
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
                   parked_at = excluded.parked_at,
                   called_at = NULL
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
               AND called_at IS NULL
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
                   AND called_at IS NULL
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
