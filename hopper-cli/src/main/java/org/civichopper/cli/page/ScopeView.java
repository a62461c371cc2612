package org.civichopper.cli.page;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.civichopper.cli.status.Words;

/// What a reader may choose to look at.
///
/// @param of the jurisdiction that is chosen
/// @param range that is chosen, as an address has it
record ScopeView(
        List<Choice> ranges,
        List<Choice> jurisdictions,
        String range,
        Optional<String> of,
        String all) {

    /// @param value of an address, or the address itself
    record Choice(String value, String words, boolean isChosen) {}

    static ScopeView of(Scope scope, Optional<Snapshot> snapshot) {
        var ids = new TreeSet<String>();
        snapshot.ifPresent(it -> ids.addAll(it.jurisdictions()));
        scope.jurisdictionId().ifPresent(ids::add);
        return new ScopeView(
                Stream.of(Range.values())
                        .map(range ->
                                new Choice(
                                        "/" + scope.with(range).query(),
                                        range.words(),
                                        range == scope.range()))
                        .toList(),
                ids.stream()
                        .map(Words::jurisdiction)
                        .map(name -> new Choice(name, name, isChosen(name, scope)))
                        .toList(),
                scope.range().inAddress(),
                scope.jurisdictionId().map(Words::jurisdiction),
                "/" + new Scope(scope.range(), Optional.empty()).query());
    }

    private static boolean isChosen(String name, Scope scope) {
        return scope.jurisdictionId().map(Words::jurisdiction).equals(Optional.of(name));
    }
}
