package org.civichopper.bulk.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What an operator asks the ledger of loads. Changes nothing.
public final class LoadOverview {

    private final Connection connection;

    public LoadOverview(Connection connection) {
        this.connection = connection;
    }

    // A role that was granted its privileges before the first load has none on what that made:
    // what it could see before, it still sees.
    private static final String MAY_LOOK =
            """
            SELECT coalesce(bool_and(has_table_privilege(to_regclass(name), 'SELECT')), false)
              FROM unnest(ARRAY['hopper.load_run', 'hopper.load_slice']) AS name
             HAVING count(to_regclass(name)) = 2
            """;

    // What a failed load was to bring, a later one of the same data set brings too if it had at
    // least its arguments: more years, say, or all that changed and not only since a day. How it
    // went about it does not count.
    private static final String STANDING =
            """
            SELECT latest.run_id, succeeded_at, first_at, slices, done, read,
                   EXISTS (SELECT
                             FROM hopper.load_run failed
                             JOIN hopper.load_run later USING (dataset)
                            WHERE failed.run_id = latest.run_id
                              AND later.run_id > failed.run_id
                              AND later.status IN ('completed', 'completed_with_rejects')
                              AND later.mode IN (failed.mode, 'full')
                              AND later.arguments -> 'since' IS NULL
                              AND later.arguments -> 'max_items' IS NULL
                              AND later.arguments @> failed.arguments - ARRAY[
                                  'mode', 'since', 'since_for_new', 'max_items', 'reset', 'page_size', 'deletions',
                                  'quality', 'may_be_absent', 'vacuum', 'views', 'stage', 'retry_for', 'silence',
                                  'workers', 'max_shrink', 'max_rejects', 'min_rows', 'force']) AS settled
              FROM (SELECT max(run_id) AS run_id, min(started_at) AS first_at,
                           max(ended_at) FILTER (WHERE status IN ('completed', 'completed_with_rejects'))
                               AS succeeded_at
                      FROM hopper.load_run
                     GROUP BY dataset, scope
                     ORDER BY run_id DESC
                     LIMIT ?) AS latest
             CROSS JOIN LATERAL (
                   SELECT count(*) AS slices, count(*) FILTER (WHERE status = 'done') AS done,
                          coalesce(sum((counts ->> 'read')::bigint), 0) AS read
                     FROM hopper.load_slice
                    WHERE load_slice.run_id = latest.run_id) AS slices
             ORDER BY latest.run_id DESC
            """;

    /// Of each data set and scope, those that ran last first; none where there is no ledger of
    /// loads, or none that the caller may read.
    public List<LoadStanding> standings(int most) throws SQLException {
        if (!mayLook()) {
            return List.of();
        }
        try (var statement = connection.prepareStatement(STANDING)) {
            statement.setInt(1, most);
            var latest = new LoadRuns(connection).latest(most);
            try (var rows = statement.executeQuery()) {
                return standings(
                        rows, latest.stream().collect(Collectors.toMap(LoadRun::id, run -> run)));
            }
        }
    }

    private static List<LoadStanding> standings(ResultSet rows, Map<Long, LoadRun> runs)
            throws SQLException {
        var standings = new ArrayList<LoadStanding>();
        while (rows.next()) {
            var run = runs.get(rows.getLong("run_id"));
            if (run != null) { // begun since
                standings.add(
                        new LoadStanding(
                                run,
                                Optional.ofNullable(
                                                rows.getObject(
                                                        "succeeded_at", OffsetDateTime.class))
                                        .map(OffsetDateTime::toInstant),
                                rows.getObject("first_at", OffsetDateTime.class).toInstant(),
                                rows.getLong("read"),
                                rows.getLong("done"),
                                rows.getLong("slices"),
                                rows.getBoolean("settled")));
            }
        }
        return standings;
    }

    private static final String LAPSED =
            """
            SELECT run_id, slice_id, lease_until
              FROM hopper.load_slice
              JOIN hopper.load_run USING (run_id)
             WHERE load_run.status = 'running'
               AND load_slice.status = 'claimed'
               AND lease_until < clock_timestamp()
             ORDER BY run_id, position
            """;

    /// A slice that is claimed by a worker that no longer says so.
    public record Lapsed(long run, String slice, Instant since) {}

    public List<Lapsed> lapsed() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(LAPSED)) {
            var slices = new ArrayList<Lapsed>();
            while (rows.next()) {
                slices.add(
                        new Lapsed(
                                rows.getLong("run_id"),
                                rows.getString("slice_id"),
                                rows.getObject("lease_until", OffsetDateTime.class).toInstant()));
            }
            return slices;
        }
    }

    private boolean mayLook() throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(MAY_LOOK)) {
            return answer.next() && answer.getBoolean(1);
        }
    }
}
