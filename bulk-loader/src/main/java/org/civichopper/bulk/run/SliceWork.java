package org.civichopper.bulk.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.ledger.LoadRejects;
import org.civichopper.bulk.ledger.LoadSlice;
import org.civichopper.bulk.ledger.LoadSlices;
import org.civichopper.bulk.ledger.Reject;

/// What a worker needs while it reads one slice: a connection of its own, and the commit of rows,
/// checkpoint and counts together.
public final class SliceWork {

    private final Connection connection;
    private final String worker;
    private final LoadSteps steps;
    private final LoadProgress.Bar bar;
    private LoadSlice slice;
    private long shownRows; // since the last checkpoint
    private long shownBytes;

    SliceWork(
            Connection connection,
            LoadSlice slice,
            String worker,
            LoadSteps steps,
            LoadProgress.Bar bar) {
        this.connection = connection;
        this.slice = slice;
        this.worker = worker;
        this.steps = steps;
        this.bar = bar;
    }

    /// In a transaction that [#checkpoint] commits.
    public Connection connection() {
        return connection;
    }

    /// As far as it is committed.
    public LoadSlice slice() {
        return slice;
    }

    public void reached(LoadStep step) {
        steps.reached(step);
    }

    /// Shows what came since the last time; nothing of it is committed yet.
    public void came(long rows, long bytes) {
        shownRows += rows;
        shownBytes += bytes;
        bar.came(rows, bytes);
    }

    /// Shows how many rows the slice has, where only its source said it.
    public void found(long total) {
        bar.found(total);
    }

    /// @param limit what the slice waits for most, in a word
    public void waitsFor(String limit) {
        bar.waitsFor(limit);
    }

    /// Slices that are to be read behind those of the plan, known only now; committed by
    /// [#checkpoint].
    public void plan(Map<String, JsonNode> slices) throws SQLException {
        new LoadSlices(connection).plan(slice.run(), slices);
    }

    /// Commits what was copied since the last one, with what it came to.
    ///
    /// @param more read since then
    /// @param done whether nothing is left of the slice
    /// @throws LoadStopped.Failed where another worker has taken the slice over
    public void checkpoint(JsonNode at, LoadCounts more, List<Reject> rejects, boolean done)
            throws SQLException {
        var next = slice.at(at, slice.counts().plus(more));
        new LoadRejects(connection).add(slice, rejects);
        if (!new LoadSlices(connection).save(next, worker, done)) {
            connection.rollback();
            throw new LoadStopped.Failed(
                    "slice %s: expected to hold it still, found that its claim ran out: another worker goes on with it"
                            .formatted(slice.id()));
        }
        connection.commit();
        slice = next;
        bar.came(more.read() - shownRows, more.bytes() - shownBytes);
        shownRows = 0;
        shownBytes = 0;
        steps.reached(LoadStep.CHECKPOINTED);
    }
}
