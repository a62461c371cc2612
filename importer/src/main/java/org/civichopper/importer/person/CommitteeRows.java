package org.civichopper.importer.person;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.civichopper.database.row.Standing;
import org.civichopper.database.row.Wanted;
import org.civichopper.model.document.Json;
import org.civichopper.model.person.Committee;
import org.civichopper.model.person.Committee.Member;
import org.civichopper.model.person.OtherName;
import org.civichopper.model.person.WebLink;

/// A committee as the rows it should stand as.
final class CommitteeRows {

    // The first values of a seat: person_id, person_name, role.
    private static final int WHO_AND_ROLE = 3;

    private final UnaryOperator<String> personId;

    /// @param personId the person who stands under an id now, or null
    CommitteeRows(UnaryOperator<String> personId) {
        this.personId = personId;
    }

    Wanted wanted(Committee committee, String parentId) {
        return Wanted.row(
                        committee.name(),
                        committee.classification(),
                        committee.jurisdictionId(),
                        parentId,
                        array(committee.links(), CommitteeRows::putLink),
                        array(committee.sources(), CommitteeRows::putLink),
                        array(committee.otherNames(), CommitteeRows::putName),
                        committee.extras())
                .with(List.of(Wanted.rows(committee.members(), this::seat)));
    }

    /// The same committee without its members, so that they stay, where those who stand are the
    /// same people in the same roles: how often a file repeats one is no change.
    static Wanted withoutRepeats(Standing standing, Wanted committee) {
        var stand = standing.children().getFirst().stream().map(Standing::values);
        var wanted = committee.children().getFirst().orElse(List.of()).stream().map(Wanted::values);
        return members(stand).equals(members(wanted))
                ? committee.with(List.of(Optional.empty()))
                : committee;
    }

    private static Set<List<Object>> members(Stream<List<Object>> seats) {
        return seats.map(values -> values.subList(0, WHO_AND_ROLE)).collect(toSet());
    }

    private Wanted seat(Member member) {
        var person = member.personId().isEmpty() ? null : personId.apply(member.personId());
        return Wanted.row(person, member.name(), member.role(), "", "", Json.EMPTY_OBJECT);
    }

    private static <T> Json array(List<T> parts, BiConsumer<ObjectNode, T> put) {
        var array = JsonNodeFactory.instance.arrayNode();
        parts.forEach(part -> put.accept(array.addObject(), part));
        return Json.of(array);
    }

    private static void putLink(ObjectNode json, WebLink link) {
        json.put("url", link.url()).put("note", link.note());
    }

    private static void putName(ObjectNode json, OtherName other) {
        json.put("name", other.name())
                .put("start_date", other.period().startDate())
                .put("end_date", other.period().endDate());
    }
}
