package org.civichopper.bulk.read;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.civichopper.bulk.run.LoadStopped;

/// The columns that a member's header names.
record Heading(String member, List<String> names) {

    /// Where each column stands, by its ordinal; -1 for one that is missing and may be.
    int[] positions(Layout.Csv csv) {
        var positions = csv.columns().stream().mapToInt(column -> position(column)).toArray();
        var missing =
                csv.columns().stream()
                        .filter(column -> column.required() && positions[column.ordinal()] < 0)
                        .map(Column::header)
                        .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new LoadStopped.Failed(
                    "%s: expected columns named %s, found none among the %d of its header"
                            .formatted(member, missing, names.size()));
        }
        return positions;
    }

    private int position(Column column) {
        return IntStream.range(0, names.size())
                .filter(at -> names.get(at).equalsIgnoreCase(column.header()))
                .findFirst()
                .orElse(-1);
    }

    /// @throws LoadStopped.Failed where a column does not stand where it is read
    void requireOrder(Layout.Tabs tabs) {
        for (var column : tabs.columns()) {
            var at = column.position();
            var found = at < names.size() ? names.get(at) : "no more columns";
            if (column.required() && !found.equalsIgnoreCase(column.header())) {
                throw new LoadStopped.Failed(
                        "%s: expected the column %s at position %d, found %s"
                                .formatted(member, column.header(), at + 1, found));
            }
        }
    }
}
