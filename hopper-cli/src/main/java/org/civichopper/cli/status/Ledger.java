package org.civichopper.cli.status;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.civichopper.cli.status.Status.Failing;
import org.civichopper.cli.status.Status.Failure;
import org.civichopper.cli.status.Status.OpenRun;
import org.civichopper.cli.status.Status.Rejection;
import org.civichopper.cli.status.Status.Rejections;
import org.civichopper.cli.status.Status.UnconfirmedRun;
import org.civichopper.cli.status.Status.Wait;
import org.civichopper.cli.status.Status.Waits;
import org.civichopper.database.ledger.Awaited;
import org.civichopper.database.ledger.StillFailing;

/// What is open in the ledger: what waits, rejections, failures, runs.
final class Ledger {

    private static final int ONE_SCREEN = 10;
    private static final int MOST_WAITS = 5;

    private final Connection connection;

    Ledger(Connection connection) {
        this.connection = connection;
    }

    // Of what a vote waits for, the last says most: an _id comes before session and identifier.
    private static final String WAITS =
            """
            WITH first AS (
                SELECT jurisdiction_id, parked_at,
                       coalesce(awaits[cardinality(awaits)], '') AS token
                  FROM hopper.parked
                 ORDER BY parked_at
                 LIMIT ?
            ), named AS (
                SELECT *,
                       CASE split_part(token, ' ', 1)
                            WHEN 'bill' THEN regexp_replace(token, ',"[^"]*"\\]$', '')
                            WHEN 'scraped' THEN split_part(token, ' [', 1)
                            ELSE token
                       END AS of
                  FROM first
            )
            SELECT jurisdiction_id, (array_agg(token ORDER BY parked_at))[1],
                   count(DISTINCT token), count(*),
                   extract(epoch FROM clock_timestamp() - min(parked_at)),
                   count(*) OVER ()
              FROM named
             GROUP BY jurisdiction_id, of
             ORDER BY count(*) DESC, min(parked_at)
             LIMIT ?
            """;

    Waits waits() throws SQLException {
        var largest = new ArrayList<Wait>();
        var all = 0L;
        try (var statement = connection.prepareStatement(WAITS)) {
            statement.setInt(1, StatusReader.COUNTED);
            statement.setInt(2, MOST_WAITS);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    largest.add(
                            new Wait(
                                    rows.getString(1),
                                    new Awaited(rows.getString(2)),
                                    rows.getLong(3),
                                    rows.getLong(4),
                                    Duration.ofSeconds(Math.max(0, rows.getLong(5)))));
                    all = rows.getLong(6);
                }
            }
        }
        return new Waits(largest, all - largest.size());
    }

    // Nobody needs to know whether it is one million or two.
    private static final String COUNT_REJECTED =
            """
            SELECT count(*),
                   count(*) FILTER (WHERE rejected_at > clock_timestamp() - make_interval(secs => ?))
              FROM (SELECT rejected_at
                      FROM hopper.open_rejection
                     ORDER BY rejected_at DESC
                     LIMIT ?) AS newest
            """;

    private static final String NEWEST_REJECTED =
            """
            SELECT id, file, place, expected, found, rejected_at
              FROM hopper.open_rejection
             ORDER BY rejected_at DESC
             LIMIT 1
            """;

    Rejections rejections(Duration today) throws SQLException {
        try (var statement = connection.prepareStatement(COUNT_REJECTED)) {
            statement.setLong(1, today.toSeconds());
            statement.setInt(2, StatusReader.COUNTED + 1);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return new Rejections(rows.getLong(1), rows.getLong(2), newest());
            }
        }
    }

    private Optional<Rejection> newest() throws SQLException {
        try (var statement = connection.prepareStatement(NEWEST_REJECTED);
                var rows = statement.executeQuery()) {
            return rows.next()
                    ? Optional.of(
                            new Rejection(
                                    rows.getLong(1),
                                    rows.getString(2),
                                    rows.getString(3),
                                    rows.getString(4),
                                    rows.getString(5),
                                    BatchCounts.time(rows, 6)))
                    : Optional.empty();
        }
    }

    Failing failing(Duration today) throws SQLException {
        var count = new StillFailing(connection).count(today, StatusReader.COUNTED + 1);
        return new Failing(
                count.documents(),
                count.repeated(),
                count.worst()
                        .map(worst ->
                                new Failure(
                                        worst.id(),
                                        worst.file(),
                                        worst.error(),
                                        worst.times(),
                                        worst.lastAt())));
    }

    // An object that came twice counts twice here, and once where a run is closed: that takes far
    // longer to find out.
    private static final String OPEN_RUNS =
            """
            SELECT id, jurisdiction_id, source, coalesce(scrape_began_at, began_at),
                   coalesce(scrape_ended_at, ended_at),
                   (SELECT coalesce(sum(objects::bigint), 0)
                      FROM jsonb_each_text(expected) AS sent (kind, objects)),
                   (SELECT count(*)
                      FROM hopper.receipt c
                     WHERE c.run_id = r.id
                       AND c.jurisdiction_id = r.jurisdiction_id)
              FROM (SELECT *
                      FROM hopper.run
                     WHERE (source = 'scrape' AND closed_at IS NULL)
                        OR (source = 'directory' AND ended_at IS NULL AND closed_at IS NULL
                            AND began_at > clock_timestamp() - make_interval(days => 1))
                     ORDER BY began_at DESC, id
                     LIMIT ?) AS r
             ORDER BY began_at DESC, id
            """;

    List<OpenRun> openRuns() throws SQLException {
        var runs = new ArrayList<OpenRun>();
        try (var statement = connection.prepareStatement(OPEN_RUNS)) {
            statement.setInt(1, ONE_SCREEN);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    runs.add(
                            new OpenRun(
                                    rows.getString(1),
                                    rows.getString(2),
                                    rows.getString(3),
                                    BatchCounts.time(rows, 4),
                                    Optional.ofNullable(rows.getObject(5, OffsetDateTime.class))
                                            .map(OffsetDateTime::toInstant),
                                    rows.getLong(6),
                                    rows.getLong(7)));
                }
            }
        }
        return runs;
    }

    private static final String UNCONFIRMED_RUNS =
            """
            SELECT id, jurisdiction_id,
                   (SELECT string_agg(concat_ws(' ', counts -> 'would_retire' ->> kind, kind), ' and ')
                      FROM unnest(unconfirmed) AS kind)
              FROM hopper.run
             WHERE unconfirmed <> '{}'
             ORDER BY began_at DESC, id
             LIMIT ?
            """;

    List<UnconfirmedRun> unconfirmedRuns() throws SQLException {
        var runs = new ArrayList<UnconfirmedRun>();
        try (var statement = connection.prepareStatement(UNCONFIRMED_RUNS)) {
            statement.setInt(1, ONE_SCREEN);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    runs.add(
                            new UnconfirmedRun(
                                    rows.getString(1), rows.getString(2), rows.getString(3)));
                }
            }
        }
        return runs;
    }
}
