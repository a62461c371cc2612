package org.civichopper.bulk.openstates.zip;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.SQLException;
import org.civichopper.bulk.ledger.Reject;

/// Takes what a session's zip holds, as it is read.
interface Taker {

    /// A bill with everything below it.
    ///
    /// @param place where its row stands
    /// @param bill in the shape of the API, and what documents need besides
    void take(String place, ObjectNode bill) throws SQLException, IOException, InterruptedException;

    /// A record that is not taken; a bill with all below it is one.
    void reject(Reject reject) throws SQLException;

    /// All members are read, and what they hold is handed over from here on.
    void begin() throws SQLException;

    /// So many bytes more were read.
    void came(long bytes) throws InterruptedException;
}
