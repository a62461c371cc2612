package org.civichopper.cli.sample;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/// One step of a bill.
///
/// @param organization where it happened: a chamber's classification, or `executive`
/// @param committee the committee it names
/// @param tally the roll call it reports
record Action(
        String description,
        LocalDateTime time,
        String organization,
        List<String> classification,
        Optional<String> committee,
        Optional<Tally> tally) {

    boolean is(String wanted) {
        return classification.contains(wanted);
    }
}
