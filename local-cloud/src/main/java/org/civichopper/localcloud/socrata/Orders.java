package org.civichopper.localcloud.socrata;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What was ordered to go wrong, or to happen, at which requests.
final class Orders {

    private static final class Order<T> {

        private final Predicate<Asked> which;
        private final T what;
        private final int first; // of the requests that match, from 1
        private final long last;
        private int seen;

        private Order(Predicate<Asked> which, T what, int first, long last) {
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

    private final List<Order<Misdeed>> misdeeds = new ArrayList<>();
    private final List<Order<Runnable>> happenings = new ArrayList<>();

    synchronized void misbehave(Predicate<Asked> which, Misdeed what, int first, int times) {
        misdeeds.add(new Order<>(which, what, first, first - 1L + times));
    }

    synchronized void before(Predicate<Asked> which, int nth, Runnable what) {
        happenings.add(new Order<>(which, what, nth, nth));
    }

    synchronized void behave() {
        misdeeds.clear();
    }

    /// The first that was ordered for it. Of those ordered later, its turn does not come.
    synchronized Optional<Misdeed> misdeed(Asked asked) {
        return misdeeds.stream()
                .filter(order -> order.isMeant(asked))
                .findFirst()
                .map(order -> order.what);
    }

    synchronized List<Runnable> happenings(Asked asked) {
        return happenings.stream()
                .filter(order -> order.isMeant(asked))
                .map(order -> order.what)
                .toList();
    }
}
