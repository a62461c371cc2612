package org.civichopper.database.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// In what two objects of one table differ, for people.
public final class Differences {

    private static final int LONGEST = 60;

    private Differences() {}

    /// The columns and collections in which one object differs from another, for example `result
    /// (pass, here fail)` and `votes`. A collection that either of the two leaves out is not
    /// compared.
    public static List<String> between(Table table, Wanted one, Wanted other) {
        var differences = new ArrayList<String>();
        for (int i = 0; i < table.columns().size(); i++) {
            var was = one.values().get(i);
            var here = other.values().get(i);
            if (!Objects.equals(was, here)) {
                differences.add(table.columns().get(i).name() + inWords(was, here));
            }
        }
        for (int i = 0; i < table.children().size(); i++) {
            var child = table.children().get(i);
            var rows = one.children().get(i);
            var others = other.children().get(i);
            if (rows.isPresent()
                    && others.isPresent()
                    && !Comparison.alike(child, rows.get(), others.get())) {
                differences.add(child.collection());
            }
        }
        return differences;
    }

    private static String inWords(Object was, Object here) {
        return isShort(was) && isShort(here) ? " (%s, here %s)".formatted(was, here) : "";
    }

    private static boolean isShort(Object value) {
        return value instanceof String text && !text.isEmpty() && text.length() <= LONGEST;
    }
}
