package org.civichopper.database.row;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// Compares what stands with what should stand. A pure function: no database, no clock.
///
/// One algorithm serves every table. The rows of a collection are paired in passes, from the
/// closest match to the loosest; a pair that differs is an update, a row left over on either side
/// is an insert or a delete. So what did not change keeps its row and its id, and what only moved
/// keeps its row and gets a new position.
public final class Comparison {

    /// What a row and everything below it hold, as one value.
    private record Content(List<Object> values, List<Object> below) {}

    private record Positioned(int position, Object content) {}

    private final Supplier<String> newId;
    private final ChangeSet changes = new ChangeSet();

    private Comparison(Supplier<String> newId) {
        this.newId = newId;
    }

    /// The changes that bring in an object that does not stand yet, under the given id.
    public static ChangeSet insert(Table table, String id, Wanted wanted, Supplier<String> newId) {
        var comparison = new Comparison(newId);
        comparison.insert(table, id, null, 0, wanted);
        return comparison.changes;
    }

    /// The changes that turn one object into the other. When anything below it changes, the object
    /// itself is among the updates, so that its updated_at moves.
    public static ChangeSet compare(
            Table table, Standing standing, Wanted wanted, Supplier<String> newId) {
        var comparison = new Comparison(newId);
        comparison.children(table, standing, wanted);
        if (!comparison.changes.isEmpty() || !standing.values().equals(wanted.values())) {
            comparison.changes.update(
                    table, new ChangeSet.Row(standing.id(), null, 0, wanted.values()));
        }
        return comparison.changes;
    }

    /// The changes that remove an object and everything below it.
    public static ChangeSet delete(Table table, Standing standing) {
        var comparison = new Comparison(() -> "");
        comparison.delete(standing, table);
        return comparison.changes;
    }

    /// Two objects that turned out to be one.
    ///
    /// @param changes that give the first the content of the second
    /// @param successors the rows of the second that the first has too, per table, each with the
    ///   row that takes its place
    public record Merged(ChangeSet changes, Map<String, Map<String, String>> successors) {}

    /// What both have keeps the row of the first, and what only the second has moves over with its
    /// row. The second itself, and what is left below it, stays.
    public static Merged merge(Table table, Standing first, Standing second) {
        var comparison = new Comparison(() -> "");
        var successors = new HashMap<String, Map<String, String>>();
        comparison.merge(table, first, second, successors);
        comparison.changes.update(table, new ChangeSet.Row(first.id(), null, 0, second.values()));
        return new Merged(comparison.changes, successors);
    }

    private void merge(
            Table table,
            Standing first,
            Standing second,
            Map<String, Map<String, String>> successors) {
        for (int i = 0; i < table.children().size(); i++) {
            var child = table.children().get(i);
            var rows = second.children().get(i);
            var pairs =
                    pair(child, first.children().get(i), rows.stream().map(Wanted::like).toList());
            for (int position = 0; position < pairs.length; position++) {
                var row = rows.get(position);
                var stands = pairs[position];
                var order = child.order().isPresent() ? position : 0;
                if (stands == null) {
                    changes.move(
                            child, new ChangeSet.Row(row.id(), first.id(), order, row.values()));
                    continue;
                }
                if (stands.order() != order || !stands.values().equals(row.values())) {
                    changes.update(
                            child, new ChangeSet.Row(stands.id(), first.id(), order, row.values()));
                }
                successors
                        .computeIfAbsent(child.name(), _ -> new HashMap<>())
                        .put(row.id(), stands.id());
                merge(child, stands, row, successors);
            }
        }
    }

    /// Whether two objects hold the same, whatever their ids.
    public static boolean alike(Table table, Standing one, Standing other) {
        return content(table, one).equals(content(table, other));
    }

    /// Whether two collections hold the same, in whatever order where that means nothing.
    static boolean alike(Table table, List<Wanted> rows, List<Wanted> others) {
        return content(table, rows, Comparison::content)
                .equals(content(table, others, Comparison::content));
    }

    private void children(Table table, Standing standing, Wanted wanted) {
        for (int i = 0; i < wanted.children().size(); i++) {
            var child = table.children().get(i);
            var stands = standing.children().get(i);
            wanted.children()
                    .get(i)
                    .ifPresent(rows -> collection(child, standing.id(), stands, rows));
        }
    }

    private void collection(
            Table table, String parentId, List<Standing> standing, List<Wanted> wanted) {
        var pairs = pair(table, standing, wanted);
        for (int position = 0; position < wanted.size(); position++) {
            var row = wanted.get(position);
            var order = table.order().isPresent() ? position : 0;
            if (pairs[position] == null) {
                insert(table, newId(table), parentId, order, row);
            } else {
                update(table, pairs[position], parentId, order, row);
            }
        }
    }

    private void update(Table table, Standing standing, String parentId, int order, Wanted wanted) {
        if (standing.order() != order || !standing.values().equals(wanted.values())) {
            changes.update(
                    table, new ChangeSet.Row(standing.id(), parentId, order, wanted.values()));
        }
        children(table, standing, wanted);
    }

    private void insert(Table table, String id, String parentId, int order, Wanted wanted) {
        changes.insert(table, new ChangeSet.Row(id, parentId, order, wanted.values()));
        for (int i = 0; i < wanted.children().size(); i++) {
            var child = table.children().get(i);
            var rows = wanted.children().get(i).orElse(List.of());
            for (int position = 0; position < rows.size(); position++) {
                var childOrder = child.order().isPresent() ? position : 0;
                insert(child, newId(child), id, childOrder, rows.get(position));
            }
        }
    }

    private String newId(Table table) {
        return table.idPrefix() + newId.get();
    }

    private void delete(Standing standing, Table table) {
        for (int i = 0; i < standing.children().size(); i++) {
            var child = table.children().get(i);
            standing.children().get(i).forEach(row -> delete(row, child));
        }
        changes.delete(table, standing.id());
    }

    /// Per wanted row the standing row it is paired with, or null; standing rows without a pair go.
    private Standing[] pair(Table table, List<Standing> standing, List<Wanted> wanted) {
        var pairs = new Standing[wanted.size()];
        var left = new ArrayList<>(standing);
        if (table.order().isPresent()) {
            pass(
                    pairs,
                    left,
                    wanted,
                    row -> new Positioned(row.order(), content(table, row)),
                    position -> new Positioned(position, content(table, wanted.get(position))));
        }
        pass(
                pairs,
                left,
                wanted,
                row -> content(table, row),
                position -> content(table, wanted.get(position)));
        pass(pairs, left, wanted, Standing::values, position -> wanted.get(position).values());
        pass(
                pairs,
                left,
                wanted,
                row -> table.identity(row.values()),
                position -> table.identity(wanted.get(position).values()));
        left.forEach(row -> delete(row, table));
        return pairs;
    }

    private static void pass(
            Standing[] pairs,
            List<Standing> left,
            List<Wanted> wanted,
            Function<Standing, Object> standingKey,
            Function<Integer, Object> wantedKey) {
        if (left.isEmpty()) {
            return;
        }
        Map<Object, Deque<Standing>> byKey = new HashMap<>();
        left.forEach(row ->
                byKey.computeIfAbsent(standingKey.apply(row), _ -> new ArrayDeque<>()).add(row));
        Set<Standing> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int position = 0; position < wanted.size(); position++) {
            if (pairs[position] == null) {
                var candidates = byKey.get(wantedKey.apply(position));
                if (candidates != null && !candidates.isEmpty()) {
                    pairs[position] = candidates.poll();
                    taken.add(pairs[position]);
                }
            }
        }
        left.removeIf(taken::contains);
    }

    private static Object content(Table table, Standing row) {
        return content(table, row.values(), row.children(), Comparison::content);
    }

    private static Object content(Table table, Wanted row) {
        var children = row.children().stream().map(rows -> rows.orElse(List.of())).toList();
        return content(table, row.values(), children, Comparison::content);
    }

    private interface ContentOf<R> {
        Object of(Table table, R row);
    }

    // Ordered rows below as a list; others as how often each occurs, because their order means
    // nothing.
    private static <R> Object content(
            Table table, List<Object> values, List<List<R>> children, ContentOf<R> contentOf) {
        if (table.children().isEmpty()) {
            return values;
        }
        var below = new ArrayList<Object>();
        for (int i = 0; i < children.size(); i++) {
            below.add(content(table.children().get(i), children.get(i), contentOf));
        }
        return new Content(values, below);
    }

    private static <R> Object content(Table table, List<R> rows, ContentOf<R> contentOf) {
        var contents = rows.stream().map(row -> contentOf.of(table, row)).toList();
        return table.order().isPresent() ? contents : occurrences(contents);
    }

    private static Map<Object, Integer> occurrences(List<Object> contents) {
        var occurrences = new HashMap<Object, Integer>();
        contents.forEach(content -> occurrences.merge(content, 1, Integer::sum));
        return occurrences;
    }
}
