package org.civichopper.importer.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.civichopper.database.ledger.PersonPlace;
import org.civichopper.database.ledger.UnmatchedPeople.Row;
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
    private final UnmatchedNames unmatched;
    private final List<Warning> warnings = new ArrayList<>();
    private boolean mayChangeUnnoticed;

    DocumentNames(
            Organizations organizations,
            People people,
            String jurisdictionId,
            Optional<Session> session,
            UnmatchedNames unmatched) {
        this.organizations = organizations;
        this.people = people;
        this.jurisdictionId = jurisdictionId;
        this.session = session;
        this.unmatched = unmatched;
    }

    /// The id of a committee or another organization; null when it matches nothing, or several,
    /// which is a warning.
    ///
    /// @param place where in the document
    public String organization(
            Quality quality, Supplier<String> place, Optional<Reference> reference) {
        if (reference.isEmpty()) {
            return null;
        }
        var matches = organizations.matches(jurisdictionId, reference.get());
        if (matches.one().isEmpty()) {
            var expected = matches.expected("an organization that stands", "organization");
            warnings.add(
                    new Warning(quality, place.get(), expected, matches.found(reference.get())));
            mayChangeUnnoticed |= Organizations.changesUnnoticed(reference.get());
        }
        return matches.one().orElse(null);
    }

    /// The same for a row that is remembered as long as it points at none.
    public String organization(
            Row row, Quality quality, Supplier<String> place, Optional<Reference> reference) {
        var id = organization(quality, place, reference);
        if (id == null) {
            unmatched.addOrganization(row, reference);
        }
        return id;
    }

    /// The id of a chamber without which the document cannot be stored.
    ///
    /// @param place where in the document
    /// @throws InvalidInputException when it matches nothing, or several
    public String chamber(Supplier<String> place, Optional<Reference> reference) {
        return organizations.chamber(jurisdictionId, place, reference);
    }

    /// The chamber that a word, such as the first of an event's name, stands for.
    public Optional<String> chamberIn(String word) {
        return organizations.chamberIn(jurisdictionId, word);
    }

    /// The id of a person; null when it matches nobody, or several, which is a warning.
    ///
    /// @param row the one that names the person
    /// @param place where in the document
    /// @param chamber the one wanted, where something other than the reference says so
    public String person(
            Row row,
            Supplier<String> place,
            Optional<Reference> reference,
            Optional<String> chamber) {
        var wanted = chamber.or(() -> reference.flatMap(r -> r.known("chamber")));
        var person = reference.flatMap(PersonReference::of);
        var matches =
                person.map(p -> people.matches(jurisdictionId, p, wanted, session))
                        .orElse(Matches.NONE);
        if (matches.one().isEmpty()) {
            unmatched.add(row, person, wanted, chamber);
            if (reference.isPresent()) {
                var member = "one member of " + wanted.orElse("a chamber");
                warnings.add(
                        new Warning(
                                quality(row.place()),
                                place.get(),
                                matches.expected(member, "person"),
                                matches.found(reference.get())));
            }
        }
        return matches.one().orElse(null);
    }

    /// The rows that point at nobody so far.
    public UnmatchedNames unmatched() {
        return unmatched;
    }

    /// Whether something that matched nothing so far may match although the document, the
    /// organizations of its jurisdiction and the people it names stay the same.
    public boolean mayChangeUnnoticed() {
        return mayChangeUnnoticed;
    }

    /// The names that matched nothing so far.
    public List<Warning> warnings() {
        return warnings;
    }

    /// Adds what else did not mean one thing, and may another time.
    public void warn(Warning warning) {
        mayChangeUnnoticed = true;
        warnings.add(warning);
    }

    /// Adds that several rows stand where one should.
    ///
    /// @param ids of the rows, the one that is taken first
    public void warnOfSeveral(Quality quality, String place, String expected, List<String> ids) {
        if (ids.size() > 1) {
            warn(
                    new Warning(
                            quality,
                            place,
                            expected,
                            "%d, of which the first is taken: %s"
                                    .formatted(ids.size(), String.join(", ", ids))));
        }
    }

    /// Adds that the document's session stands several times, if it does.
    public void warnOfSeveralSessions() {
        session.ifPresent(s ->
                warnOfSeveral(
                        Quality.AMBIGUOUS_SESSION,
                        "legislative_session",
                        "one session that it means",
                        s.standing()));
    }

    private static Quality quality(PersonPlace place) {
        return switch (place) {
            case SPONSOR -> Quality.UNMATCHED_SPONSOR;
            case VOTER -> Quality.UNMATCHED_VOTER;
            case PARTICIPANT -> Quality.UNMATCHED_PARTICIPANT;
            case ACTION_ENTITY, AGENDA_ENTITY -> Quality.UNMATCHED_ENTITY;
        };
    }
}
