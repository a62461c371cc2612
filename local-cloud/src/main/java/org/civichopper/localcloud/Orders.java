package org.civichopper.localcloud.openstates;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// What was ordered to go wrong, or to happen, at which requests.
final class Orders<T> {

    private static final class Order<T> {

        private final Predicate<Asked> which;
        private final T what;
        private final long first; // of the requests that match, from 1
        private final long last;
        private long seen;

        private Order(Predicate<Asked> which, T what, long first, long last) {
            this.which = which;
            this.what = what;
            this.first = first;
            this.last = last;
        }

        private boolean isMeant(Asked asked) {
            if (!which.test(asked)) {
                return false;
            }
            seen++;
            return seen >= first && seen <= last;
        }
    }

    private final List<Order<T>> orders = new ArrayList<>();

    synchronized void add(Predicate<Asked> which, T what, long first, long times) {
        orders.add(new Order<>(which, what, first, first - 1 + times));
    }

    synchronized void clear() {
        orders.clear();
    }

    /// All that were ordered for it, in their order. Each order counts all requests that it
    /// matches.
    synchronized List<T> of(Asked asked) {
        return orders.stream()
                .filter(order -> order.isMeant(asked))
                .map(order -> order.what)
                .toList();
    }
}
