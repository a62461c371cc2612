package org.civichopper.bulk.openstates;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civichopper.bulk.ledger.Reject;
import org.civichopper.bulk.openstates.api.Listed;
import org.civichopper.bulk.openstates.api.Page;
import org.civichopper.bulk.openstates.row.RejectedException;
import org.civichopper.bulk.openstates.row.SentBill;

/// What came when a page of bills was asked for, read as far as that needs no database.
sealed interface Arrived {

    /// @param place for its rejects
    static Arrived of(String place, Listed listed) {
        return switch (listed) {
            case Listed.Here(var page) -> Bills.of(place, page);
            case Listed.PastTheEnd(var requests) -> new PastTheEnd(requests);
        };
    }

    /// A page with each of its bills once, the last of its kind.
    record Bills(Page page, Map<String, SentBill> good, Map<String, Reject> bad)
            implements Arrived {

        private static Bills of(String place, Page page) {
            var bills = new Bills(page, new LinkedHashMap<>(), new LinkedHashMap<>());
            for (var item : page.items()) {
                var key = Lists.key(item);
                try {
                    bills.good.put(key, SentBill.of(item));
                    bills.bad.remove(key);
                } catch (RejectedException e) {
                    bills.bad.put(
                            key,
                            new Reject(
                                    place,
                                    item.path("id").asText(),
                                    e.expected(),
                                    e.found(),
                                    item.toString()));
                    bills.good.remove(key);
                }
            }
            return bills;
        }

        List<String> keys() {
            var keys = new ArrayList<>(good.keySet());
            keys.addAll(bad.keySet());
            return keys;
        }

        Optional<Instant> last() {
            return good.values().stream().map(SentBill::updated).max(Instant::compareTo);
        }
    }

    /// The list has become shorter.
    ///
    /// @param requests that it took
    record PastTheEnd(int requests) implements Arrived {}
}
