package org.civichopper.cli.sample;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Every bill's name and history, made up again whenever someone asks: nothing is kept.
final class Bills {

    private static final int CHANGED_PER_REVISION = 50; // one bill in so many
    private static final int CHANGED_AT_LEAST = 3;

    private final SampleOrder order;
    private final Legislature legislature;
    private final List<Set<Integer>> changes = new ArrayList<>(); // from revision 2 on

    Bills(SampleOrder order, Legislature legislature) {
        this.order = order;
        this.legislature = legislature;
        for (var revision = 2; revision <= order.revision(); revision++) {
            changes.add(changed(revision));
        }
    }

    int count() {
        return order.bills();
    }

    BillName name(int index) {
        var chambers = legislature.chambers();
        var chamber = chambers.get(index % chambers.size());
        var number = index / chambers.size() + 1;
        return new BillName(index, chamber, chamber.letter() + "B " + number);
    }

    /// As it stood at the first scrape.
    List<Action> course(int index) {
        return Course.of(
                new Draws(order.seed(), "course", index), legislature, name(index).chamber());
    }

    /// What happened to the bill between the first scrape and this one.
    List<Action> news(int index) {
        var last = course(index).getLast();
        var news = new ArrayList<Action>();
        for (var round = 0; round < changes.size(); round++) {
            if (changes.get(round).contains(index)) {
                news.add(correction(last, round + 1));
            }
        }
        return news;
    }

    /// The bills that differ from the scrape before this one, in order.
    List<BillName> changed() {
        return changes.isEmpty()
                ? List.of()
                : changes.getLast().stream().sorted().map(this::name).toList();
    }

    // Something that can happen to a bill wherever it stands.
    private static Action correction(Action last, int number) {
        return new Action(
                "Corrected text No. " + number + " filed",
                last.time().plusDays(number),
                last.organization(),
                List.of("filing"),
                Optional.empty(),
                Optional.empty());
    }

    private Set<Integer> changed(int revision) {
        var all = IntStream.range(0, count()).boxed().toList();
        var wanted = Math.max(CHANGED_AT_LEAST, Math.round((float) count() / CHANGED_PER_REVISION));
        return new HashSet<>(new Draws(order.seed(), "changes", revision).pick(all, wanted));
    }
}
