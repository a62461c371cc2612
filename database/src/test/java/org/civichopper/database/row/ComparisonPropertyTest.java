package org.civichopper.database.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.database.row.Things.THING;
import static org.civichopper.database.row.Things.changed;
import static org.civichopper.database.row.Things.compare;
import static org.civichopper.database.row.Things.content;
import static org.civichopper.database.row.Things.standing;
import static org.civichopper.database.row.Things.thing;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What holds whatever stands and whatever comes. Few different values, so that rows often are the
/// same thing, equal, or repeated.
class ComparisonPropertyTest {

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatStandsBecomesWhatShouldStand(
            @ForAll("things") Wanted before, @ForAll("things") Wanted after) {
        assertThat(content(changed(standing(before), after))).isEqualTo(content(THING, after));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void thenNothingIsLeftToDo(@ForAll("things") Wanted before, @ForAll("things") Wanted after) {
        assertThat(compare(changed(standing(before), after), after).isEmpty()).isTrue();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void onlyWhatDiffersIsTouched(@ForAll("things") Wanted before, @ForAll("things") Wanted after) {
        var standing = standing(before);
        var rows = new HashMap<String, Standing>();
        gather(standing, rows);

        var changes = compare(standing, after);

        assertThat(changes.isEmpty()).isEqualTo(content(standing).equals(content(THING, after)));
        for (var table : changes.tables()) {
            for (var row : changes.of(table).updates()) {
                var stood = rows.get(row.id());
                if (table != THING) {
                    assertThat(row.order() == stood.order() && row.values().equals(stood.values()))
                            .as("%s %s is written without need", table, row.id())
                            .isFalse();
                }
            }
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void rowsWhoseContentIsInBothKeepTheirIds(
            @ForAll("things") Wanted before, @ForAll("things") Wanted after) {
        var standing = standing(before);

        requireDurableIds(THING, standing, changed(standing, after));
    }

    /// Of every content as many rows keep their id as occur on both sides; the same below each row
    /// that stayed.
    private static void requireDurableIds(Table table, Standing before, Standing after) {
        for (int i = 0; i < table.children().size(); i++) {
            var child = table.children().get(i);
            var stood = byContent(child, before.children().get(i));
            var stands = byContent(child, after.children().get(i));
            stood.forEach((content, ids) -> {
                var now = stands.getOrDefault(content, Set.of());
                var kept = new HashSet<>(ids);
                kept.retainAll(now);
                assertThat(kept)
                        .as("%s %s", child, content)
                        .hasSize(Math.min(ids.size(), now.size()));
            });
            for (var row : after.children().get(i)) {
                before.children().get(i).stream()
                        .filter(old -> old.id().equals(row.id()))
                        .forEach(old -> requireDurableIds(child, old, row));
            }
        }
    }

    private static Map<String, Set<String>> byContent(Table table, List<Standing> rows) {
        var ids = new HashMap<String, Set<String>>();
        for (var row : rows) {
            ids.computeIfAbsent(content(table, row), _ -> new HashSet<>()).add(row.id());
        }
        return ids;
    }

    private static void gather(Standing row, Map<String, Standing> rows) {
        rows.put(row.id(), row);
        row.children().forEach(parts -> parts.forEach(part -> gather(part, rows)));
    }

    @Provide
    Arbitrary<Wanted> things() {
        var texts = Arbitraries.of("a", "b");
        var witnesses = Arbitraries.of("Ann", "Bob").list().ofMaxSize(3);
        var steps =
                Combinators.combine(Arbitraries.of("a", "b", "c"), texts, witnesses)
                        .as((what, day, names) ->
                                Things.step(what, day, names.toArray(String[]::new)));
        var links = Combinators.combine(texts, texts).as(Things::link).list().ofMaxSize(3);
        var pages = texts.list().ofMaxSize(3);
        var papers = Combinators.combine(texts, texts, links, pages).as(Things::paper);
        return Combinators.combine(texts, steps.list().ofMaxSize(4), papers.list().ofMaxSize(4))
                .as((title, inOrder, inNone) -> thing(title, inOrder, inNone));
    }
}
