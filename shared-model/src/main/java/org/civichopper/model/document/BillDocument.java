package org.civichopper.model.document;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.civichopper.model.text.BillIdentifier;

/// A bill as a scraper saw it. Collections are in the document's order.
///
/// @param identifier as the scraper wrote it; normalised it fits its column
public record BillDocument(
        Head head,
        String session,
        String identifier,
        String title,
        Field<Optional<Reference>> fromOrganization,
        Field<List<String>> classification,
        Field<List<String>> subject,
        Field<Json> citations,
        Field<Json> extras,
        Field<List<Abstract>> abstracts,
        Field<List<Title>> otherTitles,
        Field<List<String>> otherIdentifiers,
        Field<List<Action>> actions,
        Field<List<Sponsorship>> sponsorships,
        Field<List<RelatedBill>> relatedBills,
        Field<List<Version>> versions,
        Field<List<Version>> documents,
        Field<List<Source>> sources)
        implements Document {

    public record Abstract(String text, String note) {

        static Abstract read(Fields text) {
            text.ignore("id", "bill_id");
            text.checkTextsOrNull("date");
            return new Abstract(
                    text.text("abstract", Fields.UNLIMITED),
                    text.textOrEmpty("note", Fields.UNLIMITED));
        }
    }

    public record Title(String title, String note) {

        static Title read(Fields title) {
            title.ignore("id", "bill_id");
            return new Title(
                    title.text("title", Fields.UNLIMITED),
                    title.textOrEmpty("note", Fields.UNLIMITED));
        }
    }

    /// @param organization the chamber that acted
    public record Action(
            String description,
            String date,
            Optional<Reference> organization,
            List<String> classification,
            List<Entity> relatedEntities) {

        static Action read(Fields action) {
            action.ignore("id", "bill_id");
            action.checkPosition("order");
            var organization = action.reference("organization_id");
            var sameThing = action.reference("organization");
            return new Action(
                    action.text("description", Fields.UNLIMITED),
                    action.text("date", 25),
                    organization.or(() -> sameThing),
                    action.texts("classification"),
                    action.parts("related_entities", Action::entity));
        }

        private static Entity entity(Fields entity) {
            entity.ignore("id", "action_id");
            return Entity.read(entity);
        }
    }

    public record Sponsorship(Entity sponsor, String classification, boolean primary) {

        static Sponsorship read(Fields sponsorship) {
            sponsorship.ignore("id", "bill_id");
            return new Sponsorship(
                    Entity.read(sponsorship),
                    sponsorship.text("classification", 100),
                    sponsorship.optionalBoolean("primary").orElse(false));
        }
    }

    public record RelatedBill(String identifier, String session, String relationType) {

        static RelatedBill read(Fields related) {
            related.ignore("id", "bill_id", "related_bill_id");
            return new RelatedBill(
                    related.text("identifier", 100),
                    related.text("legislative_session", 100),
                    related.text("relation_type", 100));
        }
    }

    /// A version of the bill's text, or a document beside it.
    public record Version(
            String note, String date, String classification, Json extras, List<Link> links) {

        static Version read(Fields version) {
            return read(version, Link::ofVersion);
        }

        static Version readDocument(Fields document) {
            return read(document, Link::ofDocument);
        }

        private static Version read(Fields version, Function<Fields, Link> link) {
            version.ignore("id", "bill_id");
            version.text("note", Fields.UNLIMITED);
            return new Version(
                    version.cutText("note", 300),
                    version.textOrEmpty("date", 10),
                    version.textOrEmpty("classification", 100),
                    version.optionalObject("extras").orElse(Json.EMPTY_OBJECT),
                    version.parts("links", link));
        }
    }

    static BillDocument read(Head head, Fields bill) {
        bill.ignore(
                "id", "created_at", "updated_at", "from_organization_id", "legislative_session_id");
        bill.ignore("first_action_date", "latest_action_date", "latest_action_description");
        bill.ignore("latest_passage_date");
        return new BillDocument(
                head,
                bill.key("legislative_session", "an identifier", 100),
                identifier(bill),
                bill.text("title", Fields.UNLIMITED),
                bill.optionalReference("from_organization"),
                bill.optionalTexts("classification"),
                bill.optionalTexts("subject"),
                bill.optionalArray("citations", Json.EMPTY_OBJECT, BillDocument::checkCitation),
                bill.optionalObject("extras"),
                bill.optionalParts("abstracts", Abstract::read),
                bill.optionalParts("other_titles", Title::read),
                bill.optionalParts("other_identifiers", BillDocument::otherIdentifier),
                bill.optionalParts("actions", Action::read),
                bill.optionalParts("sponsorships", Sponsorship::read),
                bill.optionalParts("related_bills", RelatedBill::read),
                bill.optionalParts("versions", Version::read),
                bill.optionalParts("documents", Version::readDocument),
                bill.optionalParts("sources", Source::ofBill));
    }

    // Its column holds it as the tables spell it, which may be longer or shorter.
    private static String identifier(Fields bill) {
        var identifier = bill.key("identifier", "an identifier", Fields.UNLIMITED);
        bill.fitting("identifier", BillIdentifier.normalised(identifier), 100);
        return identifier;
    }

    private static void checkCitation(Fields citation) {
        citation.checkTexts("citation", "citation_type", "publication");
        citation.checkTextsOrNull("effective", "expires", "url");
    }

    private static String otherIdentifier(Fields other) {
        other.ignore("id", "bill_id");
        other.checkTextsOrNull("note", "scheme");
        return other.text("identifier", 300);
    }
}
