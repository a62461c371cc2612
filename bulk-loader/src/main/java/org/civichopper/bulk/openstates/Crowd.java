package org.civichopper.bulk.openstates;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import org.civichopper.bulk.ledger.Reject;
import org.civichopper.bulk.openstates.row.SentBill;

/// More bills than a page holds that changed at one instant. Those come in any order, another one
/// with each page, so that their pages are read in rounds until each bill was seen.
final class Crowd {

    private final Optional<Instant> instant;
    private final Set<String> seen = new HashSet<>();
    private int size; // as far as the round has come
    private Optional<Instant> later = Optional.empty();

    /// @param instant empty where a page says none, for all of it is rejected
    Crowd(Optional<Instant> instant) {
        this.instant = instant;
    }

    void beginRound() {
        size = 0;
        later = Optional.empty();
    }

    /// What of the round's next page belongs to it.
    Arrived.Bills own(Arrived.Bills arrived) {
        var good = new LinkedHashMap<String, SentBill>();
        var bad = new LinkedHashMap<String, Reject>();
        for (var item : arrived.page().items()) {
            var key = Lists.key(item);
            var bill = Optional.ofNullable(arrived.good().get(key));
            var changed = bill.map(SentBill::updated);
            if (bill.isPresent() && !changed.equals(instant)) {
                later = changed;
                break;
            }
            bill.ifPresentOrElse(
                    each -> good.put(key, each), () -> bad.put(key, arrived.bad().get(key)));
            seen.add(key);
            size++;
        }
        return new Arrived.Bills(arrived.page(), good, bad);
    }

    boolean isWhole() {
        return seen.size() >= size;
    }

    /// When the first bill behind it changed; empty where none was reached.
    Optional<Instant> later() {
        return later;
    }
}
