package org.civichopper.importer.resolve;

import static java.util.stream.Collectors.toSet;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.civichopper.model.document.Document;

/// What the names in a batch's documents mean. A fixed number of statements, however many names;
/// nothing is kept from one batch to the next, so nothing is ever stale.
public final class Names {

    private final Organizations organizations;
    private final People people;

    private Names(Organizations organizations, People people) {
        this.organizations = organizations;
        this.people = people;
    }

    /// Loads the people that these documents name.
    public static Names load(
            Connection connection,
            Organizations organizations,
            Set<String> jurisdictionIds,
            Collection<? extends Document> documents)
            throws SQLException {
        var wanted =
                documents.stream()
                        .flatMap(References::people)
                        .flatMap(reference -> PersonReference.of(reference).stream())
                        .collect(toSet());
        return new Names(organizations, People.load(connection, jurisdictionIds, wanted));
    }

    /// The names of one document.
    ///
    /// @param session the one that memberships have to fit, where it matters
    public DocumentNames of(Document document, String jurisdictionId, Optional<Session> session) {
        var unmatched = new UnmatchedNames(References.placesOfPeople(document));
        return new DocumentNames(organizations, people, jurisdictionId, session, unmatched);
    }
}
