package org.civichopper.model.document;

import java.util.List;
import java.util.stream.Stream;

/// A scraped document, checked: one that exists can be stored, but for the names that it uses.
public sealed interface Document
        permits JurisdictionDocument,
                OrganizationDocument,
                BillDocument,
                VoteEventDocument,
                EventDocument {

    Head head();

    /// What is not as it should be, as far as the document alone can tell.
    default List<Warning> warnings() {
        return switch (this) {
            case VoteEventDocument vote ->
                    Stream.concat(head().warnings().stream(), RollCall.warnings(vote).stream())
                            .toList();
            case JurisdictionDocument _, OrganizationDocument _, BillDocument _, EventDocument _ ->
                    head().warnings();
        };
    }

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
