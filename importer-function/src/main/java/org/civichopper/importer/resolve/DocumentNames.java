package org.civichopper.importer.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /// The id of a committee or another organization; null when it matches nothing, which is a
    /// warning.
    ///
    /// @param place where in the document
    public String organization(Quality quality, String place, Optional<Reference> reference) {
        var id = reference.flatMap(r -> organizations.find(jurisdictionId, r));
        if (id.isEmpty() && reference.isPresent()) {
            warn(quality, place, "an organization that stands", reference.get());
            mayChangeUnnoticed |= Organizations.changesUnnoticed(reference.get());
        }
        return id.orElse(null);
    }

    /// The same for a row that is remembered as long as it points at none.
    public String organization(
            Row row, Quality quality, String place, Optional<Reference> reference) {
        var id = organization(quality, place, reference);
        if (id == null) {
            unmatched.addOrganization(row, reference);
        }
        return id;
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
    /// @param row the one that names the person
    /// @param chamber the one wanted, where something other than the reference says so
    public String person(Row row, Optional<Reference> reference, Optional<String> chamber) {
        var wanted = chamber.or(() -> reference.flatMap(r -> r.known("chamber")));
        var person = reference.flatMap(PersonReference::of);
        var id = person.flatMap(p -> people.find(jurisdictionId, p, wanted, session));
        if (id.isEmpty()) {
            unmatched.add(row, person, wanted, chamber);
            reference.ifPresent(r -> warn(row.place(), wanted, r));
        }
        return id.orElse(null);
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

    private void warn(PersonPlace row, Optional<String> chamber, Reference reference) {
        var expected = "one member of " + chamber.orElse("a chamber");
        switch (row) {
            case SPONSOR -> warn(Quality.UNMATCHED_SPONSOR, "sponsorships", expected, reference);
            case VOTER -> warn(Quality.UNMATCHED_VOTER, "votes", expected, reference);
            case PARTICIPANT ->
                    warn(Quality.UNMATCHED_PARTICIPANT, "participants", expected, reference);
            case ACTION_ENTITY ->
                    warn(Quality.UNMATCHED_ENTITY, "actions.related_entities", expected, reference);
            case AGENDA_ENTITY ->
                    warn(Quality.UNMATCHED_ENTITY, "agenda.related_entities", expected, reference);
        }
    }

    private void warn(Quality quality, String place, String expected, Reference reference) {
        warnings.add(new Warning(quality, place, expected, reference.toString()));
    }
}
