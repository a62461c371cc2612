package org.civichopper.bulk.search;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.civichopper.bulk.finance.row.Search.Promoted;
import org.civichopper.bulk.run.LoadStopped;

/// Takes promotes back, those of all states in one call. What each replaced, its own index says; so
/// the same may be asked for again, whatever became of the first time.
///
/// @param env the end of all names
record PutBack(SearchClient client, String env) {

    private interface Wanted {
        Set<String> of(Promoted promoted, String alias, String own, Set<String> now)
                throws InterruptedException;
    }

    void back(List<Promoted> promoted) throws InterruptedException {
        point(promoted, this::before);
    }

    void forth(List<Promoted> promoted) throws InterruptedException {
        point(promoted, (_, _, own, _) -> Set.of(own));
    }

    private void point(List<Promoted> promoted, Wanted wanted) throws InterruptedException {
        var aliases = new Aliases(client);
        var shown = new TreeMap<String, Set<String>>();
        var others = new TreeMap<String, Set<String>>();
        for (var each : promoted) {
            var names = new IndexNames(each.state(), env);
            for (var kind : Kind.values()) {
                var alias = names.alias(kind);
                var now = aliases.shown(Set.of(alias)).get(alias);
                shown.put(alias, now);
                others.put(alias, wanted.of(each, alias, names.index(kind, each.began()), now));
            }
        }
        aliases.point(shown, others);
    }

    private Set<String> before(Promoted promoted, String alias, String own, Set<String> now)
            throws InterruptedException {
        var indices = new Indices(client);
        var before = indices.replacedBy(own);
        var isThere =
                before.isEmpty()
                        ? promoted.mayBeFirst() && indices.named(own).contains(own)
                        : indices.existing(before).equals(before);
        if (isThere && (now.equals(Set.of(own)) || now.equals(before))) {
            return before;
        }
        throw new LoadStopped.Failed(
                "alias %s: expected that it shows %s, which replaced an index that is still there, found that it shows %s, and that %s was replaced; nothing was put back"
                        .formatted(
                                alias,
                                own,
                                now.isEmpty() ? "none" : now,
                                before.isEmpty() ? "none" : before));
    }
}
