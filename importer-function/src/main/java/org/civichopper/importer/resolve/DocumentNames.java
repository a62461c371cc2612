package org.civichopper.importer.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.document.Quality;
import org.civichopper.model.document.Reference;
import org.civichopper.model.document.Warning;

/// Resolves the names of one document, and remembers which of them matched nothing.
public final class DocumentNames {

    private final Organizations organizations;
    private final People people;
    private final String jurisdictionId;
    private final Optional<Session> session;
    private final Map<String, Set<String>> unmatched = new HashMap<>();
    private final List<Warning> warnings = new ArrayList<>();

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

    /// The id of a committee or another organization; null when it matches nothing, which is a
    /// warning.
    ///
    /// @param place where in the document
    public String organization(Quality quality, String place, Optional<Reference> reference) {
        var id = reference.flatMap(r -> organizations.find(jurisdictionId, r));
        if (id.isEmpty()) {
            reference.ifPresent(r -> warn(quality, place, "an organization that stands", r));
        }
        return id.orElse(null);
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

    /// The id of a person; null when it matches nobody, or several, which is a warning.
    ///
    /// @param place where in the document
    /// @param chamber the one wanted, where something other than the reference says so
    public String person(
            Quality quality,
            String place,
            Optional<Reference> reference,
            Optional<String> chamber) {
        var wanted = chamber.or(() -> reference.flatMap(r -> r.known("chamber")));
        var id = reference.flatMap(r -> people.find(jurisdictionId, r, wanted, session));
        if (id.isEmpty() && reference.isPresent()) {
            var expected = "one member of " + wanted.orElse("a chamber");
            warn(quality, place, expected, reference.get());
            reference
                    .get()
                    .known("name")
                    .ifPresent(name ->
                            unmatched
                                    .computeIfAbsent(name, _ -> new HashSet<>())
                                    .add(wanted.orElse("")));
        }
        return id.orElse(null);
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

    /// The names that matched nothing so far. As long as there are any, the next import has to try
    /// again.
    public List<Warning> warnings() {
        return warnings;
    }

    /// Adds what else did not mean one thing.
    public void warn(Warning warning) {
        warnings.add(warning);
    }

    private void warn(Quality quality, String place, String expected, Reference reference) {
        warn(new Warning(quality, place, expected, reference.toString()));
    }
}
