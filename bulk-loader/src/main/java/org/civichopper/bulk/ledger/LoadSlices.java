package org.civichopper.bulk.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The table `hopper.load_slice`. Nothing here commits.
public final class LoadSlices {

    /// How long a claim lasts that nobody renews.
    public static final Duration LEASE = Duration.ofSeconds(60);

    private final Connection connection;

    public LoadSlices(Connection connection) {
        this.connection = connection;
    }

    private static final String LAST =
            "SELECT coalesce(max(position), 0) FROM hopper.load_slice WHERE run_id = ?";

    private static final String PLAN =
            """
            INSERT INTO hopper.load_slice (run_id, slice_id, position, checkpoint)
            VALUES (?, ?, ?, ?::jsonb)
            """;

    /// Behind those that are planned already.
    ///
    /// @param slices each with what it begins from, in the order in which they are claimed
    public void plan(long run, Map<String, JsonNode> slices) throws SQLException {
        var position = last(run);
        try (var statement = connection.prepareStatement(PLAN)) {
            for (var slice : slices.entrySet()) {
                statement.setLong(1, run);
                statement.setString(2, slice.getKey());
                statement.setInt(3, ++position);
                statement.setString(4, slice.getValue().toString());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private int last(long run) throws SQLException {
        try (var statement = connection.prepareStatement(LAST)) {
            statement.setLong(1, run);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static final String DROP =
            "DELETE FROM hopper.load_slice WHERE run_id = ? AND slice_id = ANY (?)";

    /// Takes slices out of the plan, for others that replace them.
    public void drop(long run, Set<String> slices) throws SQLException {
        try (var statement = connection.prepareStatement(DROP)) {
            statement.setLong(1, run);
            statement.setArray(2, connection.createArrayOf("text", slices.toArray()));
            statement.executeUpdate();
        }
    }

    private static final String CLAIM =
            """
            UPDATE hopper.load_slice
               SET status = 'claimed', claimed_by = ?, attempts = attempts + 1,
                   lease_until = clock_timestamp() + make_interval(secs => ?)
             WHERE (run_id, slice_id) IN (
                   SELECT run_id, slice_id
                     FROM hopper.load_slice
                    WHERE run_id = ?
                      AND (status = 'waiting' OR status = 'claimed' AND lease_until < clock_timestamp())
                    ORDER BY position
                      FOR UPDATE SKIP LOCKED
                    LIMIT 1)
            RETURNING slice_id, position, checkpoint, counts
            """;

    /// The next that waits, or whose claim has run out.
    public Optional<LoadSlice> claim(long run, String worker) throws SQLException {
        try (var statement = connection.prepareStatement(CLAIM)) {
            statement.setString(1, worker);
            statement.setDouble(2, LEASE.toSeconds());
            statement.setLong(3, run);
            try (var row = statement.executeQuery()) {
                return row.next() ? Optional.of(slice(run, row)) : Optional.empty();
            }
        }
    }

    private static final String SAVE =
            """
            UPDATE hopper.load_slice
               SET checkpoint = ?::jsonb, counts = ?::jsonb,
                   status = CASE WHEN ? THEN 'done' ELSE status END,
                   lease_until = clock_timestamp() + make_interval(secs => ?)
             WHERE run_id = ?
               AND slice_id = ?
               AND claimed_by = ?
               AND status = 'claimed'
            """;

    /// To be committed with the rows that it speaks of. Renews the claim.
    ///
    /// @return false where the claim has run out and another worker has the slice: then nothing of
    ///   it may be committed
    public boolean save(LoadSlice slice, String worker, boolean done) throws SQLException {
        try (var statement = connection.prepareStatement(SAVE)) {
            statement.setString(1, slice.checkpoint().toString());
            statement.setString(2, slice.counts().json());
            statement.setBoolean(3, done);
            statement.setDouble(4, LEASE.toSeconds());
            statement.setLong(5, slice.run());
            statement.setString(6, slice.id());
            statement.setString(7, worker);
            return statement.executeUpdate() == 1;
        }
    }

    private static final String RENEW =
            """
            UPDATE hopper.load_slice
               SET lease_until = clock_timestamp() + make_interval(secs => ?)
             WHERE run_id = ?
               AND claimed_by = ?
               AND status = 'claimed'
            """;

    /// For all that the worker holds: one that waits for its source is not gone.
    public void renew(long run, String worker) throws SQLException {
        try (var statement = connection.prepareStatement(RENEW)) {
            statement.setDouble(1, LEASE.toSeconds());
            statement.setLong(2, run);
            statement.setString(3, worker);
            statement.executeUpdate();
        }
    }

    private static final String RELEASE =
            """
            UPDATE hopper.load_slice
               SET status = 'waiting', claimed_by = NULL, lease_until = NULL
             WHERE run_id = ?
               AND status IN ('claimed', 'failed')
            """;

    /// Gives back what workers held that are gone.
    public void release(long run) throws SQLException {
        try (var statement = connection.prepareStatement(RELEASE)) {
            statement.setLong(1, run);
            statement.executeUpdate();
        }
    }

    private static final String FAIL =
            """
            UPDATE hopper.load_slice
               SET status = 'failed', lease_until = NULL
             WHERE run_id = ?
               AND slice_id = ?
            """;

    public void fail(long run, String slice) throws SQLException {
        try (var statement = connection.prepareStatement(FAIL)) {
            statement.setLong(1, run);
            statement.setString(2, slice);
            statement.executeUpdate();
        }
    }

    private static final String BEGIN_ANEW =
            """
            UPDATE hopper.load_slice
               SET status = 'waiting', checkpoint = ?::jsonb, counts = '{}', claimed_by = NULL, lease_until = NULL
             WHERE run_id = ?
               AND slice_id = ?
            """;

    /// Its rows are gone, or not to be trusted.
    public void beginAnew(LoadSlice slice, JsonNode checkpoint) throws SQLException {
        try (var statement = connection.prepareStatement(BEGIN_ANEW)) {
            statement.setString(1, checkpoint.toString());
            statement.setLong(2, slice.run());
            statement.setString(3, slice.id());
            statement.executeUpdate();
        }
    }

    private static final String OPEN =
            "SELECT count(*) FROM hopper.load_slice WHERE run_id = ? AND status <> 'done'";

    /// How many are not done.
    public int open(long run) throws SQLException {
        try (var statement = connection.prepareStatement(OPEN)) {
            statement.setLong(1, run);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static final String ALL =
            """
            SELECT slice_id, position, checkpoint, counts, status, attempts, claimed_by
              FROM hopper.load_slice
             WHERE run_id = ?
             ORDER BY position
            """;

    /// A slice with how it stands, for people.
    ///
    /// @param status `waiting`, `claimed`, `done` or `failed`
    public record Standing(LoadSlice slice, String status, int attempts) {}

    public List<Standing> all(long run) throws SQLException {
        try (var statement = connection.prepareStatement(ALL)) {
            statement.setLong(1, run);
            try (var rows = statement.executeQuery()) {
                var slices = new ArrayList<Standing>();
                while (rows.next()) {
                    slices.add(
                            new Standing(
                                    slice(run, rows),
                                    rows.getString("status"),
                                    rows.getInt("attempts")));
                }
                return slices;
            }
        }
    }

    private static final String OF_LATEST =
            """
            SELECT status, count(*)
              FROM hopper.load_slice
             WHERE run_id = (SELECT max(run_id)
                               FROM hopper.load_run
                              WHERE dataset = ? AND arguments ->> 'schema' = ?)
             GROUP BY status
            """;

    /// How many slices the latest run of a data set into a schema has, by their status.
    public Map<String, Long> ofLatest(String dataset, String schema) throws SQLException {
        try (var statement = connection.prepareStatement(OF_LATEST)) {
            statement.setString(1, dataset);
            statement.setString(2, schema);
            try (var rows = statement.executeQuery()) {
                var counts = new HashMap<String, Long>();
                while (rows.next()) {
                    counts.put(rows.getString(1), rows.getLong(2));
                }
                return counts;
            }
        }
    }

    private static LoadSlice slice(long run, ResultSet row) throws SQLException {
        return new LoadSlice(
                run,
                row.getString("slice_id"),
                row.getInt("position"),
                LoadRuns.json(row.getString("checkpoint")),
                LoadCounts.of(row.getString("counts")));
    }
}
