package org.civichopper.bulk.search;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.civichopper.bulk.finance.row.Contribution;
import org.civichopper.bulk.finance.row.Report;
import org.civichopper.bulk.finance.row.SearchCopy;
import org.civichopper.bulk.ledger.Reject;
import org.civichopper.bulk.run.LoadStopped;

/// The two indices of one run of one state.
final class StateIndices implements SearchCopy {

    private static final int ATTEMPTS_TO_TAKE_BACK = 3;

    private final SearchClient client;
    private final Indices indices;
    private final Aliases aliases;
    private final SearchClient brief;
    private final IndexNames names;
    private final Instant began;
    private final int keep;
    private final int atOnce;
    private final Map<Kind, BulkSender> senders = new EnumMap<>(Kind.class);
    private final Map<Kind, Long> taken = new EnumMap<>(Kind.class);
    private Map<String, Set<String>> before = Map.of();

    StateIndices(SearchClient client, IndexNames names, Instant began, int keep, int atOnce) {
        this.client = client;
        this.indices = new Indices(client);
        this.aliases = new Aliases(client);
        this.brief = client.brief();
        this.names = names;
        this.began = began;
        this.keep = keep;
        this.atOnce = atOnce;
    }

    private String index(Kind kind) {
        return names.index(kind, began);
    }

    private Set<String> aliasNames() {
        return new TreeSet<>(Stream.of(Kind.values()).map(names::alias).toList());
    }

    @Override
    public Map<String, String> indices() {
        return Stream.of(Kind.values())
                .collect(toMap(names::alias, this::index, (one, _) -> one, TreeMap::new));
    }

    @Override
    public void begin() throws InterruptedException {
        close();
        putRight(client);
        before = aliases.shown(aliasNames());
        for (var kind : Kind.values()) {
            requireNoIndexNamed(names.alias(kind));
            indices.create(index(kind), kind, before.get(names.alias(kind)));
            senders.put(kind, new BulkSender(client, index(kind), atOnce));
        }
    }

    // The alias could never be made beside it.
    private void requireNoIndexNamed(String alias) throws InterruptedException {
        if (before.get(alias).isEmpty() && indices.named(alias).contains(alias)) {
            throw new LoadStopped.Failed(
                    "%s/%s: expected an alias or nothing, found an index of that name; delete it, or choose another --env"
                            .formatted(client, alias));
        }
    }

    // What an attempt that went left of this run.
    private void putRight(SearchClient by) throws InterruptedException {
        var indices = new Indices(by);
        var aliases = new Aliases(by);
        var shown = aliases.shown(aliasNames());
        var wanted = new TreeMap<>(shown);
        for (var kind : Kind.values()) {
            if (shown.get(names.alias(kind)).contains(index(kind))) {
                var replaced = indices.existing(indices.replacedBy(index(kind)));
                wanted.put(names.alias(kind), replaced);
            }
        }
        aliases.point(shown, wanted);
        for (var kind : Kind.values()) {
            indices.delete(index(kind));
        }
    }

    @Override
    public void add(Contribution gift) throws InterruptedException {
        senders.get(Kind.CONTRIBUTIONS).add(gift.id(), json -> new Documents(json).write(gift));
    }

    @Override
    public void add(Report report) throws InterruptedException {
        senders.get(Kind.REPORTS).add(report.id(), json -> new Documents(json).write(report));
    }

    @Override
    public List<Reject> finish() throws InterruptedException {
        var refused = new ArrayList<Reject>();
        for (var kind : Kind.values()) {
            try (var sender = senders.get(kind)) {
                var ofKind = sender.finish();
                taken.put(kind, sender.sent() - ofKind.size());
                refused.addAll(ofKind);
            }
        }
        return refused;
    }

    @Override
    public List<Counted> check() throws InterruptedException {
        var counted = new ArrayList<Counted>();
        for (var kind : Kind.values()) {
            indices.refresh(index(kind));
            var found = indices.count(index(kind));
            if (found != taken.get(kind)) {
                throw new LoadStopped.Failed(
                        "index %s: expected %d documents, as many as were sent and not refused, found %d; nothing was promoted"
                                .formatted(index(kind), taken.get(kind), found));
            }
            var alias = names.alias(kind);
            counted.add(new Counted(alias, indices.count(alias), found));
        }
        for (var kind : Kind.values()) {
            indices.settle(index(kind));
        }
        return counted;
    }

    @Override
    public void promote() throws InterruptedException {
        var aliases = new Aliases(brief); // readers of the tables wait
        var shown = aliases.shown(aliasNames());
        if (!shown.equals(before)) {
            throw new LoadStopped.Failed(
                    "%s: expected aliases to show %s, as when the run began, found %s; run it again"
                            .formatted(client, before, shown));
        }
        var wanted = new TreeMap<String, Set<String>>();
        indices().forEach((alias, index) -> wanted.put(alias, Set.of(index)));
        aliases.point(shown, wanted);
    }

    @Override
    public void takeBack() {
        var aliases = new Aliases(brief);
        for (var attempt = 1; ; attempt++) {
            try {
                aliases.point(aliases.shown(aliasNames()), before);
                return;
            } catch (LoadStopped e) {
                if (attempt == ATTEMPTS_TO_TAKE_BACK) {
                    throw new LoadStopped.Failed(
                            "aliases show what the tables do not, until the next run of the same command: "
                                    + e.getMessage(),
                            e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LoadStopped.Failed(
                        "interrupted; aliases may show what the tables do not, until the next run of the same command");
            }
        }
    }

    @Override
    public void prune() throws InterruptedException {
        showWhatWasCommitted();
        for (var kind : Kind.values()) {
            var alias = names.alias(kind);
            var shown = new TreeSet<>(aliases.shown(Set.of(alias)).get(alias));
            if (!shown.isEmpty()) {
                prune(kind, shown);
            }
        }
    }

    // A commit whose answer was lost was taken back here, and was one all the same.
    private void showWhatWasCommitted() throws InterruptedException {
        var shown = aliases.shown(aliasNames());
        var wanted = new TreeMap<>(shown);
        for (var kind : Kind.values()) {
            var alias = names.alias(kind);
            var own = Set.of(index(kind));
            if (indices.existing(own).equals(own)
                    && shown.get(alias).equals(indices.replacedBy(index(kind)))) {
                wanted.put(alias, own);
            }
        }
        aliases.point(shown, wanted);
    }

    // The one that a rollback needs goes last. What is newer than what shows may be under way.
    private void prune(Kind kind, NavigableSet<String> shown) throws InterruptedException {
        var replaced = indices.replacedBy(shown.last());
        var older =
                indices.named(names.wildcard(kind)).stream() // the oldest first
                        .filter(each -> names.isOurs(kind, each))
                        .filter(each -> each.compareTo(shown.last()) < 0)
                        .filter(each -> !shown.contains(each))
                        .sorted(comparing(replaced::contains))
                        .toList();
        for (var index : older.subList(0, Math.max(0, older.size() - (keep - 1)))) {
            indices.delete(index);
        }
    }

    @Override
    public void drop() {
        close();
        try {
            putRight(brief);
        } catch (LoadStopped e) {
            client.say(
                    "%s may be left in the search server, and go with the next load: %s"
                            .formatted(indices().values(), e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// What is under way is broken off.
    void close() {
        senders.values().forEach(BulkSender::close);
    }
}
