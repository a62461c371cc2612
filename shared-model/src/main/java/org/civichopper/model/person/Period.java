package org.civichopper.model.person;

import org.civichopper.model.document.Fields;

/// From when to when something holds. Dates are texts, as exact as somebody knew them, and compare
/// as such; an empty one is open.
public record Period(String startDate, String endDate) {

    static Period read(Fields fields) {
        return new Period(fields.textOrEmpty("start_date", 10), fields.textOrEmpty("end_date", 10));
    }

    /// The day that it ends on is no longer part of it.
    ///
    /// @param today for example `2026-11-20`
    public boolean includes(String today) {
        return (endDate.isEmpty() || endDate.compareTo(today) > 0)
                && (startDate.isEmpty() || startDate.compareTo(today) <= 0);
    }
}
