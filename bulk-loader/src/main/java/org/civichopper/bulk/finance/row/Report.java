package org.civichopper.bulk.finance.row;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/// One report that leads to a candidate. Dates, but the one of receipt, and amounts are null where
/// the source has none.
///
/// @param types in the source's order; may be empty
public record Report(
        String id,
        List<String> types,
        LocalDate received,
        LocalDate due,
        LocalDate filed,
        LocalDate periodStart,
        LocalDate periodEnd,
        BigDecimal contributions,
        BigDecimal expenditures,
        BigDecimal endingBalance,
        boolean special,
        Filer filer,
        Candidate candidate) {}
