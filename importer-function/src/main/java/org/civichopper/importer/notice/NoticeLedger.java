package org.civichopper.importer.notice;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.civichopper.model.document.Kind;

/// What there is to tell, and what was told. Whoever claims a notice is the only one who tells it.
final class NoticeLedger {

    private final Connection connection;

    NoticeLedger(Connection connection) {
        this.connection = connection;
    }

    // One statement, because it is asked with every tick and mostly for nothing. What is older than
    // an hour is no news, and a flood is known by its newest.
    private static final String FIND =
            """
            WITH told AS (
                SELECT cause, told_at,
                       told_at < clock_timestamp()
                                 - greatest(interval '15 minutes', least(interval '1 day', told_at - since))
                           AS due
                  FROM hopper.notice
            ), rejected AS (
                SELECT left(concat_ws(' ', 'rejected', jurisdiction_id, kind,
                                      regexp_replace(place, '[0-9]+', '', 'g'), expected), 500) AS cause,
                       id, rejected_at
                  FROM (SELECT id, jurisdiction_id, kind, place, expected, rejected_at
                          FROM hopper.rejected
                         WHERE replayed_at IS NULL
                           AND rejected_at > clock_timestamp() - interval '1 hour'
                         ORDER BY rejected_at DESC
                         LIMIT 10000) AS newest
            ), rejections AS (
                SELECT r.cause, max(r.id) AS id, count(*) AS times
                  FROM rejected r
                  LEFT JOIN told t USING (cause)
                 WHERE t.cause IS NULL
                    OR (t.due AND r.rejected_at > t.told_at)
                 GROUP BY r.cause
            ), failures AS (
                SELECT DISTINCT ON (cause) cause, id, times
                  FROM (SELECT left(concat_ws(' ', 'failing', jurisdiction_id,
                                              regexp_replace(error, '[0-9]+', '', 'g')), 500) AS cause,
                               id, times, last_at
                          FROM hopper.failed
                         WHERE times > 1
                           AND last_at > clock_timestamp() - interval '1 hour') AS f
                  LEFT JOIN told t USING (cause)
                 WHERE t.cause IS NULL
                    OR (t.due AND f.last_at > t.told_at)
                 ORDER BY cause, last_at DESC
            ), ranked AS (
                SELECT freshness, sum(documents) AS documents,
                       sum(sum(documents)) OVER (ORDER BY freshness) AS rank
                  FROM hopper.batch
                 WHERE committed_at > clock_timestamp() - interval '15 minutes'
                   AND freshness IS NOT NULL
                 GROUP BY freshness
            ), fresh AS (
                SELECT coalesce(min(freshness) FILTER (
                           WHERE rank >= 0.95 * (SELECT sum(documents) FROM ranked)), 0) AS p95,
                       coalesce((SELECT told_at FROM told WHERE cause = 'freshness broken')
                                > coalesce((SELECT told_at FROM told WHERE cause = 'freshness recovered'),
                                           '-infinity'), false) AS broken
                  FROM ranked
            )
            SELECT 'rejected' AS what, f.cause, r.jurisdiction_id, r.kind, 'r' || r.id AS name, r.file,
                   concat(r.place, ': expected ', r.expected, ', found ', r.found) AS why, f.times
              FROM rejections f
              JOIN hopper.rejected r USING (id)
            UNION ALL
            SELECT 'failing', f.cause, r.jurisdiction_id, NULL, 'f' || r.id, r.file, r.error, f.times
              FROM failures f
              JOIN hopper.failed r USING (id)
            UNION ALL
            SELECT 'broken', 'freshness broken', NULL, NULL, NULL, NULL, NULL, p95
              FROM fresh
             WHERE p95 > ?
               AND NOT broken
               AND NOT EXISTS (SELECT FROM told WHERE cause = 'freshness broken' AND NOT due)
            UNION ALL
            SELECT 'recovered', 'freshness recovered', NULL, NULL, NULL, NULL, NULL, p95
              FROM fresh
             WHERE p95 <= ?
               AND broken
               AND NOT EXISTS (SELECT FROM told WHERE cause = 'freshness recovered' AND NOT due)
            UNION ALL
            SELECT CASE WHEN unconfirmed = '{}' THEN 'run' ELSE 'unconfirmed' END,
                   left(concat_ws(' ', 'run', id, jurisdiction_id), 500), jurisdiction_id,
                   outcome, id, NULL, counts::text, 0
              FROM hopper.run
             WHERE source = 'scrape'
               AND closed_at > clock_timestamp() - interval '1 hour'
               AND NOT EXISTS (
                   SELECT
                     FROM told
                    WHERE cause = left(concat_ws(' ', 'run', id, jurisdiction_id), 500))
            """;

    List<Notice> find(Duration objective) throws SQLException {
        var notices = new ArrayList<Notice>();
        try (var statement = connection.prepareStatement(FIND)) {
            statement.setLong(1, objective.toSeconds());
            statement.setLong(2, objective.toSeconds());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    notices.add(notice(rows, objective));
                }
            }
        }
        return notices;
    }

    private static Notice notice(ResultSet rows, Duration objective) throws SQLException {
        var what = rows.getString("what");
        var cause = rows.getString("cause");
        var number = rows.getLong("times");
        return switch (what) {
            case "rejected", "failing" ->
                    new Notice.Failure(
                            cause,
                            text(rows, "jurisdiction_id"),
                            text(rows, "kind").isEmpty() ? "message" : text(rows, "kind"),
                            rows.getString("name"),
                            rows.getString("file"),
                            rows.getString("why"),
                            number,
                            what.equals("rejected"));
            case "broken" -> new Notice.Broken(cause, Duration.ofSeconds(number), objective);
            case "recovered" -> new Notice.Recovered(cause, Duration.ofSeconds(number), objective);
            case "run" ->
                    new Notice.RunFinished(
                            cause,
                            rows.getString("name"),
                            text(rows, "jurisdiction_id"),
                            rows.getString("kind"),
                            documents(rows.getString("why")));
            case "unconfirmed" ->
                    new Notice.RunUnconfirmed(
                            cause,
                            rows.getString("name"),
                            text(rows, "jurisdiction_id"),
                            wouldRetire(rows.getString("why")));
            default -> throw new IllegalStateException("nobody asked for " + what);
        };
    }

    private static String text(ResultSet rows, String column) throws SQLException {
        var text = rows.getString(column);
        return text == null ? "" : text;
    }

    /// For example `12 insert, 711 noop`.
    private static String documents(String counts) {
        var sums = new TreeMap<String, Long>();
        for (var kind : json(counts).properties()) {
            if (Kind.ofWord(kind.getKey()).isPresent()) {
                kind.getValue()
                        .properties()
                        .forEach(word ->
                                sums.merge(word.getKey(), word.getValue().asLong(), Long::sum));
            }
        }
        var words = new ArrayList<String>();
        sums.forEach((word, sum) -> words.add(sum + " " + word));
        return words.isEmpty() ? "no documents" : String.join(", ", words);
    }

    /// For example `90 event`.
    private static String wouldRetire(String counts) {
        return json(counts).path("would_retire").properties().stream()
                .map(kind -> kind.getValue().asLong() + " " + kind.getKey())
                .collect(joining(" and "));
    }

    private static JsonNode json(String counts) {
        try {
            return new JsonMapper().readTree(counts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("hopper.run.counts is jsonb", e);
        }
    }

    // Decided here, where the row is locked: of all who found the same, one gets it. What goes on
    // is told after 15 minutes, then after as long as it has gone on, then daily.
    private static final String CLAIM =
            """
            INSERT INTO hopper.notice AS n (cause, told_at, since)
            VALUES (?, clock_timestamp(), clock_timestamp())
                ON CONFLICT (cause) DO UPDATE
               SET told_at = excluded.told_at,
                   since = CASE WHEN NOT ? OR n.told_at < excluded.told_at - interval '2 days'
                                THEN excluded.told_at ELSE n.since END
             WHERE n.told_at < clock_timestamp()
                               - greatest(interval '15 minutes', least(interval '1 day', n.told_at - n.since))
            RETURNING cause
            """;

    private static final String FORGET =
            "DELETE FROM hopper.notice WHERE told_at < clock_timestamp() - interval '30 days'";

    /// Those of them that are ours to tell, once this transaction is committed.
    List<Notice> claim(List<Notice> found) throws SQLException {
        var ours = new ArrayList<Notice>();
        // In one order for everybody, so that nobody waits for one who waits for him.
        var sorted = found.stream().sorted(Comparator.comparing(Notice::cause)).toList();
        try (var statement = connection.prepareStatement(CLAIM)) {
            for (var notice : sorted) {
                statement.setString(1, notice.cause());
                statement.setBoolean(2, notice.fades());
                try (var claimed = statement.executeQuery()) {
                    if (claimed.next()) {
                        ours.add(notice);
                    }
                }
            }
        }
        try (var statement = connection.createStatement()) {
            statement.execute(FORGET);
        }
        return ours;
    }
}
