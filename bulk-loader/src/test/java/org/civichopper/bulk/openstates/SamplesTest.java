package org.civichopper.bulk.openstates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.civichopper.localcloud.openstates.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers that were recorded, odd in every way that the source is: what must come out is known.
class SamplesTest {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private static final Map<String, String> ROWS =
            Map.of(
                    "bills",
                    """
                    SELECT b.*, s.identifier AS session,
                           to_char(b.openstates_updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') AS at
                      FROM openstates.bills b
                      JOIN openstates.legislative_sessions s ON s.id = b.legislative_session_id
                    """,
                    "votes",
                    "SELECT * FROM openstates.votes",
                    "records",
                    "SELECT * FROM openstates.vote_records",
                    "sponsorships",
                    "SELECT * FROM openstates.bill_sponsorships",
                    "versions",
                    "SELECT * FROM openstates.bill_versions",
                    "documents",
                    "SELECT * FROM openstates.bill_documents");

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
            for (var table : ROWS.keySet()) {
                assertThat(rows(states, table)).as(table).isEqualTo(expected(table));
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
            for (var table : ROWS.keySet()) {
                assertThat(rows(states, table)).as(table).isEqualTo(expected(table));
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

    private static List<String> expected(String table) throws Exception {
        var lines = new ArrayList<String>();
        for (var line : text("expected-" + table + ".ndjson").strip().split("\n")) {
            lines.add(sorted(JSON.readTree(line), List.of()));
        }
        return lines.stream().sorted().toList();
    }

    // Only the columns that are known.
    private static List<String> rows(States states, String table) throws Exception {
        var columns = new ArrayList<String>();
        JSON.readTree(text("expected-" + table + ".ndjson").lines().findFirst().orElseThrow())
                .fieldNames()
                .forEachRemaining(columns::add);
        var lines = new ArrayList<String>();
        for (var row : states.ask("SELECT to_jsonb(x) FROM (" + ROWS.get(table) + ") x")) {
            lines.add(sorted(JSON.readTree(row), columns));
        }
        return lines.stream().sorted().toList();
    }

    private static String sorted(JsonNode row, List<String> columns) throws Exception {
        var values = new TreeMap<String, Object>();
        row.properties().stream()
                .filter(field -> columns.isEmpty() || columns.contains(field.getKey()))
                .forEach(field ->
                        values.put(
                                field.getKey(), JSON.convertValue(field.getValue(), Object.class)));
        return JSON.writeValueAsString(values);
    }
}
