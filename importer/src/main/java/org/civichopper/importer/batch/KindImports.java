package org.civichopper.importer.batch;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.civichopper.database.ledger.DocumentLedger.Key;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.importer.object.Candidate;
import org.civichopper.importer.object.Imports;
import org.civichopper.importer.object.ObjectImport;
import org.civichopper.importer.object.ObjectKind;
import org.civichopper.importer.object.Transaction;
import org.civichopper.importer.resolve.NamedPeople;
import org.civichopper.importer.resolve.Organizations;
import org.civichopper.importer.resolve.Session;
import org.civichopper.model.document.Sha256;

/// Imports kind after kind, and collects on the way where something changed.
final class KindImports {

    // Part of every hash: raising it makes every document be compared once more.
    private static final String RULES_VERSION = "2";

    private final Transaction transaction;
    private final NamedPeople people;
    private final Set<String> changedJurisdictions = new HashSet<>();

    KindImports(Transaction transaction, NamedPeople people) {
        this.transaction = transaction;
        this.people = people;
    }

    <T> Imports run(ObjectKind<T> kind, Organizations known, List<Candidate<T>> candidates)
            throws SQLException {
        var imports = new ObjectImport<>(transaction, known, people, kind).run(candidates);
        changedIn(imports.changedJurisdictions());
        return imports;
    }

    /// @param resolved what else decides about the rows and stands in no field of the document
    <T> Candidate<T> candidate(
            Arrival arrival,
            T subject,
            Key key,
            Organizations known,
            String resolved,
            Optional<Session> session) {
        var decisive = new ArrayList<String>();
        decisive.add(RULES_VERSION);
        decisive.add(arrival.document().head().contentHash());
        decisive.add(resolved);
        session.ifPresent(s -> decisive.addAll(List.of(s.startDate(), s.endDate())));
        decisive.add(known.fingerprint(arrival.jurisdictionId()));
        var hash = Sha256.hex(String.join(":", decisive).getBytes(StandardCharsets.UTF_8));
        return new Candidate<>(arrival, subject, key, hash, session);
    }

    void rejectStranger(Arrival arrival, String expected) {
        transaction.settle(
                arrival,
                new Outcome.Rejected("jurisdiction_id", expected, arrival.jurisdictionId()));
    }

    /// What was linked has changed, also where its document brought nothing new.
    ///
    /// @param jurisdictionsById of each row that was linked
    void linked(Map<String, String> jurisdictionsById) {
        transaction.countAsChanged(jurisdictionsById.keySet());
        changedIn(Set.copyOf(jurisdictionsById.values()));
    }

    void changedIn(Set<String> jurisdictionIds) {
        changedJurisdictions.addAll(jurisdictionIds);
    }

    Set<String> changedJurisdictions() {
        return changedJurisdictions;
    }
}
