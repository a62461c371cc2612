package org.civichopper.database.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.civichopper.database.TextColumns;
import org.civichopper.model.document.DocumentVersion;
import org.civichopper.model.document.Kind;

/// Which version of every document stands. One statement reads or writes a whole batch.
public final class DocumentLedger {

    /// A key within its jurisdiction.
    public record Key(String jurisdictionId, NaturalKey naturalKey) {}

    /// What a batch leaves behind of one document.
    ///
    /// @param contentHash hexadecimal; null when whatever comes has to be compared
    /// @param unresolved whether a name matched nothing
    /// @param scrapedId the document's `_id`
    /// @param seenAt when it came, if that is not now
    public record Note(
            Key key,
            String databaseId,
            DocumentVersion version,
            String contentHash,
            boolean unresolved,
            OffsetDateTime peopleWatermark,
            String runId,
            String scrapedId,
            Optional<OffsetDateTime> seenAt) {}

    private final Connection connection;

    public DocumentLedger(Connection connection) {
        this.connection = connection;
    }

    private static final String READ =
            """
            SELECT d.kind, d.jurisdiction_id, d.natural_key, d.database_id, s.version_time,
                   s.version_id_time, s.version_last_modified,
                   encode(s.version_sha256, 'hex') AS version_sha256,
                   encode(s.content_hash, 'hex') AS content_hash,
                   s.unresolved, s.people_watermark, s.run_id, s.scraped_id,
                   public_row.updated_at IS NOT NULL AS row_exists,
                   s.row_updated_at = public_row.updated_at AS row_stands
              FROM unnest(?, ?, ?) AS asked (kind, jurisdiction_id, natural_key)
              JOIN hopper.document d
                ON d.jurisdiction_id = asked.jurisdiction_id
               AND d.kind = asked.kind
               AND d.natural_key = asked.natural_key
              JOIN hopper.sighting s ON s.document_id = d.id
             CROSS JOIN LATERAL (
                   SELECT CASE d.kind
                       WHEN 'jurisdiction' THEN (SELECT updated_at FROM opencivicdata_jurisdiction WHERE id = d.database_id)
                       WHEN 'organization' THEN (SELECT updated_at FROM opencivicdata_organization WHERE id = d.database_id)
                       WHEN 'bill' THEN (SELECT updated_at FROM opencivicdata_bill WHERE id = d.database_id)
                       WHEN 'vote_event' THEN (SELECT updated_at FROM opencivicdata_voteevent WHERE id = d.database_id)
                       WHEN 'event' THEN (SELECT updated_at FROM opencivicdata_event WHERE id = d.database_id)
                   END AS updated_at) AS public_row
            """;

    /// The entries under these keys of one kind; keys that are new are missing from the map.
    public Map<Key, Entry> read(Kind kind, Collection<Key> keys) throws SQLException {
        return read(Map.of(kind, keys)).getOrDefault(kind, Map.of());
    }

    /// The same for several kinds.
    public Map<Kind, Map<Key, Entry>> read(Map<Kind, ? extends Collection<Key>> keys)
            throws SQLException {
        var entries = new EnumMap<Kind, Map<Key, Entry>>(Kind.class);
        var asked = ofKinds(keys);
        if (asked.isEmpty()) {
            return entries;
        }
        try (var statement = connection.prepareStatement(READ)) {
            TextColumns.bind(
                    statement,
                    1,
                    asked,
                    each -> each.kind().word(),
                    each -> each.content().jurisdictionId(),
                    each -> each.content().naturalKey().value());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var key =
                            new Key(
                                    rows.getString("jurisdiction_id"),
                                    new NaturalKey(rows.getString("natural_key")));
                    entries.computeIfAbsent(
                                    Kind.ofWord(rows.getString("kind")).orElseThrow(),
                                    _ -> new HashMap<>())
                            .put(key, entry(rows));
                }
            }
        }
        return entries;
    }

    private record OfKind<T>(Kind kind, T content) {}

    private static <T> List<OfKind<T>> ofKinds(Map<Kind, ? extends Collection<T>> all) {
        return all.entrySet().stream()
                .flatMap(each -> each.getValue().stream().map(t -> new OfKind<>(each.getKey(), t)))
                .toList();
    }

    private static final String NEWEST =
            """
            SELECT DISTINCT ON (database_id)
                   d.database_id, s.version_time, s.version_id_time, s.version_last_modified,
                   encode(s.version_sha256, 'hex') AS version_sha256,
                   encode(s.content_hash, 'hex') AS content_hash, s.run_id, s.scraped_id
              FROM hopper.document d
              JOIN hopper.sighting s ON s.document_id = d.id
             WHERE d.database_id = ANY (?)
             ORDER BY d.database_id, s.version_time DESC, s.version_id_time DESC,
                      s.version_last_modified DESC, s.version_sha256 DESC
            """;

    /// The newest document that any key brought to these rows.
    public Map<String, Seen> newest(Collection<String> databaseIds) throws SQLException {
        var newest = new HashMap<String, Seen>();
        if (databaseIds.isEmpty()) {
            return newest;
        }
        try (var statement = connection.prepareStatement(NEWEST)) {
            TextColumns.bind(statement, 1, databaseIds);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    newest.put(rows.getString("database_id"), seen(rows));
                }
            }
        }
        return newest;
    }

    private static final String WRITE =
            """
            WITH given AS (
                SELECT n.jurisdiction_id, n.kind, n.natural_key, n.database_id,
                       n.version_time::timestamptz, n.version_id_time::timestamptz,
                       n.version_last_modified::timestamptz,
                       decode(n.version_sha256, 'hex') AS version_sha256,
                       decode(n.content_hash, 'hex') AS content_hash,
                       n.people_watermark::timestamptz, n.unresolved::boolean, n.run_id,
                       n.scraped_id,
                       coalesce(n.seen_at::timestamptz, now()) AS seen_at,
                       coalesce(j.updated_at, o.updated_at, b.updated_at, v.updated_at,
                                e.updated_at) AS row_updated_at,
                       d.id AS document_id, d.database_id AS known_as
                  FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                       AS n (kind, jurisdiction_id, natural_key, database_id, version_time,
                             version_id_time, version_last_modified, version_sha256, content_hash,
                             people_watermark, unresolved, run_id, scraped_id, seen_at)
                  LEFT JOIN hopper.document d
                    ON d.jurisdiction_id = n.jurisdiction_id
                   AND d.kind = n.kind
                   AND d.natural_key = n.natural_key
                  LEFT JOIN opencivicdata_jurisdiction j ON j.id = n.database_id
                  LEFT JOIN opencivicdata_organization o ON o.id = n.database_id
                  LEFT JOIN opencivicdata_bill b ON b.id = n.database_id
                  LEFT JOIN opencivicdata_voteevent v ON v.id = n.database_id
                  LEFT JOIN opencivicdata_event e ON e.id = n.database_id
            ), moved AS (
                UPDATE hopper.document d
                   SET database_id = given.database_id
                  FROM given
                 WHERE d.id = given.document_id
                   AND given.known_as <> given.database_id
            ), seen AS (
                UPDATE hopper.sighting s
                   SET row_updated_at = given.row_updated_at,
                       people_watermark = given.people_watermark,
                       unresolved = given.unresolved,
                       content_hash = given.content_hash,
                       version_time = given.version_time,
                       version_id_time = given.version_id_time,
                       version_last_modified = given.version_last_modified,
                       seen_at = greatest(s.seen_at, given.seen_at),
                       version_sha256 = given.version_sha256,
                       run_id = given.run_id,
                       scraped_id = given.scraped_id
                  FROM given
                 WHERE s.document_id = given.document_id
            ), added AS (
                INSERT INTO hopper.document (jurisdiction_id, kind, natural_key, database_id)
                SELECT jurisdiction_id, kind, natural_key, database_id
                  FROM given
                 WHERE document_id IS NULL
             RETURNING id, jurisdiction_id, kind, natural_key
            )
            INSERT INTO hopper.sighting (
                   document_id, row_updated_at, people_watermark, unresolved, content_hash,
                   version_time, version_id_time, version_last_modified, seen_at, version_sha256,
                   run_id, scraped_id)
            SELECT coalesce(document_id, added.id), row_updated_at, people_watermark, unresolved,
                   content_hash, version_time, version_id_time, version_last_modified, seen_at,
                   version_sha256, run_id, scraped_id
              FROM given
              LEFT JOIN added USING (jurisdiction_id, kind, natural_key)
             WHERE NOT EXISTS (SELECT FROM hopper.sighting s WHERE s.document_id = given.document_id)
            """;

    /// Remembers what stands now; of several notes on one key the last. Call it after the rows are
    /// written: it reads their updated_at.
    public void write(Map<Kind, List<Note>> notes) throws SQLException {
        var last = new LinkedHashMap<OfKind<Key>, OfKind<Note>>();
        ofKinds(notes)
                .forEach(note -> last.put(new OfKind<>(note.kind(), note.content().key()), note));
        if (last.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(WRITE)) {
            TextColumns.bind(
                    statement,
                    1,
                    last.keySet(),
                    each -> each.kind().word(),
                    each -> each.content().jurisdictionId(),
                    each -> each.content().naturalKey().value());
            TextColumns.bind(
                    statement,
                    4,
                    last.values().stream().map(OfKind::content).toList(),
                    Note::databaseId,
                    note -> note.version().time().toString(),
                    note -> note.version().idTime().toString(),
                    note -> note.version().lastModified().toString(),
                    note -> note.version().sha256(),
                    Note::contentHash,
                    note -> Objects.toString(note.peopleWatermark(), null),
                    note -> Boolean.toString(note.unresolved()),
                    Note::runId,
                    Note::scrapedId,
                    note -> note.seenAt().map(OffsetDateTime::toString).orElse(null));
            statement.executeUpdate();
        }
    }

    private static Entry entry(ResultSet rows) throws SQLException {
        return new Entry(
                rows.getString("database_id"),
                seen(rows),
                rows.getBoolean("row_exists"),
                rows.getBoolean("row_stands"),
                rows.getBoolean("unresolved"),
                rows.getObject("people_watermark", OffsetDateTime.class));
    }

    private static Seen seen(ResultSet rows) throws SQLException {
        return new Seen(
                new DocumentVersion(
                        instant(rows, "version_time"),
                        instant(rows, "version_id_time"),
                        instant(rows, "version_last_modified"),
                        rows.getString("version_sha256")),
                rows.getString("content_hash"),
                Optional.ofNullable(rows.getString("run_id")),
                Optional.ofNullable(rows.getString("scraped_id")));
    }

    private static Instant instant(ResultSet rows, String column) throws SQLException {
        return rows.getObject(column, OffsetDateTime.class).toInstant();
    }
}
