package org.civichopper.importer.resolve;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.document.Reference;

/// Resolves the names of one document, and remembers whether any of them matched nothing.
public final class DocumentNames {

    private final Organizations organizations;
    private final People people;
    private final String jurisdictionId;
    private final Optional<Session> session;
    private final Map<String, Set<String>> unmatched = new HashMap<>();
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
    /// @throws InvalidInputException when it matches nothing
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
        var wanted = chamber.or(() -> reference.flatMap(DocumentNames::ownChamber));
        var id = reference.flatMap(r -> people.find(jurisdictionId, r, wanted, session));
        if (id.isEmpty()) {
            reference
                    .flatMap(DocumentNames::name)
                    .ifPresent(name ->
                            unmatched
                                    .computeIfAbsent(name, _ -> new HashSet<>())
                                    .add(wanted.orElse("")));
        }
        return noted(reference, id);
    }

    /// The names that matched nobody so far, each with the chamber that was wanted, '' for any. One
    /// that was wanted in two chambers is left out.
    public Map<String, String> unmatched() {
        var clear = new HashMap<String, String>();
        unmatched.forEach((name, chambers) -> {
            if (chambers.size() == 1) {
                clear.put(name, chambers.iterator().next());
            }
        });
        return clear;
    }

    /// Whether a name matched nothing so far: then the next import has to try again.
    public boolean unresolved() {
        return unresolved;
    }

    private String noted(Optional<Reference> reference, Optional<String> id) {
        unresolved |= reference.isPresent() && id.isEmpty();
        return id.orElse(null);
    }

    private static Optional<String> name(Reference reference) {
        return reference instanceof Reference.Described described
                ? described.get("name")
                : Optional.empty();
    }

    private static Optional<String> ownChamber(Reference reference) {
        return reference instanceof Reference.Described described
                ? described.get("chamber")
                : Optional.empty();
    }
}
