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
        var ofContent =
                switch (this) {
                    case JurisdictionDocument jurisdiction -> jurisdiction.doubledSessions();
                    case VoteEventDocument vote -> RollCall.warnings(vote);
                    case OrganizationDocument _, BillDocument _, EventDocument _ ->
                            List.<Warning>of();
                };
        return Stream.concat(head().warnings().stream(), ofContent.stream()).toList();
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
