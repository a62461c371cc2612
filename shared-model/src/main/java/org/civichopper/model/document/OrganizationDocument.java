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
        organization.ignore("id", "created_at", "updated_at", "identifiers");
        organization.ignore("division_id", "jurisdiction_id");
        return new OrganizationDocument(
                head,
                organization.text("name", 300),
                organization.text("classification", 100),
                organization.reference("parent_id"),
                organization.optionalArray("links", Json.EMPTY_ARRAY),
                organization.optionalArray("sources", Json.EMPTY_ARRAY),
                organization.optionalArray("other_names", Json.EMPTY_ARRAY),
                organization.optionalObject("extras"));
    }
}
