package org.civichopper.bulk.finance.row;

import java.math.BigDecimal;
import java.time.LocalDate;

/// One gift that leads to a candidate. Texts are trimmed, and null where the source has none.
///
/// @param amount with two decimals
/// @param type `individual` or `entity`, as far as the source says
/// @param special whether only a special report says it, and the next regular one says it again
public record Contribution(
        String id,
        String reportId,
        LocalDate date,
        BigDecimal amount,
        String type,
        String name,
        String city,
        String state,
        String zip,
        String employer,
        String occupation,
        String jobTitle,
        String memo,
        String schedule,
        boolean special,
        Filer filer,
        Candidate candidate) {}
