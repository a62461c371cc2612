package org.civichopper.importer.person;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.civichopper.database.row.Wanted;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.document.Json;
import org.civichopper.model.person.Office;
import org.civichopper.model.person.OtherName;
import org.civichopper.model.person.Party;
import org.civichopper.model.person.Period;
import org.civichopper.model.person.Person;
import org.civichopper.model.person.Role;
import org.civichopper.model.person.WebLink;

/// A person as the rows it should stand as. Who is active depends on the day.
final class PersonRows {

    // Of two parties that somebody belongs to, as candidates of small ones do, this is the one that
    // counts.
    private static final Set<String> MAJOR_PARTIES =
            Set.of("Democratic", "Republican", "Independent");

    private final Places places;
    private final Titles titles;
    private final String today;

    /// @param today in UTC, for example `2026-11-20`
    PersonRows(Places places, Titles titles, String today) {
        this.places = places;
        this.titles = titles;
        this.today = today;
    }

    /// @throws InvalidInputException for a role in an organization that does not stand
    void requirePlaces(Person person) {
        for (int i = 0; i < person.roles().size(); i++) {
            organization(person.roles().get(i), "roles[" + i + "]");
        }
    }

    /// Of a person whose places stand, and whose parties do.
    Wanted wanted(Person person) {
        return Wanted.row(
                        person.name(),
                        person.familyName(),
                        person.givenName(),
                        person.image(),
                        person.gender(),
                        person.biography(),
                        person.birthDate(),
                        person.deathDate(),
                        primaryParty(person.parties()),
                        currentJurisdiction(person.roles()),
                        currentRole(person.roles()),
                        person.email(),
                        person.extras())
                .with(
                        List.of(
                                Wanted.rows(person.otherNames(), PersonRows::name),
                                Wanted.rows(
                                        person.identifiers(),
                                        i -> Wanted.row(i.scheme(), i.identifier())),
                                Wanted.rows(person.links(), PersonRows::link),
                                Wanted.rows(person.sources(), PersonRows::link),
                                Wanted.rows(person.offices(), PersonRows::office),
                                Wanted.rows(memberships(person), row -> row)));
    }

    /// The active party: the first major one, or the last if none is; '' without any.
    String primaryParty(List<Party> parties) {
        var primary = "";
        for (var party : parties) {
            if (party.period().includes(today) && !MAJOR_PARTIES.contains(primary)) {
                primary = party.name();
            }
        }
        return primary;
    }

    /// Null for somebody who never had a role.
    private String currentJurisdiction(List<Role> roles) {
        var current = active(roles);
        if (current != null) {
            return current.jurisdictionId();
        }
        return roles.isEmpty() ? null : roles.getFirst().jurisdictionId();
    }

    /// The last active role as JSON; null when none is active.
    Json currentRole(List<Role> roles) {
        var role = active(roles);
        if (role == null) {
            return null;
        }
        var json = JsonNodeFactory.instance.objectNode();
        json.put("org_classification", role.type().organization());
        if (role.type().isSeat()) {
            var post =
                    places.organization(role.jurisdictionId(), role.type().organization())
                            .flatMap(organization -> places.post(organization, role.district()));
            putDistrict(json, role.district());
            json.put("division_id", post.map(Places.Post::divisionId).orElse(null));
            json.put("title", titles.ofMember(role));
        } else {
            json.putNull("district");
            json.putNull("division_id");
            json.put("title", Titles.ofOffice(role));
        }
        return Json.of(json);
    }

    // A number where it is one, so that districts can be sorted.
    private static void putDistrict(ObjectNode json, String district) {
        if (district.matches("[0-9]{1,18}")) {
            json.put("district", new BigInteger(district));
        } else {
            json.put("district", district);
        }
    }

    private Role active(List<Role> roles) {
        return roles.stream()
                .filter(role -> role.period().includes(today))
                .reduce((_, last) -> last)
                .orElse(null);
    }

    private List<Wanted> memberships(Person person) {
        var memberships = new ArrayList<Wanted>();
        for (var party : person.parties()) {
            memberships.add(membership(places.party(party.name()), null, "", party.period()));
        }
        for (int i = 0; i < person.roles().size(); i++) {
            memberships.add(membership(person.roles().get(i), "roles[" + i + "]"));
        }
        return memberships;
    }

    private Wanted membership(Role role, String place) {
        var organization = organization(role, place);
        var post =
                role.type().isSeat()
                        ? places.post(organization, role.district())
                                .map(Places.Post::id)
                                .orElse(null)
                        : null;
        return membership(organization, post, Titles.ofOffice(role), role.period());
    }

    private String organization(Role role, String place) {
        var classification = role.type().organization();
        return places.organization(role.jurisdictionId(), classification)
                .orElseThrow(() ->
                        new InvalidInputException(
                                place + ".jurisdiction",
                                "a jurisdiction that has an organization of kind " + classification,
                                '"' + role.jurisdictionId() + '"'));
    }

    private static Wanted membership(
            String organizationId, String postId, String role, Period period) {
        return Wanted.row(
                organizationId,
                postId,
                "",
                role,
                period.startDate(),
                period.endDate(),
                Json.EMPTY_OBJECT);
    }

    private static Wanted name(OtherName other) {
        var period = other.period();
        return Wanted.row(other.name(), "", period.startDate(), period.endDate());
    }

    private static Wanted link(WebLink link) {
        return Wanted.row(link.url(), link.note());
    }

    private static Wanted office(Office office) {
        return Wanted.row(
                office.classification(),
                office.address(),
                office.voice(),
                office.fax(),
                office.name());
    }
}
