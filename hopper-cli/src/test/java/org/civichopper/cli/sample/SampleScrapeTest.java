package org.civichopper.cli.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.civichopper.model.wire.ObjectKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class SampleScrapeTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final SampleOrder ORDER = order("wy", 200, 300, 30, 1);
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06.789Z");

    @TempDir private Path out;

    @Test
    void theSameOrderGivesTheSameBytes() throws Exception {
        var first = files(SampleScrape.write(ORDER, out.resolve("first")));
        var second = files(SampleScrape.write(ORDER, out.resolve("second")));
        assertThat(second).isEqualTo(first).hasSize(1 + 3 + 200 + 300 + 30);
    }

    @Test
    void anotherSeedGivesAnotherScrape() throws Exception {
        var first = files(SampleScrape.write(ORDER, out.resolve("first")));
        var second = files(SampleScrape.write(order("wy", 200, 300, 30, 2), out.resolve("second")));
        assertThat(second.keySet())
                .filteredOn(name -> !name.startsWith("jurisdiction"))
                .doesNotContainAnyElementsOf(first.keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"wy", "ne", "dc", "us", "nj"})
    void everyFieldIsOneThatScrapersWrite(String jurisdiction) throws Exception {
        var fields = new DocumentFields();
        var scrape = SampleScrape.write(order(jurisdiction, 60, 120, 20, 1), out);
        for (var file : files(scrape).entrySet()) {
            var kind = new ObjectKey(jurisdiction + "/" + file.getKey()).kind();
            assertThat(fields.faults(kind, JSON.readTree(file.getValue()))).isEmpty();
        }
    }

    @Test
    void sizesAreThoseOfRealDocuments() throws Exception {
        var files = files(SampleScrape.write(ORDER, out));
        assertThat(meanSize(files, "bill")).isBetween(4_000.0, 7_000.0);
        assertThat(meanSize(files, "vote_event")).isBetween(4_000.0, 8_000.0);
        assertThat(meanSize(files, "event")).isBetween(1_500.0, 3_500.0);
        assertThat(documents(files, "bill").mapToInt(bill -> bill.path("actions").size()).average())
                .hasValueCloseTo(10.5, Offset.offset(1.5));
    }

    @Test
    void aVoteNamesEveryMemberOnceAndItsCountsAddUp() throws Exception {
        var files = files(SampleScrape.write(ORDER, out));
        documents(files, "vote_event")
                .forEach(vote -> {
                    var seats = vote.path("organization").textValue().contains("lower") ? 62 : 31;
                    assertThat(vote.path("votes").findValuesAsText("voter_name"))
                            .hasSize(seats)
                            .doesNotHaveDuplicates();
                    for (var count : vote.path("counts")) {
                        var option = count.path("option").textValue();
                        assertThat(vote.path("votes").findValuesAsText("option"))
                                .filteredOn(option::equals)
                                .hasSize(count.path("value").intValue());
                    }
                });
    }

    @Test
    void aVoteFindsItsBillAndTheActionItNames() throws Exception {
        var files = files(SampleScrape.write(ORDER, out));
        var bills =
                documents(files, "bill")
                        .collect(Collectors.toMap(bill -> text(bill, "_id"), bill -> bill));
        var byIdentifier =
                bills.values().stream()
                        .collect(Collectors.toMap(bill -> text(bill, "identifier"), bill -> bill));
        var named = new ArrayList<String>();
        var pseudo = new ArrayList<String>();
        documents(files, "vote_event")
                .forEach(vote -> {
                    var bill = byIdentifier.get(text(vote, "bill_identifier"));
                    var reference = text(vote, "bill");
                    if (reference.startsWith("~")) {
                        pseudo.add(reference);
                        assertThat(reference)
                                .contains("\"identifier\": \"" + text(bill, "identifier") + "\"");
                    } else {
                        assertThat(bills.get(reference)).isSameAs(bill);
                    }
                    if (vote.path("bill_action").isTextual()) {
                        named.add(reference);
                        assertThat(bill.path("actions"))
                                .filteredOn(action -> names(vote, action))
                                .hasSize(1);
                    }
                });
        assertThat(named).hasSizeBetween(60, 250);
        assertThat(pseudo)
                .hasSizeBetween(40, 120)
                .allMatch(reference ->
                        reference.matches(
                                "~\\{\"from_organization__classification\": \"(lower|upper)\","
                                        + " \"identifier\": \"[HS]B \\d+\","
                                        + " \"legislative_session__identifier\": \"2031\"}"));
    }

    @Test
    void idsGrowWithTimeAndEndWithTheScrape() throws Exception {
        var order = new SampleOrder("wy", 50, 50, 5, 1, 1, Optional.of(NOW));
        var times =
                files(SampleScrape.write(order, out)).values().stream()
                        .map(SampleScrapeTest::tree)
                        .filter(document -> !document.has("legislative_sessions"))
                        .map(document -> UUID.fromString(text(document, "_id")))
                        .map(id ->
                                Instant.parse("1582-10-15T00:00:00Z")
                                        .plusMillis(id.timestamp() / 10_000))
                        .toList();
        assertThat(times).allMatch(time -> time.isBefore(NOW) && time.isAfter(NOW.minusSeconds(1)));
    }

    @Test
    void aLaterScrapeDiffersInItsChangedBillsOnly() throws Exception {
        var first = SampleScrape.write(ORDER, out.resolve("first"));
        var second = SampleScrape.write(ORDER.later(NOW), out.resolve("second"));
        var before = contents(first);
        var after = contents(second);

        assertThat(second.changed()).hasSize(4); // 2 % of 200
        assertThat(first.changed()).isEmpty();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        assertThat(after.keySet())
                .filteredOn(thing -> !after.get(thing).equals(before.get(thing)))
                .containsExactlyInAnyOrderElementsOf(
                        second.changed().stream().map(bill -> "bill " + bill).toList());
        for (var bill : second.changed()) {
            assertThat(after.get("bill " + bill).path("actions"))
                    .hasSize(before.get("bill " + bill).path("actions").size() + 1);
            assertThat(after.get("bill " + bill).path("versions"))
                    .hasSize(before.get("bill " + bill).path("versions").size() + 1);
        }
    }

    @Test
    void twoScrapesNeverShareAFolder() throws Exception {
        SampleScrape.write(ORDER, out);
        assertThatThrownBy(() -> SampleScrape.write(ORDER.later(NOW), out))
                .hasMessage(
                        out.resolve("wy")
                                + ": expected an empty folder or none, found files in it");
    }

    private static SampleOrder order(
            String jurisdiction, int bills, int votes, int events, long seed) {
        return new SampleOrder(jurisdiction, bills, votes, events, seed, 1, Optional.empty());
    }

    private static boolean names(JsonNode vote, JsonNode action) {
        return text(action, "description").equals(text(vote, "bill_action"))
                && text(action, "date").equals(text(vote, "start_date"))
                && text(action, "organization_id").equals(text(vote, "organization"));
    }

    // By what a document means, without what only tells one scrape from another.
    private static Map<String, JsonNode> contents(SampleScrape scrape) throws IOException {
        var files = files(scrape);
        var idToBill = new TreeMap<String, String>();
        documents(files, "bill")
                .forEach(bill -> idToBill.put(text(bill, "_id"), text(bill, "identifier")));
        var contents = new TreeMap<String, JsonNode>();
        documents(files, "bill")
                .forEach(bill -> contents.put("bill " + text(bill, "identifier"), bare(bill)));
        documents(files, "event")
                .forEach(event -> contents.put("event " + text(event, "name"), bare(event)));
        documents(files, "vote_event")
                .forEach(vote -> {
                    var bill = text(vote, "bill");
                    ((ObjectNode) vote).put("bill", idToBill.getOrDefault(bill, bill));
                    contents.put("vote " + vote.path("sources"), bare(vote));
                });
        assertThat(contents).hasSize(530);
        return contents;
    }

    private static JsonNode bare(JsonNode document) {
        return ((ObjectNode) document).without(List.of("_id", "scraped_at"));
    }

    private static Map<String, String> files(SampleScrape scrape) throws IOException {
        var files = new TreeMap<String, String>();
        try (var folder = Files.newDirectoryStream(scrape.folder())) {
            for (var file : folder) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }

    private static Stream<JsonNode> documents(Map<String, String> files, String kind) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().startsWith(kind + "_"))
                .map(file -> tree(file.getValue()));
    }

    private static double meanSize(Map<String, String> files, String kind) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().startsWith(kind + "_"))
                .mapToInt(file -> file.getValue().length())
                .average()
                .orElseThrow();
    }

    private static String text(JsonNode document, String field) {
        return document.path(field).textValue();
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }
}
