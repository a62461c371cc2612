package org.civichopper.importer.vote;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civichopper.database.ledger.Awaited;
import org.civichopper.database.ledger.ScrapedIds;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.importer.bill.Bills;
import org.civichopper.importer.resolve.Organizations;
import org.civichopper.importer.resolve.Sessions;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.document.Kind;
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
    private final Map<Arrival, BillReference> references;
    private final Map<String, String> scrapedBills;
    private final Bills bills;

    private VotePlaces(
            Sessions sessions,
            Organizations organizations,
            Map<Arrival, BillReference> references,
            Map<String, String> scrapedBills,
            Bills bills) {
        this.sessions = sessions;
        this.organizations = organizations;
        this.references = references;
        this.scrapedBills = scrapedBills;
        this.bills = bills;
    }

    /// Asks for the bills of all votes at once. Call it after the batch's own bills are written.
    public static VotePlaces load(
            Connection connection,
            Sessions sessions,
            Organizations organizations,
            Collection<Arrival> votes)
            throws SQLException {
        var references = new HashMap<Arrival, BillReference>();
        for (var arrival : votes) {
            if (arrival.document() instanceof VoteEventDocument vote) {
                references.put(arrival, BillReference.of(arrival.jurisdictionId(), vote));
            }
        }
        var scraped = references.values().stream().flatMap(r -> r.scrapedId().stream()).distinct();
        var keys = references.values().stream().flatMap(r -> r.key().stream()).distinct();
        return new VotePlaces(
                sessions,
                organizations,
                references,
                new ScrapedIds(connection).read(Kind.BILL, scraped.toList()),
                Bills.load(connection, keys.toList()));
    }

    /// The place of one of the votes that were asked for.
    public Place of(Arrival arrival, VoteEventDocument vote) {
        var session = sessions.find(arrival.jurisdictionId(), vote.session());
        if (session.isEmpty()) {
            var awaited = Awaited.session(arrival.jurisdictionId(), vote.session());
            return new Place.Settled(new Outcome.Parked(List.of(awaited)));
        }
        var reference = references.get(arrival);
        var given = vote.bill().isPresent();
        if (!given && vote.identifier().isEmpty()) {
            return rejected("a bill or an identifier", "neither");
        }
        var bill = bill(reference);
        if (given && reference.awaited().isEmpty()) {
            return rejected("a bill's _id or identifier", vote.bill().get().toString());
        }
        if (given && bill.isEmpty()) {
            return new Place.Settled(new Outcome.Parked(reference.awaited()));
        }
        try {
            var chamber =
                    organizations.chamber(
                            arrival.jurisdictionId(), "organization", vote.organization());
            return new Place.Found(new PlacedVote(vote, session.get(), bill, chamber));
        } catch (InvalidInputException reason) {
            return new Place.Settled(Outcome.Rejected.because(reason));
        }
    }

    private static Place rejected(String expected, String found) {
        return new Place.Settled(new Outcome.Rejected("bill", expected, found));
    }

    private Optional<String> bill(BillReference reference) {
        return reference
                .scrapedId()
                .map(scrapedBills::get)
                .or(() -> reference.key().flatMap(key -> bills.find(key, reference.chamber())));
    }
}
