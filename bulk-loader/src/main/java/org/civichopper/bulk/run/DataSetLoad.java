package org.civichopper.bulk.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.ledger.LoadRun;
import org.civichopper.bulk.ledger.LoadSlice;

/// One data set with its arguments: what is particular to it. [Loader] does the rest.
///
/// Every method may be called again after a crash, up to the next commit as if it had not been
/// called before.
public interface DataSetLoad extends AutoCloseable {

    /// What the command calls it, for example `311`.
    String dataset();

    /// What must not be loaded twice at once: the schema and all arguments that decide what is
    /// asked.
    String scope();

    String mode();

    /// All that a later process needs to go on, but no secret.
    ObjectNode arguments();

    /// What is to be read.
    ///
    /// @param slices with what each begins from, in the order in which they are claimed
    /// @param source what the source says of itself
    /// @param requests how many it will take at least
    /// @param rows how many are expected
    /// @param bytes of bodies, about
    record Plan(
            Map<String, JsonNode> slices,
            ObjectNode source,
            long requests,
            long rows,
            long bytes) {}

    /// Asks the source, and writes nothing.
    Plan plan(Connection connection) throws SQLException, InterruptedException;

    /// Makes the tables that rows go to, and the staging of this run, in the transaction that plans
    /// it.
    void prepare(Connection connection, LoadRun run, Plan plan) throws SQLException;

    /// Whether staging still holds what the checkpoints say: it is unlogged, and empty after a
    /// crash of the database. Where not, the slice begins anew.
    boolean holds(Connection connection, LoadSlice slice) throws SQLException;

    /// Takes the slice's rows out of staging, so that it can begin anew from this checkpoint.
    JsonNode empty(Connection connection, LoadRun run, LoadSlice slice) throws SQLException;

    /// Whether its bytes are known beforehand and its rows are not: then progress is of bytes.
    boolean isMeasuredInBytes();

    /// How many rows (or bytes, as it is measured) the slice is expected to have, for what is
    /// shown.
    OptionalLong expected(LoadSlice slice);

    /// Reads the slice from its checkpoint to its end.
    ///
    /// @throws LoadStopped where it cannot
    void read(LoadSlice slice, SliceWork work) throws SQLException, InterruptedException;

    /// What replaces slices whose source changed under their readers.
    ///
    /// @param gone slices that are no longer wanted
    /// @param slices with what each begins from
    /// @param source what the source says of itself now
    record Replanned(Set<String> gone, Map<String, JsonNode> slices, ObjectNode source) {}

    /// Takes what was read of a part out of staging, and plans the part anew, after a reader threw
    /// [LoadStopped.Changed]. Called while nothing is read.
    Replanned replan(Connection connection, LoadRun run, String part)
            throws SQLException, InterruptedException;

    /// Makes what was read ready for the checks and to come into sight: keys, indexes, whatever
    /// wants all rows to be there. Commits as it goes, and passes over what an earlier call has
    /// committed.
    ///
    /// @param read what all slices came to
    /// @return the counts with what came of it, for example rows that were set aside only here
    /// @throws LoadStopped where it cannot
    LoadCounts build(Connection connection, LoadRun run, LoadCounts read)
            throws SQLException, InterruptedException;

    /// Checks what was read and built, without writing.
    ///
    /// @param read what reading and building came to
    /// @throws LoadStopped.Failed where a check fails; nothing is promoted then
    void check(Connection connection, LoadRun run, LoadCounts read)
            throws SQLException, InterruptedException;

    /// Brings the rows into sight, moves the watermark and drops the staging, all in this one
    /// transaction, which the caller commits.
    ///
    /// @return the counts of the whole run
    LoadCounts promote(Connection connection, LoadRun run, LoadCounts read)
            throws SQLException, InterruptedException;

    /// Takes back what [#promote] has brought into sight outside of the database: its transaction
    /// could not be committed, or it is not known whether it was.
    default void takeBack(LoadRun run) {}

    /// What follows once the rows are in sight: views, statistics.
    ///
    /// @param connection that commits each statement by itself
    /// @throws LoadStopped.Failed where something did not follow; the rows stay
    void follow(Connection connection, LoadRun run, LoadCounts counts)
            throws SQLException, InterruptedException;

    /// Drops the staging of a run that will not go on.
    void drop(Connection connection, LoadRun run) throws SQLException;

    /// Tells whoever reads the data set's own log, or a chat, how the run ended. Fails nothing.
    ///
    /// @param connection that commits each statement by itself
    void tell(Connection connection, LoadReport report);

    /// What `--json` says beyond the common names.
    void describe(ObjectNode json);

    @Override
    void close();
}
