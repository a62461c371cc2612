package org.civichopper.integration.crash;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.civichopper.testing.FaultyServer.Request;

/// True for some of the requests that are meant, by their order.
final class Passing {

    private final Predicate<Request> meant;
    private final int from;
    private final int to;
    private final AtomicInteger number = new AtomicInteger();

    private Passing(Predicate<Request> meant, int from, int to) {
        this.meant = meant;
        this.from = from;
        this.to = to;
    }

    static Predicate<Request> first(int some, Predicate<Request> meant) {
        return new Passing(meant, 1, some)::now;
    }

    static Predicate<Request> afterTheFirst(Predicate<Request> meant) {
        return new Passing(meant, 2, Integer.MAX_VALUE)::now;
    }

    private boolean now(Request request) {
        if (!meant.test(request)) {
            return false;
        }
        var its = number.incrementAndGet();
        return from <= its && its <= to;
    }
}
