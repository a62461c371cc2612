package org.civichopper.importer.batch;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.civichopper.database.ledger.Awaited;
import org.civichopper.database.ledger.NaturalKey;
import org.civichopper.database.lock.Locks;
import org.civichopper.database.lock.Locks.Mode;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.bill.BillKey;
import org.civichopper.importer.event.AgendaReference;
import org.civichopper.importer.event.EventKey;
import org.civichopper.importer.vote.BillReference;
import org.civichopper.model.document.BillDocument;
import org.civichopper.model.document.EventDocument;
import org.civichopper.model.document.JurisdictionDocument;
import org.civichopper.model.document.Kind;
import org.civichopper.model.document.OrganizationDocument;
import org.civichopper.model.document.VoteEventDocument;

/// What a batch locks: everything it names, not only what it writes. A function of the documents
/// alone, so that it is known before anything is read.
record LockPlan(
        Map<String, Mode> jurisdictions,
        Map<String, Mode> bills,
        Map<String, Mode> votesAndEvents) {

    // With so many keys one lock on the jurisdiction costs everybody less.
    private static final int MANY_KEYS = 500;

    static LockPlan of(Collection<Arrival> arrivals) {
        var jurisdictions = new HashMap<String, Mode>();
        var bills = new HashSet<String>();
        var votesAndEvents = new HashMap<String, Mode>();
        for (var arrival : arrivals) {
            var jurisdictionId = arrival.jurisdictionId();
            jurisdictions.merge(
                    Locks.ofJurisdiction(jurisdictionId), mode(arrival), LockPlan::stronger);
            bills.addAll(bills(arrival));
            addVoteOrEvent(arrival, votesAndEvents);
        }
        if (bills.size() + votesAndEvents.size() > MANY_KEYS) {
            jurisdictions.replaceAll((_, _) -> Mode.EXCLUSIVE);
        }
        return jurisdictions.containsValue(Mode.SHARED)
                ? new LockPlan(jurisdictions, exclusive(bills), votesAndEvents)
                : new LockPlan(jurisdictions, Map.of(), Map.of());
    }

    /// With those of the documents that are called in, which nobody knows before the bills are
    /// locked.
    Map<String, Mode> votesAndEvents(Collection<Arrival> calledIn) {
        var all = new HashMap<>(votesAndEvents);
        if (jurisdictions.containsValue(Mode.SHARED)) {
            calledIn.forEach(arrival -> addVoteOrEvent(arrival, all));
        }
        return all;
    }

    private static void addVoteOrEvent(Arrival arrival, Map<String, Mode> votesAndEvents) {
        switch (arrival.document()) {
            case VoteEventDocument vote -> addVote(arrival.jurisdictionId(), vote, votesAndEvents);
            case EventDocument event -> addEvent(arrival.jurisdictionId(), event, votesAndEvents);
            case BillDocument _, JurisdictionDocument _, OrganizationDocument _ -> {}
        }
    }

    // A bill that is named by an `_id` alone is not known before the locks are taken.
    private static Mode mode(Arrival arrival) {
        var alone =
                switch (arrival.document()) {
                    case JurisdictionDocument _, OrganizationDocument _ -> true;
                    case BillDocument _ -> false;
                    case VoteEventDocument vote -> {
                        var bill = BillReference.of(arrival.jurisdictionId(), vote);
                        yield bill.scrapedId().isPresent() && bill.key().isEmpty();
                    }
                    case EventDocument event ->
                            AgendaReference.on(arrival.jurisdictionId(), event).stream()
                                    .anyMatch(AgendaReference.ById.class::isInstance);
                };
        return alone ? Mode.EXCLUSIVE : Mode.SHARED;
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
                            .key()
                            .map(LockPlan::lock)
                            .ifPresent(names::add);
            case EventDocument event ->
                    AgendaReference.on(jurisdictionId, event).stream()
                            .filter(reference -> reference.kind() == Kind.BILL)
                            .forEach(reference -> names.add(reference.awaited().token()));
            case JurisdictionDocument _, OrganizationDocument _ -> {}
        }
        return names;
    }

    // Whatever the session: an agenda does not say it, and sessions are read under these locks.
    private static String lock(BillKey key) {
        return Awaited.identifier(Kind.BILL, key.jurisdictionId(), key.identifier()).token();
    }

    private static void addVote(
            String jurisdictionId, VoteEventDocument vote, Map<String, Mode> names) {
        vote.recognisedBy()
                .map(key -> "vote " + jurisdictionId + " " + NaturalKey.of(vote.session(), key))
                .ifPresent(key -> names.put(key, Mode.EXCLUSIVE));
        if (!vote.identifier().isEmpty()) {
            var token = Awaited.identifier(Kind.VOTE_EVENT, jurisdictionId, vote.identifier());
            names.put(token.token(), Mode.EXCLUSIVE);
        }
    }

    private static void addEvent(
            String jurisdictionId, EventDocument event, Map<String, Mode> names) {
        var key = EventKey.of(jurisdictionId, event);
        var prefix = "event " + jurisdictionId + " ";
        names.put(prefix + key.nameAndTime(), Mode.EXCLUSIVE);
        if (key.dedupeKey() != null) {
            names.put(prefix + key.dedupeKey(), Mode.EXCLUSIVE);
        }
        event.location()
                .orElse(Optional.empty())
                .map(at -> NaturalKey.of(at.name(), at.url()))
                .ifPresent(place ->
                        names.put("location " + jurisdictionId + " " + place, Mode.EXCLUSIVE));
        for (var reference : AgendaReference.on(jurisdictionId, event)) {
            if (reference.kind() == Kind.VOTE_EVENT) {
                names.put(reference.awaited().token(), Mode.EXCLUSIVE);
            }
        }
    }

    private static Map<String, Mode> exclusive(Set<String> names) {
        var modes = new HashMap<String, Mode>();
        names.forEach(name -> modes.put(name, Mode.EXCLUSIVE));
        return modes;
    }
}
