package org.civichopper.bulk.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The table `hopper.load_run`. Nothing here commits.
public final class LoadRuns {

    private static final JsonMapper JSON = new JsonMapper();

    private final Connection connection;

    public LoadRuns(Connection connection) {
        this.connection = connection;
    }

    private static final String OPEN =
            """
            INSERT INTO hopper.load_run (dataset, scope, mode, arguments, status, stale_after)
            VALUES (?, ?, ?, ?::jsonb, 'running',
                    coalesce(make_interval(secs => ?),
                             (SELECT stale_after
                                FROM hopper.load_run
                               WHERE dataset = ?
                                 AND stale_after IS NOT NULL
                               ORDER BY run_id DESC
                               LIMIT 1)))
            RETURNING run_id
            """;

    /// Writes a run before its first byte is asked for; returns its number.
    ///
    /// @param staleAfter kept with the data set where it is not given again
    public long open(
            String dataset,
            String scope,
            String mode,
            JsonNode arguments,
            Optional<Duration> staleAfter)
            throws SQLException {
        try (var statement = connection.prepareStatement(OPEN)) {
            statement.setString(1, dataset);
            statement.setString(2, scope);
            statement.setString(3, mode);
            statement.setString(4, arguments.toString());
            statement.setObject(
                    5,
                    staleAfter.map(each -> (double) each.toSeconds()).orElse(null),
                    java.sql.Types.DOUBLE);
            statement.setString(6, dataset);
            try (var id = statement.executeQuery()) {
                id.next();
                return id.getLong(1);
            }
        }
    }

    private static final String PLANNED =
            "UPDATE hopper.load_run SET source = ?::jsonb WHERE run_id = ?";

    /// Notes what the source said of itself.
    public void planned(long run, JsonNode source) throws SQLException {
        try (var statement = connection.prepareStatement(PLANNED)) {
            statement.setString(1, source.toString());
            statement.setLong(2, run);
            statement.executeUpdate();
        }
    }

    private static final String NOTE =
            "UPDATE hopper.load_run SET source = jsonb_set(source, ARRAY[?], ?::jsonb) WHERE run_id = ?";

    /// Adds to what the run knows of its source, under a name of its own.
    public void note(long run, String name, JsonNode value) throws SQLException {
        try (var statement = connection.prepareStatement(NOTE)) {
            statement.setString(1, name);
            statement.setString(2, value.toString());
            statement.setLong(3, run);
            statement.executeUpdate();
        }
    }

    private static final String PROMOTED =
            "UPDATE hopper.load_run SET promoted = true, counts = ?::jsonb WHERE run_id = ?";

    /// To be committed with the rows that come into sight.
    public void promoted(long run, LoadCounts counts) throws SQLException {
        try (var statement = connection.prepareStatement(PROMOTED)) {
            statement.setString(1, counts.json());
            statement.setLong(2, run);
            statement.executeUpdate();
        }
    }

    private static final String ROLLED_BACK =
            "UPDATE hopper.load_run SET promoted = false WHERE run_id = ?";

    /// What the run brought was taken back. To be committed with what stands again.
    public void rolledBack(long run) throws SQLException {
        try (var statement = connection.prepareStatement(ROLLED_BACK)) {
            statement.setLong(1, run);
            statement.executeUpdate();
        }
    }

    private static final String WAS_ROLLED_BACK =
            """
            SELECT NOT promoted
              FROM hopper.load_run
             WHERE dataset = ?
               AND arguments ->> 'schema' = ?
               AND source ->> ? = ?
               AND NOT coalesce((source ->> 'stands')::boolean, false)
               AND status IN ('completed', 'completed_with_rejects')
             ORDER BY run_id DESC
             LIMIT 1
            """;

    /// Whether the latest completed run that brought the same was taken back. One that brought
    /// nothing, because it stood, notes `stands`.
    ///
    /// @param name in what the source said of itself, for example `script_etag`
    /// @param value that is the same only of the same
    public boolean wasRolledBack(String dataset, String schema, String name, String value)
            throws SQLException {
        try (var statement = connection.prepareStatement(WAS_ROLLED_BACK)) {
            statement.setString(1, dataset);
            statement.setString(2, schema);
            statement.setString(3, name);
            statement.setString(4, value);
            try (var row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static final String FORGET_RUN = "DELETE FROM hopper.load_run WHERE run_id = ?";

    /// Forgets a run that was none.
    public void forget(long run) throws SQLException {
        try (var statement = connection.prepareStatement(FORGET_RUN)) {
            statement.setLong(1, run);
            statement.executeUpdate();
        }
    }

    private static final String RUNS_AGAIN =
            """
            UPDATE hopper.load_run
               SET status = 'running', ended_at = NULL, error = NULL
             WHERE run_id = ?
            """;

    public void runsAgain(long run) throws SQLException {
        try (var statement = connection.prepareStatement(RUNS_AGAIN)) {
            statement.setLong(1, run);
            statement.executeUpdate();
        }
    }

    private static final String CLOSE =
            """
            UPDATE hopper.load_run
               SET status = ?, counts = ?::jsonb, error = ?, ended_at = clock_timestamp()
             WHERE run_id = ?
            """;

    /// @param status any but `RUNNING`
    public void close(long run, LoadStatus status, LoadCounts counts, Optional<String> error)
            throws SQLException {
        try (var statement = connection.prepareStatement(CLOSE)) {
            statement.setString(1, status.word());
            statement.setString(2, counts.json());
            statement.setString(3, error.orElse(null));
            statement.setLong(4, run);
            statement.executeUpdate();
        }
    }

    // A process that works on a run holds a lock of this class, shared, for as long as its session
    // lasts: whoever is killed lets go of it.
    private static final String LIVE =
            """
            EXISTS (SELECT
                      FROM pg_locks
                     WHERE locktype = 'advisory'
                       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                       AND classid::bigint = %d
                       AND objid::bigint = run_id
                       AND objsubid = 2
                       AND granted) AS live
            """
                    .formatted(RunLock.CLASS);

    private static final String READ =
            """
            SELECT run_id, dataset, scope, mode, arguments, status, promoted, counts, source, error,
                   extract(epoch FROM stale_after)::bigint AS stale_after, started_at, ended_at,
            """
                    + LIVE
                    + " FROM hopper.load_run ";

    private static final String BY_ID = READ + "WHERE run_id = ?";

    public Optional<LoadRun> find(long run) throws SQLException {
        try (var statement = connection.prepareStatement(BY_ID)) {
            statement.setLong(1, run);
            return read(statement.executeQuery()).stream().findFirst();
        }
    }

    private static final String LATEST =
            READ + "WHERE dataset = ? AND scope = ? ORDER BY run_id DESC LIMIT 1";

    /// The latest run of the same work.
    public Optional<LoadRun> latest(String dataset, String scope) throws SQLException {
        try (var statement = connection.prepareStatement(LATEST)) {
            statement.setString(1, dataset);
            statement.setString(2, scope);
            return read(statement.executeQuery()).stream().findFirst();
        }
    }

    private static final String LATEST_OF_EACH =
            READ
                    + """
                    WHERE run_id IN (SELECT max(run_id)
                                       FROM hopper.load_run
                                      GROUP BY dataset, scope
                                      ORDER BY max(run_id) DESC
                                      LIMIT ?)
                    """;

    /// The latest run of each work, of those that were begun last.
    List<LoadRun> latest(int most) throws SQLException {
        try (var statement = connection.prepareStatement(LATEST_OF_EACH)) {
            statement.setInt(1, most);
            return read(statement.executeQuery());
        }
    }

    private static final String RECENT = READ + "ORDER BY run_id DESC LIMIT ?";

    /// The newest first.
    public List<LoadRun> recent(int most) throws SQLException {
        try (var statement = connection.prepareStatement(RECENT)) {
            statement.setInt(1, most);
            return read(statement.executeQuery());
        }
    }

    // What a rollback or a watermark names stays, and so does what says since when there was no
    // success. A run at a time, so that no transaction grows with what a source got wrong.
    private static final String FORGET =
            """
            DELETE FROM hopper.load_run
             WHERE run_id = (
                   SELECT min(run_id)
                     FROM hopper.load_run
                    WHERE ended_at < clock_timestamp() - interval '90 days'
                      AND status NOT IN ('running', 'paused')
                      AND run_id NOT IN (SELECT run_id FROM hopper.load_predecessor)
                      AND run_id NOT IN (SELECT run_id FROM hopper.load_watermark)
                      AND run_id NOT IN (SELECT max(run_id)
                                           FROM hopper.load_run
                                          GROUP BY dataset, scope,
                                                   status IN ('completed', 'completed_with_rejects')))
            """;

    /// Ends the retention of a run and its rejects.
    ///
    /// @return whether there was one to forget
    public boolean forgetOld() throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.executeUpdate(FORGET) > 0;
        }
    }

    private static List<LoadRun> read(ResultSet rows) throws SQLException {
        try (rows) {
            var runs = new ArrayList<LoadRun>();
            while (rows.next()) {
                var stale = rows.getLong("stale_after");
                runs.add(
                        new LoadRun(
                                rows.getLong("run_id"),
                                rows.getString("dataset"),
                                rows.getString("scope"),
                                rows.getString("mode"),
                                json(rows.getString("arguments")),
                                LoadStatus.ofWord(rows.getString("status")),
                                rows.getBoolean("promoted"),
                                LoadCounts.of(rows.getString("counts")),
                                json(rows.getString("source")),
                                Optional.ofNullable(rows.getString("error")),
                                stale == 0
                                        ? Optional.empty()
                                        : Optional.of(Duration.ofSeconds(stale)),
                                rows.getObject("started_at", OffsetDateTime.class).toInstant(),
                                Optional.ofNullable(
                                                rows.getObject("ended_at", OffsetDateTime.class))
                                        .map(OffsetDateTime::toInstant),
                                rows.getBoolean("live")));
            }
            return runs;
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the column is jsonb", e);
        }
    }
}
