package org.civichopper.localcloud.openstates;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Equal times in an order that differs from request to request, as in a database that was asked
/// for no other order.
final class Ties {

    private Ties() {}

    /// A part of a list that is sorted by change.
    ///
    /// @param turn how many requests came before
    static List<Kept> part(List<Kept> sorted, int from, int to, long turn) {
        var part = new ArrayList<Kept>();
        for (int at = from; at < to; ) {
            int first = at;
            while (first > 0 && isTie(sorted, first - 1)) {
                first--;
            }
            int end = at + 1;
            while (end < sorted.size() && isTie(sorted, end - 1)) {
                end++;
            }
            var ties = inAnyOrder(sorted.subList(first, end), turn);
            int last = Math.min(end, to);
            part.addAll(ties.subList(at - first, last - first));
            at = last;
        }
        return part;
    }

    private static boolean isTie(List<Kept> sorted, int at) {
        return sorted.get(at).place().changed().equals(sorted.get(at + 1).place().changed());
    }

    // Another one comes first in each turn.
    private static List<Kept> inAnyOrder(List<Kept> ties, long turn) {
        if (ties.size() == 1) {
            return ties;
        }
        var mixed = new ArrayList<>(ties);
        var first = mixed.remove((int) (turn % ties.size()));
        Collections.shuffle(mixed, new Random(turn));
        mixed.addFirst(first);
        return mixed;
    }
}
