package org.civichopper.bulk.finance.state;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.civichopper.bulk.finance.row.Contribution;
import org.civichopper.bulk.finance.row.Report;
import org.civichopper.bulk.read.Row;

/// One state: what it publishes, and how its records become rows. All that is particular to a state
/// is in the class that implements this; what is common (files, rejects, counts, tables, search)
/// asks it.
public interface State {

    /// As `tx`: the rows' `filing_state`, and the beginning of its indices' names.
    String code();

    String name();

    /// The default of `--since`.
    LocalDate since();

    /// What its folder has to hold, checked before anything is created.
    List<Source> sources();

    /// Where its files are fetched from by default, as a folder; empty where they can only be
    /// given.
    Optional<URI> folder();

    /// Why there is nothing to fetch; a whole sentence, for the one who tries.
    default String whyGiven() {
        return name() + " has nothing to fetch: give a folder with its files by --input.";
    }

    /// Columns that may be there and are not used, in lower case, of parts whose columns are all
    /// known; any other is told as new.
    default Set<String> unused(Part part) {
        return Set.of();
    }

    /// Begins one load: reads what records lead to.
    ///
    /// @param since contributions dated, and reports received, on or after it
    Work begin(Lookups lookups, LocalDate since);

    /// What makes the ids of its contributions and reports unique.
    String ids();

    /// What is known to be wrong in what it publishes, and what is made of it.
    List<String> faults();

    /// The rules of one load. Each is asked for records as wide as they should be, in order; what
    /// they throw sets the record aside.
    interface Work {

        Outcome<Contribution> contribution(Row row, Part part);

        Outcome<Report> report(Row row, Part part);

        /// After the last record, and after a failure.
        default void close() {}
    }
}
