package org.civichopper.model.document;

/// A scraped document, checked: one that exists can be stored, but for the names that it uses.
public sealed interface Document
        permits JurisdictionDocument,
                OrganizationDocument,
                BillDocument,
                VoteEventDocument,
                EventDocument {

    Head head();

    default Kind kind() {
        return switch (this) {
            case JurisdictionDocument _ -> Kind.JURISDICTION;
            case OrganizationDocument _ -> Kind.ORGANIZATION;
            case BillDocument _ -> Kind.BILL;
            case VoteEventDocument _ -> Kind.VOTE_EVENT;
            case EventDocument _ -> Kind.EVENT;
        };
    }
}
