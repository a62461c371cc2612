package org.civichopper.bulk.finance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.civichopper.localsearch.Asked;
import org.civichopper.localsearch.Misdeed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Tables and aliases move together, or neither does.
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
class BothTargetsTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir private Path folder;

    private TwoTargets both;

    @BeforeEach
    void open() {
        both = new TwoTargets(folder);
    }

    @AfterEach
    void close() {
        both.close();
    }

    @Test
    void theSampleComesOutAsItsDocuments() throws Exception {
        try (var zip = BothTargetsTest.class.getResourceAsStream("searched/TEC_CF_CSV.zip")) {
            Files.copy(zip, both.capitol.file("tx", "TEC_CF_CSV.zip"));
        }

        assertThat(both.load("search").exitCode()).isZero();

        assertThat(found("tx_contribs_" + both.env))
                .isEqualTo(sample("searched/tx_contribs.ndjson"));
        assertThat(found("tx_reports_" + both.env)).isEqualTo(sample("searched/tx_reports.ndjson"));
    }

    private Map<String, JsonNode> found(String alias) throws Exception {
        var documents = new TreeMap<String, JsonNode>();
        for (var hit : both.ask(alias + "/_search?size=1000").path("hits").path("hits")) {
            documents.put(hit.path("_id").asText(), hit.path("_source"));
        }
        return documents;
    }

    private static Map<String, JsonNode> sample(String name) throws IOException {
        var documents = new TreeMap<String, JsonNode>();
        try (var file = BothTargetsTest.class.getResourceAsStream(name)) {
            for (var line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                var document = (ObjectNode) JSON.readTree(line);
                documents.put(document.remove("_id").asText(), document);
            }
        }
        return documents;
    }

    @Test
    void tablesAndAliasesShowTheSame() throws Exception {
        both.publishes(1_000);

        var ran = both.load("both");

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(both.rows()).isPositive().isEqualTo(both.documents());
        assertThat(ran.json().path("indices").path("tx_contribs_" + both.env).asText())
                .isEqualTo(both.indices().getFirst());
    }

    @Test
    void whereAliasesCannotMoveTablesDoNot() throws Exception {
        both.publishes(1_000);
        both.load("both");
        var before = both.rows();
        both.publishes(1_500);
        both.search.misbehave(Asked::isPromotion, Misdeed.status(400));

        var ran = both.load("both");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.error()).contains("_aliases").contains("400");
        assertThat(both.rows()).isEqualTo(before).isEqualTo(both.documents());
        assertThat(both.indices()).hasSize(2);
        assertThat(both.capitol.leftInStaging()).isEmpty();
    }

    @Test
    void whatOneServerRefusesIsARejectOfTheRun() throws Exception {
        both.publishes(1_000);
        both.search.misbehave(
                Asked::isBulk,
                new Misdeed.RefuseDocuments(
                        line -> line.endsWith("7\"}}"), 400, "mapper_parsing_exception"));

        var ran = both.load("both", "--max-rejects", "50%");

        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.json().path("rejected").asLong())
                .isPositive()
                .isEqualTo(both.number("SELECT count(*) FROM hopper.load_reject"));
    }

    @Test
    void aLoginOnTheCommandLineIsRefusedWithoutShowingIt() {
        both.publishes(1_000);

        var ran =
                both.capitol.load(
                        "tx", "--to", "both", "--search-url", "https://me:hidden@localhost:9200");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out() + ran.err()).contains("ES_HOST takes it").doesNotContain("hidden");
    }
}
