package org.civichopper.importer.batch;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.civichopper.database.ServerTime;
import org.civichopper.database.ledger.Awaited;
import org.civichopper.database.ledger.DocumentLedger.Key;
import org.civichopper.database.ledger.ParkedDocuments.Called;
import org.civichopper.database.lock.Locks;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.importer.bill.BillKey;
import org.civichopper.importer.bill.BillKind;
import org.civichopper.importer.bill.Bills;
import org.civichopper.importer.bill.RelatedBillLinks;
import org.civichopper.importer.bill.SessionBill;
import org.civichopper.importer.event.AgendaLinks;
import org.civichopper.importer.event.AgendaReference;
import org.civichopper.importer.event.Agendas;
import org.civichopper.importer.event.EventKind;
import org.civichopper.importer.event.PlacedEvent;
import org.civichopper.importer.jurisdiction.LatestBillUpdate;
import org.civichopper.importer.object.Candidate;
import org.civichopper.importer.object.Imports;
import org.civichopper.importer.object.Transaction;
import org.civichopper.importer.organization.LateOrganizations;
import org.civichopper.importer.resolve.KnownIds;
import org.civichopper.importer.resolve.NamedPeople;
import org.civichopper.importer.resolve.Organizations;
import org.civichopper.importer.resolve.Session;
import org.civichopper.importer.resolve.Sessions;
import org.civichopper.importer.step.Step;
import org.civichopper.importer.step.Steps;
import org.civichopper.importer.vote.ActionLinks;
import org.civichopper.importer.vote.PlacedVote;
import org.civichopper.importer.vote.VoteKind;
import org.civichopper.importer.vote.VotePlaces;
import org.civichopper.model.document.BillDocument;
import org.civichopper.model.document.EventDocument;
import org.civichopper.model.document.OrganizationDocument;
import org.civichopper.model.document.VoteEventDocument;

/// The way of a batch from lock to commit: lock, resolve, compare and write, kind by kind, with the
/// early documents that this batch brings home.
final class BatchImport {

    private final Transaction transaction;
    private final Connection connection;
    private final EarlyDocuments early;
    private final List<Arrival> arrivals;
    private final Set<String> jurisdictionIds;
    private final KindImports imports;
    private final ActionLinks actionLinks;
    private final AgendaLinks agendaLinks;
    private Sessions sessions;
    private Organizations organizations;

    private BatchImport(
            Transaction transaction,
            EarlyDocuments early,
            List<Arrival> arrivals,
            Set<String> jurisdictionIds) {
        this.transaction = transaction;
        this.connection = transaction.connection();
        this.early = early;
        this.arrivals = arrivals;
        this.jurisdictionIds = jurisdictionIds;
        var documents = arrivals.stream().map(Arrival::document).toList();
        var people = new NamedPeople(connection, jurisdictionIds, documents);
        this.imports = new KindImports(transaction, people);
        this.actionLinks = new ActionLinks(connection, transaction.now());
        this.agendaLinks = new AgendaLinks(connection, transaction.now());
    }

    /// Imports a batch in the connection's transaction, which the caller commits.
    ///
    /// @return what became of each document, of those that waited in the database, too
    static Map<Arrival, Outcome> run(
            Connection connection,
            EarlyDocuments early,
            Collection<Arrival> arrivals,
            boolean trustsHashes,
            Steps steps)
            throws SQLException {
        var plan = LockPlan.of(arrivals);
        var locks = new Locks(connection);
        locks.take(plan.jurisdictions(), plan.bills());
        steps.reached(Step.LOCKED);
        var calledIn = early.calledInBy(connection, arrivals);
        locks.take(plan.votesAndEvents(calledIn));
        return run(connection, early, arrivals, calledIn, trustsHashes, steps);
    }

    /// Imports the next of the documents that found no room when they were called, in the
    /// connection's transaction, which the caller commits.
    ///
    /// @return what became of each; empty when there is none left
    static Map<Arrival, Outcome> runCalled(
            Connection connection,
            EarlyDocuments early,
            Called called,
            boolean trustsHashes,
            Steps steps)
            throws SQLException {
        new Locks(connection)
                .takeAlone(called.jurisdictionId()); // no other instance takes the same
        steps.reached(Step.LOCKED);
        var arrivals = early.next(connection, called);
        if (arrivals.isEmpty()) {
            return Map.of();
        }
        var calledIn = early.calledInBy(connection, arrivals);
        return run(connection, early, arrivals, calledIn, trustsHashes, steps);
    }

    private static Map<Arrival, Outcome> run(
            Connection connection,
            EarlyDocuments early,
            Collection<Arrival> arrivals,
            Collection<Arrival> calledIn,
            boolean trustsHashes,
            Steps steps)
            throws SQLException {
        var all = new ArrayList<>(arrivals);
        all.addAll(calledIn);
        var named = NamedThings.in(all);
        var transaction =
                new Transaction(
                        connection,
                        ServerTime.now(connection),
                        trustsHashes,
                        steps,
                        named.keys(),
                        KnownIds.load(connection, named.scrapedIds()));
        var jurisdictionIds = arrivals.stream().map(Arrival::jurisdictionId).collect(toSet());
        new BatchImport(transaction, early, all, jurisdictionIds).importAll();
        return transaction.outcomes();
    }

    private void importAll() throws SQLException {
        organizations = new PlaceImport(transaction, imports, arrivals, jurisdictionIds).run();
        sessions = Sessions.load(connection, jurisdictionIds);
        var importedBills = importBills();
        var waiting = agendaLinks.waitingFor(namedOnAgendas());
        var asked = Agendas.asked(arrivals);
        waiting.forEach(entity -> asked.add(entity.asked()));
        var keys = Agendas.billKeys(sessions, asked);
        keys.addAll(VotePlaces.billKeys(arrivals));
        var bills = Bills.load(connection, keys);
        var votes = importVotes(bills);
        var agendas = Agendas.load(connection, sessions, transaction.knownIds(), bills, asked);
        var events = importEvents(agendas);
        imports.linked(
                RelatedBillLinks.link(connection, transaction.now(), importedBills.ids().values()));
        imports.linked(actionLinks.link(votes.compared().values(), importedBills.changed()));
        // What an event of this batch still waits for was looked for with the event itself.
        var elsewhere = waiting.stream().filter(w -> !events.contains(w.eventId())).toList();
        imports.changedIn(agendaLinks.link(elsewhere, agendas));
        if (arrivals.stream().anyMatch(a -> a.document() instanceof OrganizationDocument)) {
            imports.linked(
                    LateOrganizations.link(
                                    connection, transaction.now(), jurisdictionIds, organizations)
                            .jurisdictionsById());
        }
        transaction.writeNotes();
        early.settle(connection, transaction.outcomes());
        LatestBillUpdate.touch(connection, transaction.now(), imports.changedJurisdictions());
    }

    private Imports importBills() throws SQLException {
        var candidates = new ArrayList<Candidate<SessionBill>>();
        for (var arrival : arrivals) {
            if (arrival.document() instanceof BillDocument bill) {
                var session = sessions.find(arrival.jurisdictionId(), bill.session());
                if (session.isPresent()) {
                    var subject = new SessionBill(bill, session.get());
                    var key =
                            BillKey.of(arrival.jurisdictionId(), bill.session(), bill.identifier())
                                    .toLedgerKey();
                    candidates.add(candidate(arrival, subject, key, "", session));
                } else {
                    var awaited = Awaited.session(arrival.jurisdictionId(), bill.session());
                    transaction.settle(arrival, new Outcome.Parked(List.of(awaited)));
                }
            }
        }
        return imports.run(new BillKind(), organizations, candidates);
    }

    private Imports importVotes(Bills bills) throws SQLException {
        var places = new VotePlaces(sessions, organizations, transaction.knownIds(), bills);
        var candidates = new ArrayList<Candidate<PlacedVote>>();
        for (var arrival : arrivals) {
            if (arrival.document() instanceof VoteEventDocument vote) {
                switch (places.of(arrival, vote)) {
                    case VotePlaces.Place.Settled(var outcome) ->
                            transaction.settle(arrival, outcome);
                    case VotePlaces.Place.Found(var placed) ->
                            candidates.add(
                                    candidate(
                                            arrival,
                                            placed,
                                            placed.key(),
                                            placed.billId().orElse(""),
                                            Optional.of(placed.session())));
                }
            }
        }
        var imported = imports.run(new VoteKind(), organizations, candidates);
        var named =
                candidates.stream()
                        .filter(c -> imported.compared().containsKey(c.arrival()))
                        .collect(
                                toMap(
                                        c -> imported.compared().get(c.arrival()),
                                        c -> c.subject().vote().billAction()));
        actionLinks.name(named);
        return imported;
    }

    /// @return the rows whose agendas were compared with what their documents give
    private Set<String> importEvents(Agendas agendas) throws SQLException {
        var candidates = new ArrayList<Candidate<PlacedEvent>>();
        for (var arrival : arrivals) {
            if (!(arrival.document() instanceof EventDocument event)) {
                continue;
            }
            if (transaction.knows(arrival.jurisdictionId())) {
                var placed = agendas.place(arrival, event);
                var ids = placed.agendaIds();
                candidates.add(candidate(arrival, placed, placed.key(), ids, Optional.empty()));
            } else {
                imports.rejectStranger(arrival, "the event of a jurisdiction that stands");
            }
        }
        var compared = imports.run(new EventKind(), organizations, candidates).compared();
        var events = new HashMap<String, PlacedEvent>();
        for (var candidate : candidates) {
            var row = compared.get(candidate.arrival());
            if (row != null && candidate.subject().givesAgenda()) {
                events.put(row, candidate.subject());
            }
        }
        agendaLinks.await(events);
        return events.keySet();
    }

    private <T> Candidate<T> candidate(
            Arrival arrival, T subject, Key key, String resolved, Optional<Session> session) {
        return imports.candidate(arrival, subject, key, organizations, resolved, session);
    }

    private Set<AgendaReference> namedOnAgendas() {
        var named = new HashSet<AgendaReference>();
        for (var arrival : arrivals) {
            named.addAll(AgendaReference.to(arrival.jurisdictionId(), arrival.document()));
        }
        return named;
    }
}
