package org.civichopper.localcloud.openstates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.civichopper.localcloud.LocalCloudException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalOpenStatesTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final InventedStates INVENTED = InventedStates.small(7);

    private LocalOpenStates states;
    private Visitor visitor;

    @BeforeEach
    void start() {
        states = LocalOpenStates.start();
        visitor = new Visitor(states);
    }

    @AfterEach
    void stop() {
        states.close();
    }

    @Test
    void includesThatAreJoinedOrUnknownAreRefused() throws Exception {
        var permitted =
                "permitted: 'sponsorships', 'abstracts', 'other_titles', 'other_identifiers', 'actions',"
                        + " 'sources', 'documents', 'versions', 'votes', 'related_bills'";
        assertThat(visitor.refusal(422, "/bills", "jurisdiction", "nc", "include", "votes,actions"))
                .isEqualTo(
                        "{\"detail\":[{\"loc\":[\"query\",\"include\",0],\"msg\":\"value is not a valid enumeration"
                                + " member; "
                                + permitted
                                + "\",\"type\":\"type_error.enum\"}]}");
        assertThat(visitor.refusal(422, "/bills", "include", "votes", "include", "sponsors"))
                .contains("[\"query\",\"include\",1]");
    }

    @Test
    void whatIsNotAskedForAndWhatIsNullIsNotSent() throws Exception {
        Sample.put(states, "a 01T00:00:00");
        assertThat(visitor.get("/bills", "jurisdiction", "nc", "include", "actions").body())
                .contains("\"actions\":[{\"order\":0}]")
                .doesNotContain("votes")
                .doesNotContain("null");
        assertThat(visitor.get("/bills", "jurisdiction", "nc").body()).doesNotContain("actions");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/people|name|''|either 'jurisdiction', 'name', or 'id' is required",
                "/bills|page|1|either 'jurisdiction' or 'q' required",
                "/bills|session|2023|filtering by session requires a jurisdiction parameter as well"
            })
    void whoAsksForTooMuchIsRefused(String path, String parameter, String value, String detail)
            throws Exception {
        assertThat(visitor.refusal(400, path, parameter, value))
                .isEqualTo("{\"detail\":\"%s\"}".formatted(detail));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/votes", "/people/ocd-person/1", "/", "/billsandmore"})
    void whatTheApiDoesNotHaveIsNotFound(String path) throws Exception {
        assertThat(visitor.refusal(404, path)).isEqualTo("{\"detail\":\"Not Found\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-01-02",
                "2025-01-02T00:00:00",
                "2025-01-02 00:00",
                "2025-01-02T00:00:00.000",
                "2025-01-02T00:00:00.000000",
                "2025-01-02T05:00:00+05:00"
            })
    void changesSinceATimeBeginWithThatTime(String since) throws Exception {
        Sample.put(states, "a 01T23:59:59", "b 02T00:00:00", "c 03T00:00:00");
        assertThat(visitor.bills("updated_since", since)).containsExactly("b", "c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-01-01T00:00:00Z",
                "2025-01-01T00:00:00.1",
                "2025-01-01T00:00:00 05:00",
                "2025-13-01",
                "yesterday"
            })
    void timesThatPythonCannotReadAreRefused(String since) throws Exception {
        assertThat(visitor.refusal(400, "/bills", "jurisdiction", "nc", "updated_since", since))
                .isEqualTo(
                        "{\"detail\":\"datetime must be in ISO-8601 format, try YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS\"}");
    }

    @Test
    void whatIsGarbledKeepsItsPlace() throws Exception {
        Sample.put(states, "a 01T00:00:00", "b 02T00:00:00");
        states.garble("a", bill -> bill.remove(List.of("id", "session", "updated_at")));
        states.garble("b", bill -> bill.put("title", 5));
        var page = visitor.json("/bills", "jurisdiction", "nc", "session", "2023");
        assertThat(page.at("/results/0/title").isNumber()).isTrue();
        assertThat(page.at("/results/1").has("id")).isFalse();
        assertThatThrownBy(() -> states.change("b", bill -> bill.put("title", 6)))
                .isInstanceOf(LocalCloudException.class)
                .hasMessageContaining("expected title, found 6");
    }

    @Test
    void packedPagesAreTheSamePages() throws Exception {
        INVENTED.fill(states, "nc");
        var asked = Sample.everything("jurisdiction", "nc", "session", "2025", "per_page", "20");
        var packed = visitor.packed("/bills", asked);
        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes();
        assertThat(packed.body().length).isLessThan(unpacked.length / 2);
        assertThat(MAPPER.readTree(new String(unpacked, StandardCharsets.UTF_8)).get("results"))
                .containsExactlyInAnyOrderElementsOf(
                        MAPPER.readTree(visitor.get("/bills", asked).body()).get("results"));
    }

    @Test
    void onlyPeopleWithARoleAreListed() throws Exception {
        INVENTED.fill(states);
        var all = INVENTED.people("nc");
        var listed = visitor.texts("id", "/people", "jurisdiction", "NC", "per_page", "50");
        assertThat(listed).hasSize(12).doesNotContain(all.getLast().get("id").asText());
        assertThat(visitor.texts("name", "/people", "id", all.getLast().get("id").asText()))
                .containsExactly(all.getLast().get("name").asText());
    }

    @Test
    void municipalitiesAreListedUnlessAClassificationIsAskedFor() throws Exception {
        INVENTED.fill(states);
        assertThat(visitor.texts("id", "/jurisdictions")).hasSize(10);
        assertThat(visitor.texts("name", "/jurisdictions", "classification", "state"))
                .containsExactly(
                        "District of Columbia", "Illinois", "North Carolina", "Puerto Rico");
        assertThat(visitor.texts("name", "/jurisdictions", "classification", "country"))
                .containsExactly("United States");
    }

    @Test
    void oneJurisdictionHasItsOrganizations() throws Exception {
        INVENTED.fill(states);
        var one = visitor.json("/jurisdictions/" + Sample.NC, "include", "organizations");
        assertThat(one.get("organizations").findValuesAsText("classification"))
                .containsExactly("legislature", "lower", "upper", "executive");
        assertThat(one.has("legislative_sessions")).isFalse();
        assertThat(visitor.refusal(404, "/jurisdictions/xx"))
                .isEqualTo("{\"detail\":\"No such Jurisdiction.\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nc", "NC", Sample.NC, "North Carolina"})
    void aJurisdictionHasSeveralNames(String name) throws Exception {
        INVENTED.fill(states);
        assertThat(visitor.texts("id", "/bills", "jurisdiction", name)).isNotEmpty();
        assertThat(visitor.texts("name", "/committees", "jurisdiction", name))
                .hasSize(7)
                .isSorted();
    }
}
