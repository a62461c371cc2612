package org.civichopper.importer.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.civichopper.database.ledger.Awaited;
import org.civichopper.database.ledger.ScrapedIds.Id;
import org.civichopper.model.document.BillDocument;
import org.civichopper.model.document.Document;
import org.civichopper.model.document.EventDocument;
import org.civichopper.model.document.EventDocument.RelatedEntity;
import org.civichopper.model.document.JurisdictionDocument;
import org.civichopper.model.document.Kind;
import org.civichopper.model.document.OrganizationDocument;
import org.civichopper.model.document.Reference;
import org.civichopper.model.document.VoteEventDocument;
import org.civichopper.model.text.BillIdentifier;

/// A bill or a vote as an agenda names it.
public sealed interface AgendaReference {

    /// A bill or a vote.
    Kind kind();

    /// What an entity waits for as long as nothing stands that is meant.
    Awaited awaited();

    /// By the `_id` that its jurisdiction's scraper gave it.
    record ById(Id id) implements AgendaReference {
        @Override
        public Kind kind() {
            return id.kind();
        }

        @Override
        public Awaited awaited() {
            return Awaited.scraped(id);
        }
    }

    /// By its identifier, a bill's normalised.
    record ByIdentifier(Kind kind, String jurisdictionId, String identifier)
            implements AgendaReference {
        @Override
        public Awaited awaited() {
            return Awaited.identifier(kind, jurisdictionId, identifier);
        }
    }

    static AgendaReference toBill(String jurisdictionId, String identifier) {
        return new ByIdentifier(Kind.BILL, jurisdictionId, BillIdentifier.normalised(identifier));
    }

    static AgendaReference toVote(String jurisdictionId, String identifier) {
        return new ByIdentifier(Kind.VOTE_EVENT, jurisdictionId, identifier);
    }

    /// All that an agenda names.
    static List<AgendaReference> on(String jurisdictionId, EventDocument event) {
        var references = new ArrayList<AgendaReference>();
        for (var item : event.agenda().orElse(List.of())) {
            for (var entity : item.relatedEntities()) {
                of(jurisdictionId, entity).ifPresent(references::add);
            }
        }
        return references;
    }

    /// What one entity names; empty where that is neither a bill nor a vote, or nothing to find it
    /// by.
    static Optional<AgendaReference> of(String jurisdictionId, RelatedEntity entity) {
        var bill = entity.bill().flatMap(reference -> of(Kind.BILL, jurisdictionId, reference));
        return bill.or(
                () -> entity.vote().flatMap(vote -> of(Kind.VOTE_EVENT, jurisdictionId, vote)));
    }

    /// How agendas may name a document that arrives.
    static List<AgendaReference> to(String jurisdictionId, Document document) {
        var id = new ById(new Id(jurisdictionId, document.kind(), document.head().scrapedId()));
        return switch (document) {
            case BillDocument bill -> List.of(id, toBill(jurisdictionId, bill.identifier()));
            case VoteEventDocument vote -> List.of(id, toVote(jurisdictionId, vote.identifier()));
            case EventDocument _, JurisdictionDocument _, OrganizationDocument _ -> List.of();
        };
    }

    private static Optional<AgendaReference> of(
            Kind kind, String jurisdictionId, Reference reference) {
        return switch (reference) {
            case Reference.Scraped(var id) ->
                    Optional.of(new ById(new Id(jurisdictionId, kind, id)));
            case Reference.Described described ->
                    described
                            .known("identifier")
                            .map(i ->
                                    kind == Kind.BILL
                                            ? toBill(jurisdictionId, i)
                                            : toVote(jurisdictionId, i));
        };
    }
}
