package org.civichopper.bulk.finance.row;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A search server that takes copies of rows, as the settings of a command name it.
public interface Search extends AutoCloseable {

    /// Without asking the server.
    ///
    /// @param state its code, as `tx`
    /// @param began when the run began, as the ledger says
    SearchCopy copy(String state, Instant began);

    /// Lets the aliases of these states show what they showed before the last promote, all in one
    /// call.
    ///
    /// @return the index for each alias
    Map<String, String> putBack(List<String> states) throws InterruptedException;

    @Override
    void close();
}
