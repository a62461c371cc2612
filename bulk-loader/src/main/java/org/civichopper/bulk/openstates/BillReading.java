package org.civichopper.bulk.openstates;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.civichopper.bulk.openstates.api.Api;
import org.civichopper.bulk.openstates.api.Query;
import org.civichopper.bulk.openstates.table.IngestionLog;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.run.SliceWork;

/// Reads the bills of a session, oldest change first, page by page, each stored at once. A bill
/// that changes meanwhile moves to the end, and another one slips to a page that was read before:
/// so the session is whole only if as many bills were seen as the source says and nothing moved;
/// otherwise it is read again.
final class BillReading {

    private static final long SMALL = 4 << 20; // bytes of a page, so that two may be in memory

    // Of equal ones each round may show others.
    private static final int CROWD_ROUNDS = 20;

    private final Settings settings;
    private final Api api;

    BillReading(Settings settings, Api api) {
        this.settings = settings;
        this.api = api;
    }

    void read(SliceWork work, IngestionLog.Operation operation)
            throws SQLException, InterruptedException {
        var store = new PageStore(settings, work, operation);
        var part = Part.of(work.slice().checkpoint());
        store.close(
                settings.limits().maxItems().isPresent()
                        ? readSome(store, part)
                        : readAll(store, part));
    }

    private Part readAll(PageStore store, Part begun) throws SQLException, InterruptedException {
        var rest = begun.progress().reached(); // of a round that was broken off
        var part = begun;
        var round = new Round();
        for (var rounds = 0; rounds < Lists.ROUNDS; rounds++) {
            part = part.inNextRound();
            round = new Round();
            part = pages(store, part, query(part, rest.or(part::since)), round);
            if (round.isQuiet() && isWhole(store, part, round, rest.isPresent())) {
                return part;
            }
            if (round.shrank()) {
                part = store.forgetSeen(part); // something of it is gone
            }
            rest = Optional.empty();
        }
        throw Lists.moving(part.name(), store.seen(part).all(), round.total());
    }

    // Of a rest the source says only how much it has: what was read before is proven by what there
    // is in all.
    private boolean isWhole(PageStore store, Part part, Round round, boolean rest)
            throws SQLException, InterruptedException {
        var seen = store.seen(part);
        if (!rest) {
            return seen.latest() == round.total() || seen.all() == round.total();
        }
        if (seen.latest() != round.total()) {
            return false;
        }
        var all = new Lists(api).first(query(part, part.since()));
        store.asked(all.requests());
        return store.seen(part).all() == all.total();
    }

    private static Query query(Part part, Optional<Instant> since) {
        return Query.bills(part.code(), part.session(), since);
    }

    private Part pages(PageStore store, Part begun, Query query, Round round)
            throws SQLException, InterruptedException {
        var part = begun;
        try (var ahead = new Ahead()) {
            var next = ahead.ask(() -> page(begun, query, 1));
            for (var number = 1; number <= round.pages(); number++) {
                switch (Ahead.take(next)) {
                    case Arrived.Bills arrived -> {
                        var page = arrived.page();
                        round.add(page.total(), page.pages());
                        store.received(page);
                        var another = number + 1;
                        if (page.bytes() < SMALL && another <= page.pages()) {
                            next = ahead.ask(() -> page(begun, query, another));
                            part = store.store(part, arrived);
                        } else {
                            part = store.store(part, arrived);
                            if (another <= page.pages()) {
                                next = ahead.ask(() -> page(begun, query, another));
                            }
                        }
                    }
                    case Arrived.PastTheEnd(var requests) -> {
                        round.end();
                        store.asked(requests);
                    }
                }
            }
        }
        return part;
    }

    private Arrived page(Part part, Query query, int number) throws InterruptedException {
        return Arrived.of(part.name(), api.page(query, number));
    }

    // Only so many bills are wanted, and the next run goes on behind them: each page is asked for
    // from the last bill on, so that none can slip.
    private Part readSome(PageStore store, Part begun) throws SQLException, InterruptedException {
        var part = begun.inNextRound();
        var since = begun.progress().reached().or(begun::since);
        while (store.left() > 0) {
            if (!(page(part, query(part, since), 1) instanceof Arrived.Bills arrived)) {
                throw new IllegalStateException("page 1 is always there");
            }
            store.received(arrived.page());
            part = store.store(part, arrived);
            if (arrived.page().pages() <= 1) {
                return part;
            }
            var last = part.progress().reached();
            if (last.equals(since)) {
                var crowd = new Crowd(since);
                part = readCrowd(store, part, crowd, query(part, since));
                if (crowd.later().isEmpty()) {
                    return part;
                }
                last = crowd.later();
            }
            since = last;
        }
        return part;
    }

    private Part readCrowd(PageStore store, Part begun, Crowd crowd, Query query)
            throws SQLException, InterruptedException {
        var part = begun;
        for (var rounds = 0; rounds < CROWD_ROUNDS; rounds++) {
            crowd.beginRound();
            for (var number = 1; crowd.later().isEmpty() && store.left() > 0; number++) {
                var came = page(part, query, number);
                if (came instanceof Arrived.PastTheEnd(var requests)) {
                    store.asked(requests);
                    break;
                }
                var arrived = (Arrived.Bills) came;
                store.received(arrived.page());
                part = store.store(part, crowd.own(arrived));
                if (number >= arrived.page().pages()) {
                    break;
                }
            }
            if (crowd.isWhole() || store.left() == 0) {
                return part;
            }
        }
        throw new LoadStopped.Failed(
                "%s: expected to see all bills that changed at one instant, found others after reading them %d times; run it without --max-items"
                        .formatted(part.name(), CROWD_ROUNDS));
    }
}
