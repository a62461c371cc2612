package org.civichopper.importer.batch;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.civichopper.database.ledger.Awaited;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.batch.Locks.Mode;
import org.civichopper.importer.bill.BillKey;
import org.civichopper.importer.vote.BillReference;
import org.civichopper.model.document.BillDocument;
import org.civichopper.model.document.EventDocument;
import org.civichopper.model.document.JurisdictionDocument;
import org.civichopper.model.document.OrganizationDocument;
import org.civichopper.model.document.VoteEventDocument;

/// What a batch locks: everything it names, not only what it writes. A function of the documents
/// alone, so that it is known before anything is read.
record LockPlan(Map<String, Mode> jurisdictions, Map<String, Mode> bills, Map<String, Mode> votes) {

    // With so many keys one lock on the jurisdiction costs everybody less.
    private static final int MANY_KEYS = 500;

    static LockPlan of(Collection<Arrival> arrivals) {
        var jurisdictions = new HashMap<String, Mode>();
        var bills = new HashSet<String>();
        var votes = new HashSet<String>();
        for (var arrival : arrivals) {
            var jurisdictionId = arrival.jurisdictionId();
            jurisdictions.merge(
                    Locks.ofJurisdiction(jurisdictionId), mode(arrival), LockPlan::stronger);
            bills.addAll(bills(arrival));
            votes.addAll(votes(arrival));
        }
        if (bills.size() + votes.size() <= MANY_KEYS) {
            return new LockPlan(jurisdictions, exclusive(bills), exclusive(votes));
        }
        jurisdictions.replaceAll((_, _) -> Mode.EXCLUSIVE);
        return new LockPlan(jurisdictions, Map.of(), Map.of());
    }

    private static Mode mode(Arrival arrival) {
        return switch (arrival.document()) {
            case JurisdictionDocument _, OrganizationDocument _ -> Mode.EXCLUSIVE;
            case BillDocument _, VoteEventDocument _, EventDocument _ -> Mode.SHARED;
        };
    }

    private static Mode stronger(Mode one, Mode other) {
        return one == Mode.EXCLUSIVE ? one : other;
    }

    private static Set<String> bills(Arrival arrival) {
        var jurisdictionId = arrival.jurisdictionId();
        var names = new HashSet<String>();
        switch (arrival.document()) {
            case BillDocument bill -> {
                names.add(lock(BillKey.of(jurisdictionId, bill.session(), bill.identifier())));
                names.add(Awaited.scraped(bill.head().scrapedId()).token());
                for (var related : bill.relatedBills().orElse(List.of())) {
                    names.add(
                            lock(
                                    BillKey.of(
                                            jurisdictionId,
                                            related.session(),
                                            related.identifier())));
                }
            }
            case VoteEventDocument vote ->
                    BillReference.of(jurisdictionId, vote)
                            .awaited()
                            .forEach(awaited -> names.add(awaited.token()));
            case EventDocument _, JurisdictionDocument _, OrganizationDocument _ -> {}
        }
        return names;
    }

    private static String lock(BillKey key) {
        return Awaited.bill(key.toLedgerKey()).token();
    }

    private static Set<String> votes(Arrival arrival) {
        if (!(arrival.document() instanceof VoteEventDocument vote)) {
            return Set.of();
        }
        var names = new HashSet<String>();
        var prefix = "vote " + arrival.jurisdictionId() + " ";
        vote.dedupeKey().orElse(Optional.empty()).ifPresent(key -> names.add(prefix + key));
        if (!vote.identifier().isEmpty()) {
            names.add(prefix + vote.session() + " " + vote.identifier());
        }
        return names;
    }

    private static Map<String, Mode> exclusive(Set<String> names) {
        var modes = new HashMap<String, Mode>();
        names.forEach(name -> modes.put(name, Mode.EXCLUSIVE));
        return modes;
    }
}
