package org.civichopper.bulk.openstates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.civichopper.localcloud.openstates.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers that were recorded, odd in every way that the source is: what must come out is known.
class SamplesTest {

    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @CsvSource({"all", "in parts"})
    void theRowsThatAreKnownComeOut(String how) throws Exception {
        try (var states = recorded()) {
            if (how.equals("all")) {
                assertDone(states.load("all", "--jurisdiction", "nc", "--session", "2023"), 40);
            } else {
                assertDone(states.load("jurisdictions"), 4);
                assertDone(states.load("people", "--jurisdiction", "NC"), 6);
                assertDone(states.load("committees", "--jurisdiction", States.NC), 7);
                assertDone(states.load("bills", "--jurisdiction", "nc", "--session", "2023"), 23);
            }
            for (var table : KnownRows.tables()) {
                assertThat(KnownRows.standing(states, table))
                        .as(table)
                        .isEqualTo(KnownRows.expected(table));
            }
            assertThat(states.ask("SELECT chamber FROM openstates.committees ORDER BY name"))
                    .doesNotContainNull();
        }
    }

    @Test
    void whoIsLoadedAfterTheBillsIsLinkedThen() throws Exception {
        try (var states = recorded()) {
            assertDone(
                    states.load("bills", "--jurisdiction", "nc", "--session", "2023"),
                    27); // with the jurisdictions, which come first
            assertThat(linked(states)).isEqualTo("0 of 36, 0 of 96");
            assertDone(states.load("people", "--jurisdiction", "nc"), 6);
            for (var table : KnownRows.tables()) {
                assertThat(KnownRows.standing(states, table))
                        .as(table)
                        .isEqualTo(KnownRows.expected(table));
            }
        }
    }

    private static String linked(States states) {
        return states.one(
                """
                SELECT (SELECT count(person_id) || ' of ' || count(*) FROM openstates.bill_sponsorships) || ', '
                       || (SELECT count(person_id) || ' of ' || count(*) FROM openstates.vote_records)
                """);
    }

    private static void assertDone(States.Ran ran, int read) {
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.json().path("read").asInt()).isEqualTo(read);
    }

    private static States recorded() throws Exception {
        var states = States.empty();
        var organizations =
                JSON.readTree(text("jurisdiction-nc-organizations.json")).at("/body/organizations");
        for (var file : List.of("jurisdictions-state", "jurisdictions-country")) {
            for (var each : results(file)) {
                states.api.put(Kind.JURISDICTION, (ObjectNode) with(each, organizations));
            }
        }
        results("people-nc").forEach(each -> states.api.put(Kind.PERSON, (ObjectNode) each));
        results("committees-nc").forEach(each -> states.api.put(Kind.COMMITTEE, (ObjectNode) each));
        for (var page : List.of("bills-nc-2023-page1", "bills-nc-2023-page2")) {
            results(page).forEach(each -> states.api.put(Kind.BILL, (ObjectNode) each));
        }
        return states;
    }

    private static JsonNode with(JsonNode jurisdiction, JsonNode organizations) {
        return jurisdiction.path("id").asText().equals(States.NC)
                ? ((ObjectNode) jurisdiction).set("organizations", organizations)
                : jurisdiction;
    }

    private static JsonNode results(String file) throws Exception {
        return JSON.readTree(text(file + ".json")).at("/body/results");
    }

    private static String text(String name) throws Exception {
        try (var file = SamplesTest.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
