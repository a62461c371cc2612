package org.civichopper.cli.failures;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Failures with one reason.
///
/// @param jurisdictions those that are known
/// @param example the one that failed last
public record FailureGroup(
        String reason,
        long count,
        SortedSet<String> jurisdictions,
        Instant firstAt,
        Instant lastAt,
        Failure example) {

    /// @param failures with the same reason, at least one
    static FailureGroup of(List<Failure> failures) {
        var byTime = failures.stream().sorted(Comparator.comparing(Failure::at)).toList();
        var jurisdictions = new TreeSet<String>();
        failures.forEach(failure -> failure.jurisdictionId().ifPresent(jurisdictions::add));
        return new FailureGroup(
                byTime.getLast().reason(),
                failures.size(),
                jurisdictions,
                byTime.getFirst().at(),
                byTime.getLast().at(),
                byTime.getLast());
    }
}
