package org.civichopper.importer.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.civichopper.database.ledger.PersonPlace;
import org.civichopper.database.ledger.Sought;
import org.civichopper.database.ledger.UnmatchedPeople.Row;
import org.civichopper.database.ledger.UnmatchedPeople.Unmatched;
import org.civichopper.model.document.Reference;

/// The rows of one document that point at nobody, and whom each of them means.
public final class UnmatchedNames {

    /// @param chamber '' where any will do
    /// @param obvious whether the row tells as much itself
    private record Wanted(PersonReference reference, String chamber, boolean obvious) {}

    private static final Wanted NOBODY = new Wanted(new PersonReference("", ""), "", false);

    private final Set<PersonPlace> given;
    private final Map<Row, List<Optional<Wanted>>> wanted = new HashMap<>();
    private final Map<Row, List<Optional<Reference>>> organizations = new HashMap<>();

    /// @param given the places of which the document gives the rows
    UnmatchedNames(Set<PersonPlace> given) {
        this.given = given;
    }

    /// @param chamber that is wanted
    /// @param told the chamber if something other than the reference tells it
    void add(
            Row row,
            Optional<PersonReference> reference,
            Optional<String> chamber,
            Optional<String> told) {
        wanted.computeIfAbsent(row, _ -> new ArrayList<>())
                .add(
                        reference.map(
                                r -> new Wanted(r, chamber.orElse(""), isObvious(row, r, told))));
    }

    void addOrganization(Row row, Optional<Reference> reference) {
        organizations.computeIfAbsent(row, _ -> new ArrayList<>()).add(reference);
    }

    // Nearly all names that nobody knows are voters', and nearly always the vote's row says whom
    // they mean: the name, in the chamber that votes.
    private static boolean isObvious(
            Row row, PersonReference reference, Optional<String> votingChamber) {
        return row.place() == PersonPlace.VOTER
                && votingChamber.isPresent()
                && reference.equals(new PersonReference("", row.name()));
    }

    /// The places of which the document gives the rows.
    public Set<PersonPlace> given() {
        return given;
    }

    /// What is to be remembered of an object, beyond what its rows say. Rows that look alike share
    /// a note if they mean the same; else each note is for one of them.
    public List<Unmatched> of(String databaseId) {
        var notes = new ArrayList<Unmatched>();
        wanted.forEach((row, all) -> {
            if (new HashSet<>(all).size() == 1) {
                sharedNote(row, all.getFirst())
                        .ifPresent(w -> notes.add(note(databaseId, row, 0, w)));
            } else {
                var known = all.stream().flatMap(Optional::stream).toList();
                for (int i = 0; i < known.size(); i++) {
                    notes.add(note(databaseId, row, i + 1, known.get(i)));
                }
            }
        });
        organizations.forEach((row, all) -> {
            var alike = new HashSet<>(all).size() == 1;
            for (int i = 0; i < (alike ? 1 : all.size()); i++) {
                var number = alike ? 0 : i + 1;
                all.get(i)
                        .flatMap(r -> organizationNote(databaseId, row, number, r))
                        .ifPresent(notes::add);
            }
        });
        return notes;
    }

    // An organization is called something: what is given as '' means none.
    private static Optional<Unmatched> organizationNote(
            String databaseId, Row row, int number, Reference reference) {
        return switch (reference) {
            case Reference.Scraped(var id) ->
                    Optional.of(
                            new Unmatched(
                                    databaseId,
                                    row,
                                    number,
                                    Sought.SCRAPED_ORGANIZATION,
                                    "",
                                    id,
                                    ""));
            case Reference.Described described -> {
                var parts =
                        List.of("classification", "name", "chamber").stream()
                                .map(described::get)
                                .toList();
                yield parts.contains(Optional.of("")) || parts.stream().allMatch(Optional::isEmpty)
                        ? Optional.empty()
                        : Optional.of(
                                new Unmatched(
                                        databaseId,
                                        row,
                                        number,
                                        Sought.ORGANIZATION,
                                        parts.get(0).orElse(""),
                                        parts.get(1).orElse(""),
                                        parts.get(2).orElse("")));
            }
        };
    }

    private static Optional<Wanted> sharedNote(Row row, Optional<Wanted> meant) {
        return row.place() == PersonPlace.VOTER && meant.isEmpty()
                ? Optional.of(NOBODY)
                : meant.filter(wanted -> !wanted.obvious());
    }

    private static Unmatched note(String databaseId, Row row, int number, Wanted wanted) {
        var reference = wanted.reference();
        return new Unmatched(
                databaseId,
                row,
                number,
                Sought.PERSON,
                reference.scheme(),
                reference.text(),
                wanted.chamber());
    }
}
