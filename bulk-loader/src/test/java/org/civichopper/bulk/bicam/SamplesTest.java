package org.civichopper.bulk.bicam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two data sets as the publisher has them: what must come out is known.
class SamplesTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir private Path folder;

    private Congress.Ran load(Congress congress, String datasets) {
        return congress.loadFrom(
                datasets,
                List.of(
                        "--input",
                        Congress.sample("sample").toString(),
                        "--manifest",
                        Congress.sample("sample/manifest.json").toString()));
    }

    @Test
    void theRowsAreThoseThatAreKnown() throws Exception {
        try (var congress = Congress.in(folder)) {
            var ran = load(congress, "members,treaties");

            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(ran.count("read")).isEqualTo(60 + 60 + 12);
            assertThat(ran.count("inserted")).isEqualTo(60 + 60 + 12);
            assertThat(ran.json().at("/tables/members/inserted").asLong()).isEqualTo(60);
            assertThat(ran.json().at("/datasets/members").asText()).isEqualTo("loaded");
            var rows = congress.ask("SELECT to_jsonb(m)::text FROM bicam.members m");
            var expected = Files.readAllLines(Congress.sample("bicam-members.ndjson"));
            assertThat(rows.stream().map(SamplesTest::json))
                    .containsExactlyInAnyOrderElementsOf(
                            expected.stream().map(SamplesTest::json).toList());
            assertThat(congress.leftOfRuns()).isEmpty();
        }
    }

    private static Object json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void columnsStandInTheFilesOrderWithTheManifestsTypes() {
        try (var congress = Congress.in(folder)) {
            load(congress, "treaties");

            assertThat(
                            congress.ask(
                                    """
                                    SELECT column_name || ' ' || data_type
                                      FROM information_schema.columns
                                     WHERE table_schema = 'bicam' AND table_name = 'treaties'
                                     ORDER BY ordinal_position
                                    """))
                    .containsExactly(
                            "treaty_id text",
                            "treaty_number bigint",
                            "congress_received bigint",
                            "topic text",
                            "transmitted_at timestamp with time zone");
            assertThat(
                            congress.one(
                                    """
                                    SELECT concat_ws('|', treaty_number, congress_received, topic,
                                                     transmitted_at = '2023-01-01T00:00:00Z')
                                      FROM bicam.treaties WHERE treaty_id = 'td118-0'
                                    """))
                    .isEqualTo("0|118|Топик 0|t");
        }
    }

    @Test
    void thePublishersOwnManifestIsTheDefault() {
        try (var congress = Congress.in(folder)) {
            var ran =
                    congress.hopper(
                            "load",
                            "bicam",
                            "--json",
                            "--datasets",
                            "members",
                            "--input",
                            Congress.sample("sample").toString());

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.error())
                    .contains(
                            "bicam_members.zip with sha256"
                                    + " b82799a397518675d4a353306ff88a49d9bbedd3c19f34283261098556430c5e");
        }
    }

    @Test
    void aNameThatIsNoDataSetIsWrongUsage() {
        try (var congress = Congress.in(folder)) {
            for (var name : List.of("reports", "rollcalls", "texts", "members,complete")) {
                var ran = load(congress, name);

                assertThat(ran.exitCode()).as(name).isEqualTo(2);
                assertThat(ran.err()).contains("--datasets: expected");
            }
        }
    }
}
