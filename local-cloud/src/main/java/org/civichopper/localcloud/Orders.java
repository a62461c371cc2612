package org.civichopper.localcloud;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What was ordered to go wrong, or to happen, at which requests. Each order counts all requests
/// that it matches, whichever other one acts.
///
/// @param <A> a request as it came
public final class Orders<A, T> {

    private static final class Order<A, T> {

        private final Predicate<A> which;
        private final T what;
        private final long first; // of the requests that match, from 1
        private final long last;
        private long seen;

        private Order(Predicate<A> which, T what, long first, long last) {
            this.which = which;
            this.what = what;
            this.first = first;
            this.last = last;
        }

        private boolean isMeant(A asked) {
            if (!which.test(asked)) {
                return false;
            }
            seen++;
            return seen >= first && seen <= last;
        }
    }

    private final List<Order<A, T>> orders = new ArrayList<>();

    /// @param first of the requests that match, counted from 1
    /// @param times how many of them, from that one on
    public synchronized void add(Predicate<A> which, T what, long first, long times) {
        orders.add(new Order<>(which, what, first, first - 1 + times));
    }

    public synchronized void clear() {
        orders.clear();
    }

    /// All that were ordered for it, in their order.
    public synchronized List<T> of(A asked) {
        return orders.stream()
                .filter(order -> order.isMeant(asked))
                .map(order -> order.what)
                .toList();
    }

    /// The first of these.
    public Optional<T> firstOf(A asked) {
        return of(asked).stream().findFirst();
    }
}
