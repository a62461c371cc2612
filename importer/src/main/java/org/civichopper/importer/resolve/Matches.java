package org.civichopper.importer.resolve;

import java.util.List;
import java.util.Optional;
import org.civichopper.model.document.Reference;

/// What a reference may mean: one thing, or none, or several, which leaves it as open.
record Matches(List<String> ids) {

    static final Matches NONE = new Matches(List.of());

    private static final int MOST = 5;

    /// What is meant, where that is clear.
    Optional<String> one() {
        return ids.size() == 1 ? Optional.of(ids.getFirst()) : Optional.empty();
    }

    /// What a message says that was expected.
    ///
    /// @param toStand what there would have to be, where there is none
    /// @param one of what there are several
    String expected(String toStand, String one) {
        return ids.isEmpty() ? toStand : "one " + one;
    }

    /// What a message says that was found, for example `2 for ~{"name": "Moss"}: ocd-person/…`.
    String found(Reference reference) {
        if (ids.isEmpty()) {
            return "none for " + reference;
        }
        var shown = String.join(", ", ids.subList(0, Math.min(MOST, ids.size())));
        var more = ids.size() > MOST ? " and " + (ids.size() - MOST) + " more" : "";
        return ids.size() + " for " + reference + ": " + shown + more;
    }
}
