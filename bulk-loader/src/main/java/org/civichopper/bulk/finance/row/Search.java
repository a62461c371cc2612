package org.civichopper.bulk.finance.row;

import java.time.Instant;
import java.util.List;

/// A search server that takes copies of rows, as the settings of a command name it.
public interface Search extends AutoCloseable {

    /// Without asking the server.
    ///
    /// @param state its code, as `tx`
    /// @param began when the run began, as the ledger says
    SearchCopy copy(String state, Instant began);

    /// What a run brought into sight.
    ///
    /// @param state its code
    /// @param began when the run began, as the ledger says
    /// @param mayBeFirst whether it is fine that nothing showed before
    record Promoted(String state, Instant began, boolean mayBeFirst) {}

    /// Lets the aliases of these states show what they showed before these promotes, all in one
    /// call. Fine where they do: a process died before the tables could follow.
    void putBack(List<Promoted> promoted) throws InterruptedException;

    /// Lets the aliases show these promotes again: the tables could not follow [#putBack].
    void showAgain(List<Promoted> promoted) throws InterruptedException;

    @Override
    void close();
}
