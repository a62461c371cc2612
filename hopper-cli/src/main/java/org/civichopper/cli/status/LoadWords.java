package org.civichopper.cli.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.civichopper.bulk.ledger.LoadRun;
import org.civichopper.bulk.ledger.LoadStanding;
import org.civichopper.commandline.Screen;

/// Loads of whole data sets as people read of them, and what needs a person.
public final class LoadWords {

    private static final String CAUSE = "loads";
    private static final int LONGEST_SCOPE = 48;
    private static final int MOST_LOADS = 5;

    private LoadWords() {}

    /// For example `311, city_311 update 2019 2020`.
    public static String name(LoadRun run) {
        var scope = run.scope();
        return run.dataset()
                + ", "
                + (scope.length() <= LONGEST_SCOPE
                        ? scope
                        : scope.substring(0, LONGEST_SCOPE - 1) + "…");
    }

    /// For example `running`, `broken off` or `completed with rejects`.
    public static String state(LoadRun run) {
        return switch (run.status()) {
            case RUNNING -> run.live() ? "running" : "broken off";
            case PAUSED, COMPLETED, COMPLETED_WITH_REJECTS, FAILED, ABANDONED ->
                    run.status().word().replace('_', ' ');
        };
    }

    /// How far it has come, or what came of it.
    public static String amount(LoadStanding load) {
        var run = load.latest();
        return switch (run.status()) {
            case RUNNING, PAUSED, FAILED, ABANDONED ->
                    "%s, %s of %s"
                            .formatted(
                                    Words.count(load.read(), "row"),
                                    Words.number(load.done()),
                                    Words.count(load.slices(), "slice"));
            case COMPLETED, COMPLETED_WITH_REJECTS ->
                    "%s, %s changed"
                            .formatted(
                                    Words.count(run.counts().read(), "row"),
                                    Words.number(
                                            run.counts().inserted()
                                                    + run.counts().updated()
                                                    + run.counts().deleted()));
        };
    }

    /// The end of the screen; empty where there are no loads.
    static List<String> section(List<LoadStanding> loads, Instant now, Screen screen) {
        if (loads.isEmpty()) {
            return List.of();
        }
        var lines = new ArrayList<>(List.of("", "loads of whole data sets"));
        loads.stream()
                .limit(MOST_LOADS)
                .map(load -> name(load.latest()) + ": " + line(load, now))
                .forEach(line -> lines.addAll(screen.wrapped("  ", line)));
        if (loads.size() > MOST_LOADS) {
            lines.add("  and more: hopper load runs");
        }
        return lines;
    }

    // Without its name.
    private static String line(LoadStanding load, Instant now) {
        return "%s, %s%s"
                .formatted(
                        since(load.latest(), now),
                        amount(load),
                        load.succeededAt().isPresent()
                                        && load.succeededAt().equals(load.latest().endedAt())
                                ? ""
                                : "; last success " + success(load, now));
    }

    // For example `failed 2 h ago` or `running for 3 min`.
    private static String since(LoadRun run, Instant now) {
        return state(run)
                + run.endedAt()
                        .map(ended -> " " + Words.age(ended, now) + " ago")
                        .orElse(
                                (run.live() ? " for %s" : ", begun %s ago")
                                        .formatted(Words.age(run.startedAt(), now)));
    }

    /// For example `3 h ago`, or `never`.
    public static String success(LoadStanding load, Instant now) {
        return load.succeededAt().map(at -> Words.age(at, now) + " ago").orElse("never");
    }

    static Stream<Concern> concerns(List<LoadStanding> loads, Instant now) {
        return Stream.concat(
                unfinished(loads, now).stream(),
                loads.stream()
                        .map(load -> load.latest().dataset())
                        .distinct()
                        .map(dataset -> stale(of(dataset, loads), now))
                        .flatMap(Optional::stream));
    }

    private static Optional<Concern> unfinished(List<LoadStanding> loads, Instant now) {
        var unfinished = loads.stream().filter(LoadStanding::needsAPerson).toList();
        return unfinished.stream()
                .findFirst()
                .map(LoadStanding::latest)
                .map(run ->
                        new Concern(
                                CAUSE,
                                "%sload %d of %s %s%s"
                                        .formatted(
                                                unfinished.size() == 1
                                                        ? ""
                                                        : unfinished.size()
                                                                + " loads failed, paused or broke off; ",
                                                run.id(),
                                                name(run),
                                                since(run, now),
                                                run.error().map(each -> ": " + each).orElse("")),
                                (run.isOpen()
                                                ? "hopper load resume %d goes on"
                                                : "mend the cause, then the same again; hopper load runs show %d")
                                        .formatted(run.id())));
    }

    private static List<LoadStanding> of(String dataset, List<LoadStanding> loads) {
        return loads.stream().filter(load -> load.latest().dataset().equals(dataset)).toList();
    }

    // How long a data set may go without a success is kept with it, whatever the scope.
    private static Optional<Concern> stale(List<LoadStanding> loads, Instant now) {
        var newest = loads.getFirst().latest();
        var since =
                loads.stream()
                        .flatMap(load -> load.succeededAt().stream())
                        .max(Comparator.naturalOrder());
        var first = loads.stream().map(LoadStanding::firstAt).min(Comparator.naturalOrder()).get();
        return newest.staleAfter()
                .filter(after -> since.orElse(first).plus(after).isBefore(now))
                .map(after ->
                        new Concern(
                                CAUSE,
                                "no load of %s succeeded for %s; expected one every %s"
                                        .formatted(
                                                newest.dataset(),
                                                Words.age(since.orElse(first), now),
                                                Words.time(after)),
                                "see whether its schedule still starts it: hopper load runs"));
    }
}
