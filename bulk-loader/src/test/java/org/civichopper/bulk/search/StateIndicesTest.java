package org.civichopper.bulk.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.civichopper.bulk.finance.row.SearchCopy.Counted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What is loaded into a state's indices, before anybody sees it.
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class StateIndicesTest {

    private final Sought sought = new Sought();

    @AfterEach
    void close() {
        sought.close();
    }

    @Test
    void namesSayStateKindTimeAndEnvironment() throws Exception {
        var copy = sought.loaded(Sought.FIRST, 1);

        assertThat(copy.indices().values())
                .containsExactly(
                        "tx_contribs_20260101t100000123_" + sought.env,
                        "tx_reports_20260101t100000123_" + sought.env)
                .containsExactlyElementsOf(sought.indices());
        assertThat(copy.indices().keySet())
                .containsExactly("tx_contribs_" + sought.env, "tx_reports_" + sought.env);
    }

    @Test
    void aGiftIsADocumentWithoutWhatItDoesNotSay() throws Exception {
        sought.loaded(Sought.FIRST, 1);

        assertThat(source(Kind.CONTRIBUTIONS, "g1"))
                .isEqualTo(
                        """
                        {"contribution_id": "g1", "contribution_date": "2020-05-05", "amount": 500.00,
                         "type": "individual", "name": "Dot \\"Elm\\" sgate", "city": "San Ángelo", "state": "TX",
                         "zip": "75001", "filer": {"filer_id": "00020001", "type": "COH", "name": "Hartsell, Fay"},
                         "candidate": {"candidate_id": "00020001", "name": "Hartsell, Fay", "party": "unknown",
                                       "house": "upper", "district": 2},
                         "addtl_data": {"schedule": "A1", "report_id": "r1"}}\
                        """);
    }

    @Test
    void aReportIsADocumentWithAllItsTypes() throws Exception {
        sought.loaded(Sought.FIRST, 1);

        assertThat(source(Kind.REPORTS, "r1"))
                .isEqualTo(
                        """
                        {"report_id": "r1", "type": ["30daypre", "final"], "received_date": "2022-12-06",
                         "period_start_date": "2022-07-01", "contributions_amount": 63977.97,
                         "expenditures_amount": 77884.00, "addtl_data": {"special": true},
                         "filer": {"filer_id": "00020001", "type": "COH", "name": "Hartsell, Fay"},
                         "candidate": {"candidate_id": "00020001", "name": "Hartsell, Fay", "party": "unknown",
                                       "house": "upper", "district": 2}}\
                        """);
    }

    // As text, so that 500.0 and 500.00 are told apart from 500.004.
    private Source source(Kind kind, String id) throws Exception {
        return new Source(
                sought.get(sought.index(kind, Sought.FIRST) + "/_doc/" + id)
                        .path("_source")
                        .toString());
    }

    private record Source(String json) {

        @Override
        public boolean equals(Object other) {
            try {
                var mapper = new JsonMapper();
                return mapper.readTree(json).equals(mapper.readTree(other.toString()));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }

    @Test
    void theServerIsToldTheTypeOfEachField() throws Exception {
        sought.loaded(Sought.FIRST, 1);

        var index = sought.index(Kind.CONTRIBUTIONS, Sought.FIRST);
        var fields =
                sought.get(index + "/_mapping").path(index).path("mappings").path("properties");
        assertThat(fields.path("amount").toString())
                .isEqualTo("{\"type\":\"scaled_float\",\"scaling_factor\":100.0}");
        assertThat(fields.at("/candidate/properties/district/type").asText()).isEqualTo("short");
        assertThat(fields.at("/candidate/properties/status/fields/keyword/ignore_above").asInt())
                .isEqualTo(256);
        assertThat(fields.at("/contribution_date/format").asText()).isEqualTo("iso8601");
        assertThat(fields.at("/memo/type").asText()).isEqualTo("keyword");
    }

    @Test
    void replicasAndRefreshingWaitUntilAllIsThere() throws Exception {
        var copy = sought.server().copy("tx", Sought.FIRST);
        sought.fill(copy, 1);
        var index = sought.index(Kind.REPORTS, Sought.FIRST);
        var loading = sought.get(index + "/_settings").path(index).path("settings").path("index");
        assertThat(loading.path("refresh_interval").asText()).isEqualTo("-1");
        assertThat(loading.path("number_of_replicas").asText()).isEqualTo("0");

        copy.check();

        var ready = sought.get(index + "/_settings").path(index).path("settings").path("index");
        assertThat(ready.has("refresh_interval")).isFalse();
        assertThat(ready.path("number_of_replicas").asText()).isEqualTo("1");
    }

    @Test
    void countsAreHeldAgainstWhatShows() throws Exception {
        sought.shown(Sought.FIRST, 3);
        var copy = sought.server().copy("tx", Sought.SECOND);
        sought.fill(copy, 2);

        assertThat(copy.check())
                .containsExactly(
                        new Counted(sought.alias(Kind.CONTRIBUTIONS), 3, 2),
                        new Counted(sought.alias(Kind.REPORTS), 1, 1));
    }

    @Test
    void whatTheServerRefusesIsSetAsideAndTheRestGoesOn() throws Exception {
        var copy = sought.server().copy("tx", Sought.FIRST);
        copy.begin();
        copy.add(Sought.gift(1));
        copy.add(Sought.unfit(2));
        copy.add(Sought.gift(3));

        var refused = copy.finish();

        assertThat(refused).hasSize(1);
        assertThat(refused.getFirst().key()).isEqualTo("u2");
        assertThat(refused.getFirst().found())
                .startsWith("400 mapper_parsing_exception")
                .contains("short");
        assertThat(refused.getFirst().raw())
                .startsWith("{\"contribution_id\":\"u2\"")
                .endsWith("}");
        assertThat(copy.check().getFirst().after()).isEqualTo(2);
    }

    @Test
    void manyBulksBringEveryDocument() throws Exception {
        var copy = sought.loaded(Sought.FIRST, 40_000);

        assertThat(sought.wayward.asked().stream().filter(each -> each.isBulk()))
                .hasSizeGreaterThan(3)
                .allSatisfy(each -> assertThat(each.body().length()).isLessThan(10_000_000));
        copy.promote();
        assertThat(sought.gifts()).isEqualTo(40_000);
    }

    @Test
    void aKilledAttemptLeavesNothing() throws Exception {
        sought.fill(sought.server().copy("tx", Sought.SECOND), 7);

        var again = sought.loaded(Sought.SECOND, 2);
        again.promote();

        assertThat(sought.gifts()).isEqualTo(2);
        assertThat(sought.indices()).hasSize(2);
    }
}
