package org.civichopper.database.ledger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.civichopper.database.TextColumns;
import org.civichopper.model.document.DocumentVersion;
import org.civichopper.model.document.Kind;
import org.civichopper.model.wire.RunMessage;

/// Scrapes that say when they begin and end, from the first message to the closing.
public final class Scrapes {

    /// What a scrape is known by: a scraper may use one id for several jurisdictions.
    public record Key(String id, String jurisdictionId) {}

    /// A scrape that is to be closed.
    ///
    /// @param beganAt by the database's clock: when the first thing of it was handled
    /// @param scrapeBeganAt by the scraper's
    /// @param lastHeardAt when the last message was handled or, as long as there is none, anything
    /// @param end empty when the last message never came
    /// @param waitsFor how many objects never came
    public record Finished(
            Key key,
            OffsetDateTime beganAt,
            OffsetDateTime scrapeBeganAt,
            OffsetDateTime lastHeardAt,
            Optional<RunMessage.End> end,
            long waitsFor) {}

    private final Connection connection;

    public Scrapes(Connection connection) {
        this.connection = connection;
    }

    // A scrape that is closed stays as it was closed, and the first last message counts.
    private static final String HEAR =
            """
            INSERT INTO hopper.run AS r (
                   id, jurisdiction_id, source, began_at, scrape_began_at, ended_at,
                   scrape_ended_at, exit_code, expected, complete, counts)
            SELECT id, jurisdiction_id, 'scrape', clock_timestamp(), scrape_began_at,
                   CASE WHEN scrape_ended_at IS NOT NULL THEN clock_timestamp() END,
                   scrape_ended_at, exit_code, expected, complete, counts
              FROM (VALUES (?, ?, ?::timestamptz, ?::timestamptz, ?::integer, ?::jsonb, ?::text[],
                            ?::jsonb))
                   AS said (id, jurisdiction_id, scrape_began_at, scrape_ended_at, exit_code,
                            expected, complete, counts)
                ON CONFLICT (id, jurisdiction_id) DO UPDATE
               SET scrape_began_at = least(r.scrape_began_at, excluded.scrape_began_at),
                   ended_at = coalesce(r.ended_at, excluded.ended_at),
                   scrape_ended_at = coalesce(r.scrape_ended_at, excluded.scrape_ended_at),
                   exit_code = coalesce(r.exit_code, excluded.exit_code),
                   expected = CASE WHEN r.ended_at IS NULL THEN excluded.expected ELSE r.expected END,
                   complete = CASE WHEN r.ended_at IS NULL THEN excluded.complete ELSE r.complete END,
                   counts = CASE WHEN r.ended_at IS NULL THEN excluded.counts ELSE r.counts END
             WHERE r.source = 'scrape'
               AND r.closed_at IS NULL
            """;

    /// Adds what these messages say to what is known, in whatever order they come and however
    /// often.
    public void hear(Collection<RunMessage> messages) throws SQLException {
        // In one order for everybody, so that nobody waits for one who waits for him.
        var sorted =
                messages.stream()
                        .sorted(
                                Comparator.comparing(RunMessage::runId)
                                        .thenComparing(RunMessage::jurisdictionId))
                        .toList();
        try (var statement = connection.prepareStatement(HEAR)) {
            for (var message : sorted) {
                var objects = JsonNodeFactory.instance.objectNode();
                message.end()
                        .ifPresent(end ->
                                end.objects().forEach((kind, n) -> objects.put(kind.word(), n)));
                var complete =
                        message.end().map(RunMessage.End::complete).orElse(Set.of()).stream()
                                .map(Kind::word)
                                .toArray(String[]::new);
                statement.setString(1, message.runId());
                statement.setString(2, message.jurisdictionId());
                statement.setString(3, message.beganAt().toString());
                statement.setString(4, message.end().map(end -> end.at().toString()).orElse(null));
                statement.setString(5, message.end().map(end -> "" + end.exitCode()).orElse(null));
                statement.setString(6, objects.toString());
                statement.setArray(7, connection.createArrayOf("text", complete));
                statement.setString(8, unsent(message));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    // What only the scraper's machine knows, and the closing adds to.
    private static String unsent(RunMessage message) {
        var counts = JsonNodeFactory.instance.objectNode();
        message.end()
                .filter(end -> end.unsent() > 0)
                .ifPresent(end -> counts.put("unsent", end.unsent()));
        return counts.toString();
    }

    private static final String UNKNOWN =
            """
            SELECT id
              FROM unnest(?) AS named (id)
             WHERE NOT EXISTS (SELECT FROM opencivicdata_jurisdiction j WHERE j.id = named.id)
            """;

    /// Those of these jurisdictions that do not stand.
    public Set<String> unknown(Collection<String> jurisdictionIds) throws SQLException {
        var unknown = new HashSet<String>();
        try (var statement = connection.prepareStatement(UNKNOWN)) {
            TextColumns.bind(statement, 1, jurisdictionIds);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    unknown.add(rows.getString(1));
                }
            }
        }
        return unknown;
    }

    private static final String FINISHED =
            """
            SELECT id, jurisdiction_id
              FROM hopper.open_run
             WHERE (ended_at IS NOT NULL AND waits_for = 0)
                OR (heard_at < clock_timestamp() - make_interval(secs => ?)
                    AND last_heard_at < clock_timestamp() - make_interval(secs => ?))
             ORDER BY heard_at
            """;

    /// The scrapes that can be closed: all their objects were handled, or nothing has been heard
    /// for so long that they never will be.
    public List<Key> finished(Duration longest) throws SQLException {
        var keys = new ArrayList<Key>();
        try (var statement = connection.prepareStatement(FINISHED)) {
            statement.setDouble(1, seconds(longest));
            statement.setDouble(2, seconds(longest));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    keys.add(new Key(rows.getString(1), rows.getString(2)));
                }
            }
        }
        return keys;
    }

    private static final String FIND =
            """
            SELECT o.began_at, r.scrape_began_at, o.last_heard_at, r.scrape_ended_at, r.exit_code,
                   r.complete, o.waits_for, r.expected ->> 'jurisdiction' AS jurisdiction,
                   r.expected ->> 'organization' AS organization, r.expected ->> 'bill' AS bill,
                   r.expected ->> 'vote_event' AS vote_event, r.expected ->> 'event' AS event
              FROM hopper.open_run o
              JOIN hopper.run r USING (id, jurisdiction_id)
             WHERE r.id = ?
               AND r.jurisdiction_id = ?
               AND ((o.ended_at IS NOT NULL AND o.waits_for = 0)
                    OR o.last_heard_at < clock_timestamp() - make_interval(secs => ?))
            """;

    /// The scrape, if it is still there to be closed.
    public Optional<Finished> find(Key key, Duration longest) throws SQLException {
        try (var statement = connection.prepareStatement(FIND)) {
            statement.setString(1, key.id());
            statement.setString(2, key.jurisdictionId());
            statement.setDouble(3, seconds(longest));
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(run(key, rows)) : Optional.empty();
            }
        }
    }

    private static Finished run(Key key, ResultSet rows) throws SQLException {
        var ended = rows.getObject("scrape_ended_at", OffsetDateTime.class);
        return new Finished(
                key,
                rows.getObject("began_at", OffsetDateTime.class),
                rows.getObject("scrape_began_at", OffsetDateTime.class),
                rows.getObject("last_heard_at", OffsetDateTime.class),
                ended == null ? Optional.empty() : Optional.of(end(ended.toInstant(), rows)),
                rows.getLong("waits_for"));
    }

    private static RunMessage.End end(Instant at, ResultSet rows) throws SQLException {
        var objects = new EnumMap<Kind, Integer>(Kind.class);
        for (var kind : Kind.values()) {
            var count = rows.getString(kind.word());
            if (count != null) {
                objects.put(kind, Integer.valueOf(count));
            }
        }
        var complete = EnumSet.noneOf(Kind.class);
        for (var word : (String[]) rows.getArray("complete").getArray()) {
            complete.add(kind(word));
        }
        return new RunMessage.End(at, rows.getInt("exit_code"), objects, complete);
    }

    private static final String NEWEST =
            """
            SELECT DISTINCT ON (kind) kind, version_time, version_id_time
              FROM hopper.receipt
             WHERE run_id = ?
               AND jurisdiction_id = ?
               AND version_time IS NOT NULL
             ORDER BY kind, version_time DESC, version_id_time DESC
            """;

    /// The newest version of each kind that a scrape brought, as far as it says how new it is.
    public Map<Kind, DocumentVersion> newest(Key key) throws SQLException {
        var newest = new EnumMap<Kind, DocumentVersion>(Kind.class);
        try (var statement = connection.prepareStatement(NEWEST)) {
            statement.setString(1, key.id());
            statement.setString(2, key.jurisdictionId());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var time = rows.getObject(2, OffsetDateTime.class).toInstant();
                    var idTime = rows.getObject(3, OffsetDateTime.class).toInstant();
                    newest.put(
                            kind(rows.getString(1)),
                            new DocumentVersion(time, idTime, Instant.EPOCH, ""));
                }
            }
        }
        return newest;
    }

    private static final String OUTCOMES =
            """
            SELECT kind, outcome, count(DISTINCT object_key)
              FROM hopper.receipt
             WHERE run_id = ?
               AND jurisdiction_id = ?
             GROUP BY kind, outcome
            """;

    /// How many objects of a scrape came to each end, by kind and the words of the receipts.
    public Map<Kind, Map<String, Integer>> outcomes(Key key) throws SQLException {
        var outcomes = new EnumMap<Kind, Map<String, Integer>>(Kind.class);
        try (var statement = connection.prepareStatement(OUTCOMES)) {
            statement.setString(1, key.id());
            statement.setString(2, key.jurisdictionId());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    outcomes.computeIfAbsent(kind(rows.getString(1)), _ -> new TreeMap<>())
                            .put(rows.getString(2), rows.getInt(3));
                }
            }
        }
        return outcomes;
    }

    private static final String CLOSE =
            """
            UPDATE hopper.run
               SET closed_at = ?, outcome = ?, counts = counts || ?::jsonb
             WHERE id = ?
               AND jurisdiction_id = ?
            """;

    /// @param outcome one of the words that `hopper.run` allows
    /// @param counts a JSON object
    public void close(Key key, Instant at, String outcome, String counts) throws SQLException {
        try (var statement = connection.prepareStatement(CLOSE)) {
            statement.setObject(1, at.atOffset(ZoneOffset.UTC));
            statement.setString(2, outcome);
            statement.setString(3, counts);
            statement.setString(4, key.id());
            statement.setString(5, key.jurisdictionId());
            statement.executeUpdate();
        }
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    static Kind kind(String word) {
        return Kind.ofWord(word)
                .orElseThrow(() -> new IllegalStateException("the ledger holds a " + word));
    }
}
