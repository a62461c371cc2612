package org.civichopper.bulk.finance.row;

import java.util.List;
import java.util.Map;
import org.civichopper.bulk.ledger.Reject;
import org.civichopper.bulk.run.LoadStopped;

/// The rows of one run of one state in a search server: indices that are built beside those that
/// show, and come into sight by one call, together with the tables. Their names follow from the
/// state, the start of the run and the environment, so that whoever knows the run of the ledger
/// knows them, also after a crash.
///
/// A run calls, in this order: `begin`, `add`…, `finish`, `check`, `promote`, `prune`; and `drop`
/// whenever it will not go on. After a crash all of it may be called again, from `begin` on, by
/// another process. Each may throw [LoadStopped.Failed], or [LoadStopped.Paused] where the server
/// stays away; nothing is promoted then.
public interface SearchCopy extends Rows {

    /// The index of this run for each alias, whether it is there or not.
    Map<String, String> indices();

    /// Makes the indices, empty. What an attempt that was killed left of this run is put right
    /// first: an alias that shows an index of this run goes back to the one before, and the index
    /// is deleted.
    void begin() throws InterruptedException;

    /// Waits until every row is answered for.
    ///
    /// @return the documents that the server refused
    List<Reject> finish() throws InterruptedException;

    /// What each alias shows now and what it would show.
    ///
    /// @param before 0 where it shows nothing
    record Counted(String alias, long before, long after) {}

    /// Makes the indices ready to be read and counts them.
    ///
    /// @throws LoadStopped.Failed where the count is not what was sent and not refused
    List<Counted> check() throws InterruptedException;

    /// Lets all aliases of the state show the indices of this run: one call, not tried again. When
    /// it returns they show them, when it throws they do not.
    void promote() throws InterruptedException;

    /// Lets the aliases show again what they showed before [#promote], at once: the tables could
    /// not follow.
    void takeBack();

    /// Once it is committed: lets aliases follow that were taken back though the commit held, and
    /// deletes indices of this state and environment that are no longer kept, but never one that
    /// shows.
    void prune() throws InterruptedException;

    /// Deletes the indices of this run; fine where none is left. An alias that shows one of them
    /// goes back to the one before first. Says what it could not delete.
    void drop();
}
