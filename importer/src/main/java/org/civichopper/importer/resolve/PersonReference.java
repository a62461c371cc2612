package org.civichopper.importer.resolve;

import java.util.Optional;
import org.civichopper.model.document.Reference;
import org.civichopper.model.text.WhiteSpace;

/// What somebody is looked for by: a name, or an identifier of some scheme.
///
/// @param scheme '' for a name
public record PersonReference(String scheme, String text) {

    /// Empty where the reference says neither.
    static Optional<PersonReference> of(Reference reference) {
        var scheme = reference.known("identifiers__scheme");
        var identifier = reference.known("identifiers__identifier");
        if (scheme.isPresent() && identifier.isPresent()) {
            return Optional.of(new PersonReference(scheme.get(), identifier.get()));
        }
        return reference.known("name").flatMap(PersonReference::named);
    }

    /// Empty for a name that is.
    public static Optional<PersonReference> named(String name) {
        return Optional.of(WhiteSpace.collapsed(name))
                .filter(text -> !text.isEmpty())
                .map(text -> new PersonReference("", text));
    }
}
