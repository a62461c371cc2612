package org.civichopper.localcloud.openstates;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// One jurisdiction that was never governed: its chambers, people and committees.
///
/// @param letters two, such as `nc`
/// @param members who have a role; two more had one
record InventedJurisdiction(long seed, String letters, String name, int members) {

    private static final int FORMER = 2;
    private static final List<String> PARTIES =
            List.of("Democratic", "Republican", "Independent", "Democratic/Working Families");

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    String id() {
        return "ocd-jurisdiction/%s/government".formatted(division());
    }

    private String division() {
        return switch (letters) {
            case "us" -> "country:us";
            case "dc" -> "country:us/district:dc";
            case "pr" -> "country:us/territory:pr";
            default -> "country:us/state:" + letters;
        };
    }

    private String classification() {
        return letters.equals("us") ? "country" : "state";
    }

    /// The same for the same words.
    String uuid(Object... of) {
        var text = seed + letters + List.of(of);
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    ObjectNode compact() {
        return object().put("id", id()).put("name", name).put("classification", classification());
    }

    ObjectNode node() {
        var node =
                compact()
                        .put("division_id", "ocd-division/" + division())
                        .put("url", "https://%s.example.gov/".formatted(letters))
                        .put("latest_bill_update", "2025-06-01T00:00:00+00:00")
                        .put("latest_people_update", "2025-06-01T00:00:00+00:00");
        node.putArray("organizations").addAll(organizations().toList());
        node.putArray("legislative_sessions")
                .addAll(InventedSession.of(letters).stream().map(InventedSession::node).toList());
        node.putArray("latest_runs");
        return node;
    }

    /// A place within it, which no query names.
    ObjectNode municipality() {
        var place = object();
        place.put("id", "ocd-jurisdiction/%s/place:invented/government".formatted(division()))
                .put("name", "Invented, " + name)
                .put("classification", "municipality")
                .put("division_id", "ocd-division/%s/place:invented".formatted(division()))
                .put("url", "https://invented.example.gov/");
        place.putArray("organizations");
        place.putArray("legislative_sessions");
        place.putArray("latest_runs");
        return place;
    }

    private Stream<ObjectNode> organizations() {
        return Stream.of("legislature", "lower", "upper", "executive").map(this::organization);
    }

    ObjectNode organization(String classification) {
        var what =
                switch (classification) {
                    case "lower" -> "House";
                    case "upper" -> "Senate";
                    case "executive" -> "Executive";
                    default -> "Legislature";
                };
        return object().put("id", organizationId(classification))
                .put("name", name + " " + what)
                .put("classification", classification);
    }

    private String organizationId(Object... of) {
        return "ocd-organization/" + uuid(of);
    }

    static String chamber(int number) {
        return number % 3 == 2 ? "upper" : "lower";
    }

    /// Those with a role first, and then two who had one.
    List<ObjectNode> people() {
        return IntStream.range(0, members + FORMER).mapToObj(this::person).toList();
    }

    /// As sponsorships and votes name a person.
    List<ObjectNode> compactPeople() {
        return people().stream()
                .map(person -> person.deepCopy().retain("id", "name", "party", "current_role"))
                .toList();
    }

    private ObjectNode person(int number) {
        var given = InventedNames.given(number);
        var family = InventedNames.family(number);
        var person =
                object().put("id", "ocd-person/" + uuid("person", number))
                        .put("name", given + " " + family)
                        .put("party", PARTIES.get(number % PARTIES.size()));
        if (number < members) {
            person.set("current_role", role(number));
        }
        person.set("jurisdiction", compact());
        person.put("given_name", number % 4 == 3 ? "" : given)
                .put("family_name", family)
                .put(
                        "image",
                        number % 3 == 0 ? "https://img.example.com/%d.png".formatted(number) : "")
                .put("email", number % 2 == 0 ? "member%d@example.org".formatted(number) : "")
                .put("gender", "")
                .put("birth_date", number % 5 == 0 ? "1970-01-01" : "")
                .put("death_date", "");
        var extras = person.putObject("extras");
        if (number % 2 == 0) {
            extras.put("n", number);
        }
        person.put("created_at", "2021-01-01T00:00:00+00:00")
                .put("updated_at", "2025-05-05T05:05:05.050505+00:00")
                .put("openstates_url", "https://openstates.org/person/x/");
        person.putArray("other_names");
        person.putArray("other_identifiers");
        person.putArray("links").addObject().put("url", "https://example.com").put("note", "");
        person.putArray("sources")
                .addObject()
                .put("url", "https://src.example.com/" + number)
                .put("note", "");
        person.putArray("offices");
        return person;
    }

    // A district is a number here and a text there.
    private ObjectNode role(int number) {
        var chamber = chamber(number);
        boolean isUpper = chamber.equals("upper");
        var role =
                object().put("title", isUpper ? "Senator" : "Representative")
                        .put("org_classification", chamber);
        if (number % 3 == 0) {
            role.put("district", number + "A");
        } else {
            role.put("district", number + 1);
        }
        return role.put(
                "division_id",
                "ocd-division/%s/sld%s:%d".formatted(division(), isUpper ? "u" : "l", number));
    }

    /// Six of the chambers and the legislature, and a subcommittee of the second, which stands
    /// before its parent in the list.
    List<ObjectNode> committees() {
        var committees = new ArrayList<ObjectNode>();
        var parents = List.of("lower", "upper", "lower", "legislature", "upper", "lower");
        for (int number = 0; number < parents.size(); number++) {
            committees.add(committee(number, "committee", organizationId(parents.get(number))));
        }
        committees.add(committee(parents.size(), "subcommittee", organizationId("committee", 1)));
        return committees;
    }

    private ObjectNode committee(int number, String classification, String parent) {
        var committee =
                object().put("id", organizationId("committee", number))
                        .put("name", "Committee on %c%d".formatted('H' - number, number))
                        .put("classification", classification)
                        .put("parent_id", parent);
        committee.putObject("extras");
        var members = committee.putArray("memberships");
        var chair = person(number % members());
        members.addObject()
                .put("person_name", chair.get("name").textValue())
                .put("role", "chair")
                .putObject("person")
                .put("id", chair.get("id").textValue())
                .put("name", chair.get("name").textValue());
        members.addObject().put("person_name", "Somebody Unknown").put("role", "member");
        committee.putArray("links");
        committee
                .putArray("sources")
                .addObject()
                .put("url", "https://c.example.com/" + number)
                .put("note", "");
        committee.putArray("other_names");
        return committee;
    }
}
