package org.civichopper.bulk.finance.row;

import java.sql.SQLException;

/// Where the rows of a state go, one after the other, from one thread: first all contributions,
/// then all reports.
public interface Rows {

    /// May wait until there is room.
    void add(Contribution gift) throws SQLException, InterruptedException;

    /// May wait until there is room.
    void add(Report report) throws SQLException, InterruptedException;
}
