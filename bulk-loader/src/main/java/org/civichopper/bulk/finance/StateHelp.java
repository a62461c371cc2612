package org.civichopper.bulk.finance;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.civichopper.bulk.finance.state.Part;
import org.civichopper.bulk.finance.state.Source;
import org.civichopper.bulk.finance.state.State;
import org.civichopper.bulk.read.Column;
import org.civichopper.bulk.read.Layout;

/// What `--state tx --help` says: the files of each state, what is read of them, and where they
/// come from.
final class StateHelp {

    private StateHelp() {}

    static String of(List<State> states) {
        return states.stream().map(StateHelp::of).collect(Collectors.joining())
                + "%nExamples:%n  hopper load campaign-finance --state tx%n  hopper load campaign-finance --state tx,mi --input data --dry-run%n"
                        .formatted();
    }

    private static String of(State state) {
        var text =
                new StringBuilder(
                        "%n%s (%s), by default since %s:%n"
                                .formatted(state.name(), state.code(), state.since()));
        for (var source : state.sources()) {
            text.append("  %s%n    from %s%n".formatted(source.shown(), source.origin()));
            source.parts().forEach(part -> text.append(of(part)));
        }
        text.append(
                state.folder()
                        .map(folder ->
                                "  Fetched from %s/ where no --input is given.%n".formatted(folder))
                        .orElseGet(() -> "  %s%n".formatted(state.whyGiven())));
        if (state.sources().stream().map(Source::group).distinct().count()
                < state.sources().size()) {
            text.append("  Of files for the same purpose one is enough.%n".formatted());
        }
        text.append("  Ids: %s.%n".formatted(state.ids()));
        state.faults().forEach(fault -> text.append("  %s%n".formatted(fault)));
        return text.toString();
    }

    private static String of(Part part) {
        var columns =
                part.layout().columns().stream()
                        .map(Column::header)
                        .collect(Collectors.joining(" "));
        return switch (part.layout()) {
            case Layout.Csv _ -> line(part, "columns by name: " + columns);
            case Layout.Headed _ -> line(part, "every column, as its header names it");
            case Layout.Tabs tabs -> line(part, "tabs, " + tabs.width());
        };
    }

    private static String line(Part part, String how) {
        return "    %s (%s%s)%n      %s%n"
                .formatted(
                        part.shown(),
                        part.use().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        part.required() ? ", required" : "",
                        how);
    }
}
