package org.civichopper.importer.resolve;

import java.util.Optional;
import org.civichopper.model.document.Document;

/// What the names in documents mean. Nothing is kept from one batch to the next, so nothing is ever
/// stale.
public final class Names {

    private final Organizations organizations;
    private final People people;

    /// @param people those that the documents name
    public Names(Organizations organizations, People people) {
        this.organizations = organizations;
        this.people = people;
    }

    /// The names of one document.
    ///
    /// @param session the one that memberships have to fit, where it matters
    public DocumentNames of(Document document, String jurisdictionId, Optional<Session> session) {
        var unmatched = new UnmatchedNames(References.placesOfPeople(document));
        return new DocumentNames(organizations, people, jurisdictionId, session, unmatched);
    }
}
