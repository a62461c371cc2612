package org.civichopper.bulk.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
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

    private static final String STANDING =
            """
            SELECT latest.run_id, succeeded_at, first_at, slices, done, read
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
                                rows.getLong("slices")));
            }
        }
        return standings;
    }

    private boolean mayLook() throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(MAY_LOOK)) {
            return answer.next() && answer.getBoolean(1);
        }
    }
}
