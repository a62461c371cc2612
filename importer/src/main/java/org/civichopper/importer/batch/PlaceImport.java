package org.civichopper.importer.batch;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.civichopper.database.ledger.DocumentLedger.Key;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.jurisdiction.JurisdictionKind;
import org.civichopper.importer.object.Candidate;
import org.civichopper.importer.object.Transaction;
import org.civichopper.importer.organization.OrganizationKind;
import org.civichopper.importer.resolve.Organizations;
import org.civichopper.model.document.JurisdictionDocument;
import org.civichopper.model.document.OrganizationDocument;

/// Imports the jurisdictions and organizations of a batch, which everything else in it names.
final class PlaceImport {

    private final Transaction transaction;
    private final KindImports imports;
    private final Collection<Arrival> arrivals;
    private final Set<String> jurisdictionIds;

    PlaceImport(
            Transaction transaction,
            KindImports imports,
            Collection<Arrival> arrivals,
            Set<String> jurisdictionIds) {
        this.transaction = transaction;
        this.imports = imports;
        this.arrivals = arrivals;
        this.jurisdictionIds = jurisdictionIds;
    }

    /// @return the organizations as they stand afterwards
    Organizations run() throws SQLException {
        transaction.loadPeopleWatermarks(jurisdictionIds);
        importJurisdictions();
        return importOrganizations();
    }

    private void importJurisdictions() throws SQLException {
        var candidates = new ArrayList<Candidate<JurisdictionDocument>>();
        for (var arrival : arrivals) {
            if (arrival.document() instanceof JurisdictionDocument jurisdiction) {
                var key = new Key(arrival.jurisdictionId(), JurisdictionKind.key(jurisdiction));
                candidates.add(candidate(arrival, jurisdiction, key));
            }
        }
        var imported = imports.run(new JurisdictionKind(), Organizations.NONE, candidates);
        if (!imported.inserted().isEmpty()) {
            transaction.loadPeopleWatermarks(jurisdictionIds);
        }
    }

    // Those whose parent stands first: the others may name them by the `_id` of this very scrape.
    private Organizations importOrganizations() throws SQLException {
        var known = load();
        var left = organizations();
        while (!left.isEmpty()) {
            var standing = known;
            var ready = left.stream().filter(each -> parentStands(each, standing)).toList();
            var next = ready.isEmpty() ? left : ready;
            var imported = imports.run(new OrganizationKind(), known, next);
            if (!imported.inserted().isEmpty()) {
                known = load();
            }
            left = left.stream().filter(each -> !next.contains(each)).toList();
        }
        return known;
    }

    private Organizations load() throws SQLException {
        return Organizations.load(
                transaction.connection(), jurisdictionIds, transaction.knownIds());
    }

    private static boolean parentStands(
            Candidate<OrganizationDocument> candidate, Organizations known) {
        var parent = candidate.subject().parent();
        return parent.isEmpty()
                || known.find(candidate.key().jurisdictionId(), parent.get()).isPresent();
    }

    private List<Candidate<OrganizationDocument>> organizations() {
        var candidates = new ArrayList<Candidate<OrganizationDocument>>();
        for (var arrival : arrivals) {
            if (!(arrival.document() instanceof OrganizationDocument organization)) {
                continue;
            }
            if (transaction.knows(arrival.jurisdictionId())) {
                var key = new Key(arrival.jurisdictionId(), OrganizationKind.key(organization));
                candidates.add(candidate(arrival, organization, key));
            } else {
                imports.rejectStranger(arrival, "the organization of a jurisdiction that stands");
            }
        }
        return candidates;
    }

    // What stands here depends on no organization: nobody's name is looked up but a parent's.
    private <T> Candidate<T> candidate(Arrival arrival, T subject, Key key) {
        return imports.candidate(arrival, subject, key, Organizations.NONE, "", Optional.empty());
    }
}
