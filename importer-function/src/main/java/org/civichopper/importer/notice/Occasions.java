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
import java.util.List;
import java.util.TreeMap;
import org.civichopper.model.document.Kind;

/// What there is to tell of: a new kind of failure, freshness that breaks its objective and
/// recovers, and each scrape that is closed.
public final class Occasions {

    private final Connection connection;

    public Occasions(Connection connection) {
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
                          FROM hopper.open_rejection
                         WHERE rejected_at > clock_timestamp() - interval '1 hour'
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
                          FROM hopper.failing
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

    /// What is due to be told by now.
    ///
    /// @param objective how long 95 of 100 documents may take from scraped to committed
    public List<Occasion> find(Duration objective) throws SQLException {
        var occasions = new ArrayList<Occasion>();
        try (var statement = connection.prepareStatement(FIND)) {
            statement.setLong(1, objective.toSeconds());
            statement.setLong(2, objective.toSeconds());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    occasions.add(occasion(rows, objective));
                }
            }
        }
        return occasions;
    }

    private static Occasion occasion(ResultSet rows, Duration objective) throws SQLException {
        var what = rows.getString("what");
        var cause = rows.getString("cause");
        var number = rows.getLong("times");
        return switch (what) {
            case "rejected", "failing" ->
                    new Occasion.Failure(
                            cause,
                            text(rows, "jurisdiction_id"),
                            text(rows, "kind").isEmpty() ? "message" : text(rows, "kind"),
                            rows.getString("name"),
                            rows.getString("file"),
                            rows.getString("why"),
                            number,
                            what.equals("rejected"));
            case "broken" -> new Occasion.Broken(cause, Duration.ofSeconds(number), objective);
            case "recovered" ->
                    new Occasion.Recovered(cause, Duration.ofSeconds(number), objective);
            case "run" ->
                    new Occasion.RunFinished(
                            cause,
                            rows.getString("name"),
                            text(rows, "jurisdiction_id"),
                            rows.getString("kind"),
                            documents(rows.getString("why")));
            case "unconfirmed" ->
                    new Occasion.RunUnconfirmed(
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
        var unsent = json(counts).path("unsent").asLong();
        if (unsent > 0) {
            sums.put("unsent", unsent);
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
}
