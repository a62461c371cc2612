package org.civichopper.bulk.finance.state;

import java.util.function.Consumer;
import org.civichopper.bulk.read.Row;

/// Reads members that other records lead to, before these.
@FunctionalInterface
public interface Lookups {

    /// Hands over each record of the part's members that is as wide as it should be.
    void each(Part part, Consumer<Row> reader);
}
