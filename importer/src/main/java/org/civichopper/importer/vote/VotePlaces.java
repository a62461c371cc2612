package org.civichopper.importer.vote;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.civichopper.database.ledger.Awaited;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.importer.bill.BillKey;
import org.civichopper.importer.bill.Bills;
import org.civichopper.importer.resolve.KnownIds;
import org.civichopper.importer.resolve.Organizations;
import org.civichopper.importer.resolve.Sessions;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.document.VoteEventDocument;

/// Finds session, bill and chamber of a batch's votes, or says why a vote has to wait or to go.
public final class VotePlaces {

    /// A vote either has its place, or an outcome already.
    public sealed interface Place {
        record Found(PlacedVote vote) implements Place {}

        record Settled(Outcome outcome) implements Place {}
    }

    private final Sessions sessions;
    private final Organizations organizations;
    private final KnownIds knownIds;
    private final Bills bills;

    /// @param bills those under the [#billKeys] of the votes, the batch's own among them
    public VotePlaces(
            Sessions sessions, Organizations organizations, KnownIds knownIds, Bills bills) {
        this.sessions = sessions;
        this.organizations = organizations;
        this.knownIds = knownIds;
        this.bills = bills;
    }

    /// The bills that a batch's votes name by session and identifier.
    public static Set<BillKey> billKeys(Collection<Arrival> arrivals) {
        var keys = new HashSet<BillKey>();
        for (var arrival : arrivals) {
            if (arrival.document() instanceof VoteEventDocument vote) {
                BillReference.of(arrival.jurisdictionId(), vote).key().ifPresent(keys::add);
            }
        }
        return keys;
    }

    /// The place of one of the votes.
    public Place of(Arrival arrival, VoteEventDocument vote) {
        var session = sessions.find(arrival.jurisdictionId(), vote.session());
        if (session.isEmpty()) {
            var awaited = Awaited.session(arrival.jurisdictionId(), vote.session());
            return new Place.Settled(new Outcome.Parked(List.of(awaited)));
        }
        var reference = BillReference.of(arrival.jurisdictionId(), vote);
        var bill = bill(reference);
        if (vote.bill().isPresent() && bill.isEmpty()) {
            return new Place.Settled(new Outcome.Parked(reference.awaited()));
        }
        try {
            var chamber =
                    organizations.chamber(
                            arrival.jurisdictionId(), () -> "organization", vote.organization());
            return new Place.Found(new PlacedVote(vote, session.get(), bill, chamber));
        } catch (InvalidInputException reason) {
            return new Place.Settled(Outcome.Rejected.because(reason));
        }
    }

    private Optional<String> bill(BillReference reference) {
        return reference
                .scrapedId()
                .flatMap(knownIds::find)
                .or(() -> reference.key().flatMap(key -> bills.find(key, reference.chamber())));
    }
}
