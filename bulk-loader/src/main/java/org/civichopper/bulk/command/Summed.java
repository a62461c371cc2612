package org.civichopper.bulk.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.ledger.LoadStatus;
import org.civichopper.bulk.run.LoadReport;

/// Makes one result of those of several loads of a data set.
final class Summed {

    private static final List<LoadStatus> FROM_BEST =
            List.of(
                    LoadStatus.COMPLETED,
                    LoadStatus.COMPLETED_WITH_REJECTS,
                    LoadStatus.PAUSED,
                    LoadStatus.RUNNING,
                    LoadStatus.ABANDONED,
                    LoadStatus.FAILED);

    private Summed() {}

    /// A load that ended, with what `--json` says of it.
    record Done(LoadReport report, ObjectNode described) {}

    /// Of one load it is what it was.
    static Done of(List<Done> each) {
        var reports = each.stream().map(Done::report).toList();
        var errors =
                reports.stream()
                        .flatMap(report -> report.error().stream())
                        .distinct()
                        .collect(Collectors.joining("\n"));
        var report =
                new LoadReport(
                        reports.getLast().run(),
                        reports.getLast().dataset(),
                        reports.stream()
                                .map(LoadReport::status)
                                .max(Comparator.comparing(FROM_BEST::indexOf))
                                .orElseThrow(),
                        reports.stream()
                                .map(LoadReport::counts)
                                .reduce(LoadCounts.NONE, LoadCounts::plus),
                        reports.stream()
                                .map(LoadReport::took)
                                .reduce(Duration.ZERO, Duration::plus),
                        errors.isEmpty() ? Optional.empty() : Optional.of(errors),
                        reports.stream().anyMatch(LoadReport::wrongUsage));
        var described = each.getFirst().described().deepCopy();
        each.stream().skip(1).forEach(done -> add(described, done.described()));
        described.setAll(report.json());
        return new Done(report, described);
    }

    // Numbers are summed and objects joined; of anything else the last one stands.
    private static void add(ObjectNode all, ObjectNode more) {
        more.properties()
                .forEach(field -> {
                    JsonNode before = all.path(field.getKey());
                    if (before instanceof ObjectNode object
                            && field.getValue() instanceof ObjectNode next) {
                        add(object, next);
                    } else if (before.isNumber() && field.getValue().isNumber()) {
                        all.put(
                                field.getKey(),
                                before.decimalValue().add(field.getValue().decimalValue()));
                    } else {
                        all.set(field.getKey(), field.getValue());
                    }
                });
    }
}
