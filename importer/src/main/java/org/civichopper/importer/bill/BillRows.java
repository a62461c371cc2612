package org.civichopper.importer.bill;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.civichopper.database.ledger.PersonPlace;
import org.civichopper.database.ledger.UnmatchedPeople.Row;
import org.civichopper.database.row.Before;
import org.civichopper.database.row.Wanted;
import org.civichopper.importer.resolve.DocumentNames;
import org.civichopper.importer.resolve.Session;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.document.BillDocument;
import org.civichopper.model.document.BillDocument.Action;
import org.civichopper.model.document.BillDocument.RelatedBill;
import org.civichopper.model.document.BillDocument.Sponsorship;
import org.civichopper.model.document.BillDocument.Version;
import org.civichopper.model.document.Entity;
import org.civichopper.model.document.Json;
import org.civichopper.model.document.Link;
import org.civichopper.model.document.Quality;
import org.civichopper.model.document.Reference;
import org.civichopper.model.text.BillIdentifier;

/// A bill as the rows it should stand as. Names are resolved on the way; of what stands, only the
/// columns matter that the document leaves out.
final class BillRows {

    private final BillDocument bill;
    private final Session session;
    private final DocumentNames names;

    BillRows(BillDocument bill, Session session, DocumentNames names) {
        this.bill = bill;
        this.session = session;
        this.names = names;
    }

    /// @throws InvalidInputException for a chamber that does not stand
    Wanted wanted(Before before) {
        return Wanted.row(
                        BillIdentifier.normalised(bill.identifier()),
                        bill.title(),
                        before.keep("classification", bill.classification(), List.of()),
                        before.keep("subject", bill.subject(), List.of()),
                        before.keep(
                                "from_organization_id",
                                bill.fromOrganization().map(this::fromOrganization),
                                null),
                        session.id(),
                        before.keep(
                                "first_action_date", bill.actions().map(ActionDates::first), null),
                        before.keep(
                                "latest_action_date",
                                bill.actions().map(ActionDates::latest),
                                null),
                        before.keep(
                                "latest_action_description",
                                bill.actions().map(ActionDates::latestDescription),
                                ""),
                        before.keep(
                                "latest_passage_date",
                                bill.actions().map(ActionDates::latestPassage),
                                null),
                        before.keep("citations", bill.citations(), Json.EMPTY_OBJECT),
                        before.keep("extras", bill.extras(), Json.EMPTY_OBJECT))
                .with(
                        List.of(
                                Wanted.rows(bill.abstracts(), a -> Wanted.row(a.text(), a.note())),
                                Wanted.rows(
                                        bill.otherTitles(), t -> Wanted.row(t.title(), t.note())),
                                Wanted.rows(bill.otherIdentifiers(), Wanted::row),
                                Wanted.numbered(bill.actions(), this::action),
                                Wanted.numbered(bill.sponsorships(), this::sponsorship),
                                Wanted.rows(bill.relatedBills(), BillRows::relatedBill),
                                Wanted.rows(bill.versions(), BillRows::version),
                                Wanted.rows(bill.documents(), BillRows::version),
                                Wanted.rows(bill.sources(), s -> Wanted.row(s.url(), s.note()))));
    }

    private String fromOrganization(Optional<Reference> chamber) {
        return chamber.isEmpty() ? null : names.chamber(() -> "from_organization", chamber);
    }

    private Wanted action(int position, Action action) {
        return Wanted.row(
                        action.description(),
                        action.date(),
                        action.classification(),
                        names.chamber(
                                () -> "actions[" + position + "].organization_id",
                                action.organization()))
                .with(
                        List.of(
                                Wanted.numbered(
                                        action.relatedEntities(),
                                        (entity, who) -> relatedEntity(position, entity, who))));
    }

    private Wanted relatedEntity(int action, int position, Entity entity) {
        Supplier<String> place = () -> "actions[" + action + "].related_entities[" + position + "]";
        var row =
                new Row(
                        PersonPlace.ACTION_ENTITY,
                        entity.name(),
                        entity.type(),
                        Integer.toString(action));
        return Wanted.row(
                entity.name(),
                entity.type(),
                names.organization(
                        row,
                        Quality.UNMATCHED_ENTITY,
                        () -> place.get() + ".organization_id",
                        entity.organization()),
                names.person(
                        row, () -> place.get() + ".person_id", entity.person(), Optional.empty()));
    }

    private Wanted sponsorship(int position, Sponsorship sponsorship) {
        var sponsor = sponsorship.sponsor();
        var row =
                new Row(
                        PersonPlace.SPONSOR,
                        sponsor.name(),
                        sponsor.type(),
                        sponsorship.primary() + " " + sponsorship.classification());
        return Wanted.row(
                sponsor.name(),
                sponsor.type(),
                sponsorship.primary(),
                sponsorship.classification(),
                names.organization(
                        row,
                        Quality.UNMATCHED_SPONSOR,
                        () -> "sponsorships[" + position + "].organization_id",
                        sponsor.organization()),
                names.person(
                        row,
                        () -> "sponsorships[" + position + "].person_id",
                        sponsor.person(),
                        Optional.empty()));
    }

    private static Wanted relatedBill(RelatedBill related) {
        return Wanted.row(related.identifier(), related.session(), related.relationType());
    }

    private static Wanted version(Version version) {
        Function<Link, Wanted> link = l -> Wanted.row(l.url(), l.mediaType());
        return Wanted.row(
                        version.note(), version.date(), version.classification(), version.extras())
                .with(List.of(Wanted.rows(version.links(), link)));
    }
}
