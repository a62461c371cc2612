package org.civichopper.localcloud.openstates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InventedStatesTest {

    private static final InventedStates INVENTED = new InventedStates(53, 45, 3, 20, 11);

    private static List<ObjectNode> bills() {
        return IntStream.range(0, 45)
                .mapToObj(number -> INVENTED.bill("nc", "2025", number))
                .toList();
    }

    @Test
    void theSameSeedInventsTheSame() {
        var again = new InventedStates(53, 45, 3, 20, 11);
        assertThat(again.bill("il", "99th", 12)).isEqualTo(INVENTED.bill("il", "99th", 12));
        assertThat(again.people("us")).isEqualTo(INVENTED.people("us"));
        assertThat(new InventedStates(53, 45, 3, 20, 12).bill("il", "99th", 12))
                .isNotEqualTo(INVENTED.bill("il", "99th", 12));
    }

    @Test
    void theJurisdictionsHaveTheIdsOfRealOnes() {
        assertThat(INVENTED.letters()).hasSize(53).doesNotHaveDuplicates();
        assertThat(List.of("nc", "us", "dc", "pr"))
                .extracting(letters -> INVENTED.jurisdiction(letters).get("id").asText())
                .containsExactly(
                        "ocd-jurisdiction/country:us/state:nc/government",
                        "ocd-jurisdiction/country:us/government",
                        "ocd-jurisdiction/country:us/district:dc/government",
                        "ocd-jurisdiction/country:us/territory:pr/government");
    }

    @Test
    void billsHaveAllThatCanBeIncludedAndEachOfItSometimesHasSomething() {
        var bills = bills();
        for (var include : Kind.BILL.includes()) {
            assertThat(bills).as(include).allMatch(bill -> bill.get(include).isArray());
            assertThat(bills).as(include).anyMatch(bill -> !bill.get(include).isEmpty());
            assertThat(bills)
                    .as(include)
                    .anyMatch(bill ->
                            bill.get(include).isEmpty()
                                    || List.of("actions", "sources").contains(include));
        }
        assertThat(bills).anyMatch(bill -> !bill.has("from_organization"));
        assertThat(bills).anyMatch(bill -> bill.get("classification").size() > 1);
    }

    @Test
    void sponsorsAndVotersAreKnownOrLeftOrOnlyAName() {
        var listed =
                INVENTED.people("nc").stream()
                        .filter(person -> person.has("current_role"))
                        .map(person -> person.get("id").asText())
                        .collect(Collectors.toSet());
        var sponsors = all("sponsorships").map(sponsor -> sponsor.path("person"));
        var voters =
                all("votes")
                        .flatMap(vote -> vote.get("votes").valueStream())
                        .map(record -> record.path("voter"));
        for (var persons : List.of(sponsors, voters)) {
            var ids = persons.map(person -> person.path("id").asText()).toList();
            assertThat(ids).contains("");
            assertThat(ids).anyMatch(listed::contains);
            assertThat(ids).anyMatch(id -> !id.isEmpty() && !listed.contains(id));
        }
    }

    private static Stream<JsonNode> all(String include) {
        return bills().stream().flatMap(bill -> bill.get(include).valueStream());
    }

    @Test
    void votesHaveTheirSizesAndDatesOfAllKinds() {
        var votes = all("votes").toList();
        assertThat(votes).hasSize(23 * 3).allMatch(vote -> vote.get("votes").size() == 20);
        assertThat(votes)
                .extracting(vote -> vote.get("start_date").asText().length())
                .contains(0, 10, 25);
    }

    @Test
    void idsAreNotGivenTwice() {
        var ids = new HashSet<String>();
        for (var bill : bills()) {
            assertThat(ids.add(bill.get("id").asText())).isTrue();
            for (var list : List.of("sponsorships", "actions", "versions", "documents", "votes")) {
                bill.get(list)
                        .forEach(child -> assertThat(ids.add(child.get("id").asText())).isTrue());
            }
        }
    }

    @Test
    void whatIsEditedComesLast() {
        try (var states = new InventedStates(1, 45, 3, 20, 11).serve(Manners.usual())) {
            var nc = INVENTED.jurisdiction("nc").get("id").asText();
            var first = states.bills(nc, "2025").getFirst();
            var before = states.get(first);
            var edited = INVENTED.edit(states, "nc", "2025", 3);
            assertThat(edited).hasSize(3).contains(first);
            assertThat(states.bills(nc, "2025"))
                    .hasSize(45)
                    .endsWith(edited.toArray(String[]::new));
            var after = states.get(first);
            assertThat(after.get("votes")).hasSize(before.get("votes").size() - 1);
            assertThat(after.get("actions")).hasSize(before.get("actions").size() + 1);
        }
    }
}
