package org.civichopper.importer.resolve;

import java.util.Optional;
import org.civichopper.model.document.InvalidDocumentException;
import org.civichopper.model.document.Reference;

/// Resolves the names of one document, and remembers whether any of them matched nothing.
public final class DocumentNames {

    private final Organizations organizations;
    private final People people;
    private final String jurisdictionId;
    private final Optional<Session> session;
    private boolean unresolved;

    DocumentNames(
            Organizations organizations,
            People people,
            String jurisdictionId,
            Optional<Session> session) {
        this.organizations = organizations;
        this.people = people;
        this.jurisdictionId = jurisdictionId;
        this.session = session;
    }

    /// The id of a committee or another organization; null when it matches nothing.
    public String organization(Optional<Reference> reference) {
        return noted(reference, reference.flatMap(r -> organizations.find(jurisdictionId, r)));
    }

    /// The id of a chamber without which the document cannot be stored.
    ///
    /// @throws InvalidDocumentException when it matches nothing
    public String chamber(String place, Optional<Reference> reference) {
        return organizations.chamber(jurisdictionId, place, reference);
    }

    /// The chamber that a word, such as the first of an event's name, stands for.
    public Optional<String> chamberIn(String word) {
        return organizations.chamberIn(jurisdictionId, word);
    }

    /// The id of a person; null when it matches nobody, or several.
    ///
    /// @param chamber the one wanted, where something other than the reference says so
    public String person(Optional<Reference> reference, Optional<String> chamber) {
        return noted(
                reference,
                reference.flatMap(r ->
                        people.find(jurisdictionId, r, chamber.or(() -> ownChamber(r)), session)));
    }

    /// Whether a name matched nothing so far: then the next import has to try again.
    public boolean unresolved() {
        return unresolved;
    }

    private String noted(Optional<Reference> reference, Optional<String> id) {
        unresolved |= reference.isPresent() && id.isEmpty();
        return id.orElse(null);
    }

    private static Optional<String> ownChamber(Reference reference) {
        return reference instanceof Reference.Described described
                ? described.get("chamber")
                : Optional.empty();
    }
}
