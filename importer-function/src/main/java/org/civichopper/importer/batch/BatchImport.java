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
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.importer.bill.BillKey;
import org.civichopper.importer.bill.BillKind;
import org.civichopper.importer.bill.RelatedBillLinks;
import org.civichopper.importer.bill.SessionBill;
import org.civichopper.importer.event.AgendaLinks;
import org.civichopper.importer.event.AgendaReference;
import org.civichopper.importer.event.Agendas;
import org.civichopper.importer.event.EventKind;
import org.civichopper.importer.event.PlacedEvent;
import org.civichopper.importer.jurisdiction.JurisdictionKind;
import org.civichopper.importer.jurisdiction.LatestBillUpdate;
import org.civichopper.importer.object.Candidate;
import org.civichopper.importer.object.Imports;
import org.civichopper.importer.object.ObjectImport;
import org.civichopper.importer.object.ObjectKind;
import org.civichopper.importer.object.Transaction;
import org.civichopper.importer.organization.OrganizationKind;
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
import org.civichopper.model.document.Document;
import org.civichopper.model.document.EventDocument;
import org.civichopper.model.document.JurisdictionDocument;
import org.civichopper.model.document.OrganizationDocument;
import org.civichopper.model.document.VoteEventDocument;

/// The way of a batch from lock to commit: lock, resolve, compare and write, kind by kind, with the
/// early documents that this batch brings home.
final class BatchImport {

    // Part of every hash: raising it makes every document be compared once more.
    private static final String RULES_VERSION = "1";

    private final Transaction transaction;
    private final Connection connection;
    private final EarlyDocuments early;
    private final List<Arrival> arrivals;
    private final List<Arrival> calledIn;
    private final Set<String> changedJurisdictions = new HashSet<>();
    private final ActionLinks actionLinks;
    private Sessions sessions;
    private Organizations organizations = Organizations.NONE;

    private BatchImport(
            Transaction transaction,
            EarlyDocuments early,
            Collection<Arrival> arrivals,
            List<Arrival> calledIn) {
        this.transaction = transaction;
        this.connection = transaction.connection();
        this.early = early;
        this.arrivals = new ArrayList<>(arrivals);
        this.calledIn = calledIn;
        this.actionLinks = new ActionLinks(connection, transaction.now());
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
        locks.take(plan.jurisdictions());
        locks.take(plan.bills());
        steps.reached(Step.LOCKED);
        var calledIn = early.calledInBy(connection, arrivals);
        locks.take(plan.votesAndEvents(calledIn));
        var transaction = new Transaction(connection, ServerTime.now(connection), trustsHashes);
        var batch = new BatchImport(transaction, early, arrivals, calledIn);
        batch.importAll();
        return transaction.outcomes();
    }

    private void importAll() throws SQLException {
        var jurisdictionIds = arrivals.stream().map(Arrival::jurisdictionId).collect(toSet());
        transaction.loadPeopleWatermarks(jurisdictionIds);
        importJurisdictions();
        transaction.loadPeopleWatermarks(jurisdictionIds);
        importOrganizations();
        arrivals.addAll(calledIn);
        sessions = Sessions.load(connection, jurisdictionIds);
        organizations = Organizations.load(connection, jurisdictionIds, documents());
        var bills = importBills();
        var votes = importVotes();
        importEvents();
        linked(RelatedBillLinks.link(connection, transaction.now(), bills.ids().values()));
        linked(actionLinks.link(votes.compared().values(), bills.changed()));
        changedJurisdictions.addAll(
                new AgendaLinks(connection, transaction.now()).link(sessions, namedOnAgendas()));
        transaction.writeNotes();
        early.settle(connection, transaction.outcomes());
        LatestBillUpdate.touch(connection, transaction.now(), changedJurisdictions);
    }

    /// What was linked has changed, also where its document brought nothing new.
    private void linked(Map<String, String> jurisdictionsById) {
        transaction.countAsChanged(jurisdictionsById.keySet());
        changedJurisdictions.addAll(jurisdictionsById.values());
    }

    private void importJurisdictions() throws SQLException {
        var candidates = new ArrayList<Candidate<JurisdictionDocument>>();
        for (var arrival : arrivals) {
            if (arrival.document() instanceof JurisdictionDocument jurisdiction) {
                var key = new Key(arrival.jurisdictionId(), JurisdictionKind.key(jurisdiction));
                candidates.add(candidate(arrival, jurisdiction, key, "", Optional.empty()));
            }
        }
        importKind(new JurisdictionKind(), organizations, candidates);
    }

    // Those whose parent stands first: the others may name them by the `_id` of this very scrape.
    private void importOrganizations() throws SQLException {
        var left = organizations();
        while (!left.isEmpty()) {
            var ids = left.stream().map(c -> c.key().jurisdictionId()).collect(toSet());
            var known = Organizations.load(connection, ids, documents());
            var ready = left.stream().filter(each -> parentStands(each, known)).toList();
            importKind(new OrganizationKind(), known, ready.isEmpty() ? left : ready);
            left = ready.isEmpty() ? List.of() : without(left, ready);
        }
    }

    private static boolean parentStands(
            Candidate<OrganizationDocument> candidate, Organizations known) {
        var parent = candidate.subject().parent();
        return parent.isEmpty()
                || known.find(candidate.key().jurisdictionId(), parent.get()).isPresent();
    }

    private static <T> List<T> without(List<T> all, List<T> some) {
        return all.stream().filter(each -> !some.contains(each)).toList();
    }

    private List<Candidate<OrganizationDocument>> organizations() {
        var candidates = new ArrayList<Candidate<OrganizationDocument>>();
        for (var arrival : arrivals) {
            if (!(arrival.document() instanceof OrganizationDocument organization)) {
                continue;
            }
            if (transaction.knows(arrival.jurisdictionId())) {
                var key = new Key(arrival.jurisdictionId(), OrganizationKind.key(organization));
                candidates.add(candidate(arrival, organization, key, "", Optional.empty()));
            } else {
                rejectStranger(arrival, "the organization of a jurisdiction that stands");
            }
        }
        return candidates;
    }

    private void rejectStranger(Arrival arrival, String expected) {
        transaction.settle(
                arrival,
                new Outcome.Rejected("jurisdiction_id", expected, arrival.jurisdictionId()));
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
        return importKind(new BillKind(), organizations, candidates);
    }

    private Imports importVotes() throws SQLException {
        var places = VotePlaces.load(connection, sessions, organizations, arrivals);
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
        var imports = importKind(new VoteKind(), organizations, candidates);
        var named =
                candidates.stream()
                        .filter(c -> imports.compared().containsKey(c.arrival()))
                        .collect(
                                toMap(
                                        c -> imports.compared().get(c.arrival()),
                                        c -> c.subject().vote().billAction()));
        actionLinks.name(named);
        return imports;
    }

    private void importEvents() throws SQLException {
        var agendas = Agendas.load(connection, sessions, arrivals);
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
                rejectStranger(arrival, "the event of a jurisdiction that stands");
            }
        }
        var compared = importKind(new EventKind(), organizations, candidates).compared();
        var events = new HashMap<String, PlacedEvent>();
        for (var candidate : candidates) {
            var row = compared.get(candidate.arrival());
            if (row != null && candidate.subject().givesAgenda()) {
                events.put(row, candidate.subject());
            }
        }
        new AgendaLinks(connection, transaction.now()).await(events);
    }

    private <T> Imports importKind(
            ObjectKind<T> kind, Organizations known, List<Candidate<T>> candidates)
            throws SQLException {
        var imports = new ObjectImport<>(transaction, known, kind).run(candidates);
        transaction.writeScrapedIds(kind.kind());
        changedJurisdictions.addAll(imports.changedJurisdictions());
        return imports;
    }

    /// @param resolved what else decides about the rows and stands in no field of the document
    private <T> Candidate<T> candidate(
            Arrival arrival, T subject, Key key, String resolved, Optional<Session> session) {
        var decisive = new ArrayList<String>();
        decisive.add(RULES_VERSION);
        decisive.add(arrival.document().head().contentHash());
        decisive.add(resolved);
        session.ifPresent(s -> decisive.addAll(List.of(s.startDate(), s.endDate())));
        decisive.add(organizations.fingerprint(arrival.jurisdictionId()));
        return new Candidate<>(arrival, subject, key, String.join(":", decisive), session);
    }

    private Set<AgendaReference> namedOnAgendas() {
        var named = new HashSet<AgendaReference>();
        for (var arrival : arrivals) {
            named.addAll(AgendaReference.to(arrival.jurisdictionId(), arrival.document()));
        }
        return named;
    }

    private List<Document> documents() {
        return arrivals.stream().map(Arrival::document).toList();
    }
}
