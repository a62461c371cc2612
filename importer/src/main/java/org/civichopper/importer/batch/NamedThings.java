package org.civichopper.importer.batch;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.civichopper.database.ledger.DocumentLedger.Key;
import org.civichopper.database.ledger.ScrapedIds.Id;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.bill.BillKey;
import org.civichopper.importer.event.AgendaReference;
import org.civichopper.importer.event.EventKey;
import org.civichopper.importer.jurisdiction.JurisdictionKind;
import org.civichopper.importer.organization.OrganizationKind;
import org.civichopper.importer.resolve.References;
import org.civichopper.importer.vote.BillReference;
import org.civichopper.model.document.BillDocument;
import org.civichopper.model.document.EventDocument;
import org.civichopper.model.document.JurisdictionDocument;
import org.civichopper.model.document.Kind;
import org.civichopper.model.document.OrganizationDocument;
import org.civichopper.model.document.VoteEventDocument;

/// What the documents of a batch tell by themselves, so that the database can be asked for all of
/// it at once, before anything is looked at more closely.
///
/// @param keys by which the ledger knows the documents; not of votes, whose keys hold a bill's id
/// @param scrapedIds that the documents name, and their own: an agenda may have waited for one, and
///   one that is known need not be written
record NamedThings(Map<Kind, Set<Key>> keys, Set<Id> scrapedIds) {

    static NamedThings in(Collection<Arrival> arrivals) {
        var named = new NamedThings(new EnumMap<>(Kind.class), new HashSet<>());
        arrivals.forEach(named::add);
        return named;
    }

    private void add(Arrival arrival) {
        var jurisdictionId = arrival.jurisdictionId();
        var document = arrival.document();
        scrapedIds.add(arrival.scrapedId());
        switch (document) {
            case JurisdictionDocument jurisdiction ->
                    key(
                            Kind.JURISDICTION,
                            new Key(jurisdictionId, JurisdictionKind.key(jurisdiction)));
            case OrganizationDocument organization ->
                    key(
                            Kind.ORGANIZATION,
                            new Key(jurisdictionId, OrganizationKind.key(organization)));
            case BillDocument bill -> {
                var key = BillKey.of(jurisdictionId, bill.session(), bill.identifier());
                key(Kind.BILL, key.toLedgerKey());
            }
            case VoteEventDocument vote ->
                    BillReference.of(jurisdictionId, vote).scrapedId().ifPresent(scrapedIds::add);
            case EventDocument event -> {
                key(Kind.EVENT, EventKey.of(jurisdictionId, event).toLedgerKey());
                for (var reference : AgendaReference.on(jurisdictionId, event)) {
                    if (reference instanceof AgendaReference.ById(var id)) {
                        scrapedIds.add(id);
                    }
                }
            }
        }
        References.scrapedOrganizations(document)
                .forEach(id -> scrapedIds.add(new Id(jurisdictionId, Kind.ORGANIZATION, id)));
    }

    private void key(Kind kind, Key key) {
        keys.computeIfAbsent(kind, _ -> new HashSet<>()).add(key);
    }
}
