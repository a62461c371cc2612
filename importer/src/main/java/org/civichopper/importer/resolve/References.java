package org.civichopper.importer.resolve;

import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.civichopper.database.ledger.PersonPlace;
import org.civichopper.model.document.BillDocument;
import org.civichopper.model.document.Document;
import org.civichopper.model.document.Entity;
import org.civichopper.model.document.EventDocument;
import org.civichopper.model.document.Field;
import org.civichopper.model.document.JurisdictionDocument;
import org.civichopper.model.document.OrganizationDocument;
import org.civichopper.model.document.Reference;
import org.civichopper.model.document.VoteEventDocument;

/// Lists what a document refers to, so that a whole batch can be asked for at once.
public final class References {

    private References() {}

    static Stream<Reference> people(Document document) {
        return switch (document) {
            case JurisdictionDocument _, OrganizationDocument _ -> Stream.empty();
            case BillDocument bill -> entities(bill).map(Entity::person).flatMap(Optional::stream);
            case VoteEventDocument vote ->
                    vote.votes().orElse(List.of()).stream()
                            .flatMap(ballot -> ballot.voter().stream());
            case EventDocument event ->
                    entities(event).map(Entity::person).flatMap(Optional::stream);
        };
    }

    /// The places of which a document gives the rows; of the others what stands stays.
    static Set<PersonPlace> placesOfPeople(Document document) {
        return switch (document) {
            case JurisdictionDocument _, OrganizationDocument _ -> Set.of();
            case BillDocument bill ->
                    given(
                            Map.of(
                                    PersonPlace.SPONSOR, bill.sponsorships(),
                                    PersonPlace.ACTION_ENTITY, bill.actions()));
            case VoteEventDocument vote -> given(Map.of(PersonPlace.VOTER, vote.votes()));
            case EventDocument event ->
                    given(
                            Map.of(
                                    PersonPlace.PARTICIPANT, event.participants(),
                                    PersonPlace.AGENDA_ENTITY, event.agenda()));
        };
    }

    private static Set<PersonPlace> given(Map<PersonPlace, Field<?>> collections) {
        return collections.entrySet().stream()
                .filter(each -> each.getValue().toOptional().isPresent())
                .map(Map.Entry::getKey)
                .collect(toSet());
    }

    /// The `_id`s of the organizations that a document names by them.
    public static Stream<String> scrapedOrganizations(Document document) {
        return organizations(document)
                .filter(Reference.Scraped.class::isInstance)
                .map(reference -> ((Reference.Scraped) reference).id());
    }

    private static Stream<Reference> organizations(Document document) {
        return switch (document) {
            case JurisdictionDocument _ -> Stream.empty();
            case OrganizationDocument organization -> organization.parent().stream();
            case BillDocument bill ->
                    Stream.of(
                                    bill.fromOrganization().orElse(Optional.empty()).stream(),
                                    actions(bill).flatMap(a -> a.organization().stream()),
                                    entities(bill).flatMap(e -> e.organization().stream()))
                            .flatMap(references -> references);
            case VoteEventDocument vote -> vote.organization().stream();
            case EventDocument event ->
                    entities(event).map(Entity::organization).flatMap(Optional::stream);
        };
    }

    private static Stream<BillDocument.Action> actions(BillDocument bill) {
        return bill.actions().orElse(List.of()).stream();
    }

    private static Stream<Entity> entities(BillDocument bill) {
        return Stream.concat(
                bill.sponsorships().orElse(List.of()).stream()
                        .map(BillDocument.Sponsorship::sponsor),
                actions(bill).flatMap(action -> action.relatedEntities().stream()));
    }

    private static Stream<Entity> entities(EventDocument event) {
        return Stream.concat(
                event.participants().orElse(List.of()).stream().map(EventDocument.Participant::who),
                event.agenda().orElse(List.of()).stream()
                        .flatMap(item -> item.relatedEntities().stream())
                        .map(EventDocument.RelatedEntity::entity));
    }
}
