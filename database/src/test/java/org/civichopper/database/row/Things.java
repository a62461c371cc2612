package org.civichopper.database.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// A small declaration with ordered and unordered rows below ordered and unordered rows, and short
/// ways to write such rows down.
final class Things {

    static final Table WITNESS = Table.ofParts("witness", "step_id").texts("name");
    static final Table STEP =
            Table.ofParts("step", "thing_id")
                    .inOrderOf("order")
                    .texts("what", "day")
                    .sameWhen("what")
                    .child(WITNESS);
    static final Table LINK =
            Table.ofParts("link", "paper_id").texts("url", "kind").sameWhen("url");
    static final Table PAGE = Table.ofParts("page", "paper_id").inOrderOf("order").texts("text");
    static final Table PAPER =
            Table.ofParts("paper", "thing_id")
                    .texts("note", "day")
                    .sameWhen("note")
                    .child(LINK)
                    .child(PAGE);
    static final Table THING = Table.ofObjects("thing").texts("title").child(STEP).child(PAPER);

    private Things() {}

    static Wanted thing(String title, List<Wanted> steps, List<Wanted> papers) {
        return thing(title, Optional.of(steps), Optional.of(papers));
    }

    static Wanted thing(String title, Optional<List<Wanted>> steps, Optional<List<Wanted>> papers) {
        return Wanted.row(title).with(List.of(steps, papers));
    }

    static Wanted step(String what, String day, String... witnesses) {
        return Wanted.row(what, day).with(List.of(Wanted.rows(List.of(witnesses), Wanted::row)));
    }

    static Wanted paper(String note, String day, List<Wanted> links, List<String> pages) {
        return Wanted.row(note, day)
                .with(List.of(Optional.of(links), Wanted.rows(pages, Wanted::row)));
    }

    static Wanted link(String url, String kind) {
        return Wanted.row(url, kind);
    }

    /// Ids that nobody else gives: `new-1`, `new-2`, …
    static Supplier<String> ids(String prefix) {
        var numbers = IntStream.iterate(1, n -> n + 1).iterator();
        return () -> prefix + numbers.next();
    }

    /// The object as it stands once it was inserted as `top`, its parts as `old-1`, `old-2`, …
    static Standing standing(Wanted wanted) {
        var inserts = Comparison.insert(THING, "top", wanted, ids("old-"));
        return InMemoryRows.of(THING).apply(inserts).standing("top");
    }

    static ChangeSet compare(Standing standing, Wanted wanted) {
        return Comparison.compare(THING, standing, wanted, ids("new-"));
    }

    /// What stands once it was compared and changed.
    static Standing changed(Standing standing, Wanted wanted) {
        return InMemoryRows.of(THING, standing).apply(compare(standing, wanted)).standing("top");
    }

    static String content(Standing row) {
        return content(THING, row);
    }

    /// All that a row and everything below it hold; rows without a position are sorted.
    static String content(Table table, Standing row) {
        var below = new ArrayList<String>();
        for (int i = 0; i < table.children().size(); i++) {
            var child = table.children().get(i);
            var rows = row.children().get(i).stream().map(part -> content(child, part));
            below.add((child.order().isPresent() ? rows : rows.sorted()).toList().toString());
        }
        return row.values() + (below.isEmpty() ? "" : below.toString());
    }

    /// The same of rows that should stand.
    static String content(Table table, Wanted row) {
        var below = new ArrayList<String>();
        for (int i = 0; i < table.children().size(); i++) {
            var child = table.children().get(i);
            var rows = row.children().get(i).orElseThrow().stream().map(w -> content(child, w));
            below.add((child.order().isPresent() ? rows : rows.sorted()).toList().toString());
        }
        return row.values() + (below.isEmpty() ? "" : below.toString());
    }
}
