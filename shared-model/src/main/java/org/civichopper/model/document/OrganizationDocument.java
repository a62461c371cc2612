package org.civichopper.model.document;

import java.util.Optional;

/// A chamber, a legislature or a committee as a scraper saw it.
public record OrganizationDocument(
        Head head,
        String name,
        String classification,
        Optional<Reference> parent,
        Field<Json> links,
        Field<Json> sources,
        Field<Json> otherNames,
        Field<Json> extras)
        implements Document {

    static OrganizationDocument read(Head head, Fields organization) {
        organization.ignore("id", "created_at", "updated_at");
        organization.checkTextsOrNull("division_id", "jurisdiction_id");
        organization.optionalArray(
                "identifiers",
                Json.EMPTY_ARRAY,
                dropped -> dropped.checkTextsOrNull("scheme", "identifier"));
        return new OrganizationDocument(
                head,
                organization.key("name", "text", 300),
                organization.key("classification", "text", 100),
                organization.reference("parent_id"),
                organization.optionalArray("links", Json.EMPTY_ARRAY, Source::check),
                organization.optionalArray("sources", Json.EMPTY_ARRAY, Source::check),
                organization.optionalArray(
                        "other_names",
                        Json.EMPTY_ARRAY,
                        other -> other.checkTexts("name", "note", "start_date", "end_date")),
                organization.optionalObject("extras"));
    }
}
