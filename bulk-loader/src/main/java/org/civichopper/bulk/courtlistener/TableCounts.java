package org.civichopper.bulk.courtlistener;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.civichopper.bulk.ledger.LoadCounts;

/// What came of a table.
///
/// @param read from its file
/// @param dropped of what was read, because a parent was missing
record TableCounts(LoadCounts read, long dropped) {

    TableCounts plus(TableCounts more) {
        return new TableCounts(read.plus(more.read), dropped); // of the table, not of a part
    }

    long rows() {
        return read.read() - read.rejected() - dropped;
    }

    void describe(ObjectNode json, boolean promoted) {
        var rejected = read.rejected() + dropped;
        var all = read.with(rejected, 0);
        (promoted ? all.merged(rows(), 0, 0) : all).describe(json);
    }
}
