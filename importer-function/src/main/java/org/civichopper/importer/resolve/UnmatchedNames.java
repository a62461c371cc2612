package org.civichopper.importer.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.civichopper.database.ledger.PersonPlace;
import org.civichopper.database.ledger.UnmatchedPeople.Row;
import org.civichopper.database.ledger.UnmatchedPeople.Unmatched;

/// The rows of one document that point at nobody, and whom each of them means.
public final class UnmatchedNames {

    /// @param chamber '' where any will do
    private record Wanted(PersonReference reference, String chamber) {}

    private final Set<PersonPlace> given;
    private final Map<Row, List<Optional<Wanted>>> wanted = new HashMap<>();

    /// @param given the places of which the document gives the rows
    UnmatchedNames(Set<PersonPlace> given) {
        this.given = given;
    }

    void add(Row row, Optional<PersonReference> reference, Optional<String> chamber) {
        wanted.computeIfAbsent(row, _ -> new ArrayList<>())
                .add(reference.map(r -> new Wanted(r, chamber.orElse(""))));
    }

    /// The places of which the document gives the rows.
    public Set<PersonPlace> given() {
        return given;
    }

    /// What is to be remembered of an object. Rows that look alike share a note if they mean the
    /// same; else each note is for one of them.
    public List<Unmatched> of(String databaseId) {
        var notes = new ArrayList<Unmatched>();
        wanted.forEach((row, all) -> {
            if (new HashSet<>(all).size() == 1) {
                all.getFirst().ifPresent(w -> notes.add(note(databaseId, row, 0, w)));
            } else {
                var known = all.stream().flatMap(Optional::stream).toList();
                for (int i = 0; i < known.size(); i++) {
                    notes.add(note(databaseId, row, i + 1, known.get(i)));
                }
            }
        });
        return notes;
    }

    private static Unmatched note(String databaseId, Row row, int number, Wanted wanted) {
        var reference = wanted.reference();
        return new Unmatched(
                databaseId, row, number, reference.scheme(), reference.text(), wanted.chamber());
    }
}
