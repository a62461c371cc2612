package org.civichopper.integration.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.civichopper.integration.ReferenceRows;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// One bad document hurts nobody: in one batch with a sound scrape, each of these is set aside with
/// its reason, and everything else is imported.
@Tag("attack")
class BadInputTest {

    private static final int TOO_LARGE = 17 << 20;

    private static final Map<String, byte[]> DELIVERED = new HashMap<>();

    private static Site site;
    private static Map<String, Object> answer;

    @BeforeAll
    static void tickOverEverythingAtOnce() throws Exception {
        site = Site.open();
        site.execute(
                "ALTER TABLE opencivicdata_bill ADD CHECK (title <> 'refused by the database')");
        documents().forEach(odd -> DELIVERED.put(key((String) odd.get()[0]), content(odd)));
        messages().forEach(odd -> site.send(body((String) odd.get()[0])));
        DELIVERED.putAll(DelawareScrape.documents());
        site.deliverAll(DELIVERED);
        answer = site.tick();
    }

    @AfterAll
    static void close() {
        site.close();
    }

    static Stream<Arguments> documents() throws IOException {
        return Stream.of(
                odd("not-json.json", "document", "JSON", "line 1, column .+"),
                odd("truncated.json", "document", "JSON", "line 1, column .+"),
                odd("two-documents.json", "document", "JSON", "line 2, column .+"),
                odd("field-nobody-knows.json", "colour", "no such field", "\"green\""),
                odd("chamber-that-does-not-exist.json", "from_organization", ".+", ".*middle.*"),
                odd("action-of-no-chamber.json", "actions\\[1\\].organization_id", ".+", "nothing"),
                odd(
                        "vote-in-a-chamber-that-does-not-exist.json",
                        "organization",
                        ".+",
                        ".*middle.*"),
                odd("vote-on-nothing.json", "bill", "a bill or an identifier", "neither"),
                odd("half-a-crab.json", "title", "whole characters", ".+"),
                odd("sponsor-name-with-nul.json", ".*_id", "text without NUL", ".+"),
                odd("id-with-nul.json", ".*_id", "text without NUL", ".+"),
                odd("refused-by-the-database.json", "document", "rows .+", ".*check constraint.*"),
                odd("no-title.json", "title", "text", "nothing"),
                odd("no-session.json", "legislative_session", "text", "nothing"),
                odd("no-identifier.json", "identifier", "text", "nothing"),
                odd("no-id.json", "_id", "text", "nothing"),
                odd("title-is-a-number.json", "title", "text", "number 7"),
                odd("subjects-are-one-text.json", "subject", "an array", "\"Oysters\""),
                odd("actions-are-an-object.json", "actions", "an array", "an object"),
                odd("action-without-a-date.json", "actions\\[1\\].date", "text", "nothing"),
                odd(
                        "primary-is-perhaps.json",
                        "sponsorships\\[0\\].primary",
                        "true or false",
                        "\"perhaps\""),
                odd("extras-are-a-list.json", "extras", "an object", "an array"),
                odd("citation-is-a-text.json", "citations\\[0\\]", "an object", "\"1 USC 2\""),
                odd(
                        "version-with-a-colour.json",
                        "versions\\[0\\].colour",
                        "no such field",
                        "\"red\""),
                odd(
                        "identifier-too-long.json",
                        "identifier",
                        "text of at most 100 characters",
                        "101 characters"),
                odd(
                        "pseudo-id-half-written.json",
                        "from_organization",
                        "~ and a JSON object",
                        ".+"),
                odd("pseudo-id-is-a-list.json", "from_organization", "~ and a JSON object", ".+"),
                odd("not-a-number.json", "document", "JSON", ".+NaN.+"),
                odd("single-quotes.json", "document", "JSON", "line 1.+"),
                odd("comma-too-many.json", "document", "JSON", "line 1.+"),
                odd("number-beyond-range.json", ".+", ".+", ".+"),
                odd("list-of-bills.json", "document", "an object", "an array"),
                odd("vote-without-a-result.json", "result", "text", "nothing"),
                odd(
                        "vote-counted-below-zero.json",
                        "counts\\[0\\].value",
                        "a whole number from 0 .+",
                        "number -1"),
                odd(
                        "vote-counted-in-halves.json",
                        "counts\\[0\\].value",
                        "a whole number from 0 .+",
                        "number 1.5"),
                odd("vote-by-nobody.json", "votes\\[0\\].voter_name", "text", "nothing"),
                odd("event-without-a-name.json", "name", "text", "nothing"),
                odd("event-at-a-place-without-a-name.json", "location.name", "text", "nothing"),
                odd(
                        "event-recorded-before-it-began.json",
                        "media\\[0\\].offset",
                        "a number from 0",
                        "number -3"),
                odd(
                        "organization-without-a-classification.json",
                        "classification",
                        "text",
                        "nothing"),
                made("nothing.json", new byte[0], "document", "an object", ".+"),
                made("zipped-nothing.json.gz", new byte[0], "document", "gzip", ".+"),
                made("not-gzip.json.gz", bytes("{}"), "document", "gzip", ".+"),
                made("half-a-gzip.json.gz", halfAGzip(), "document", "gzip", ".+"),
                made("gzip-bomb.json.gz", bomb(), "document", "at most 16777216 bytes", "more"),
                made(
                        "seventeen-megabytes.json",
                        new byte[TOO_LARGE],
                        "object",
                        "at most 16777216 bytes",
                        "17825792 bytes"),
                made(
                        "hundred-thousand-levels.json",
                        bytes("[".repeat(100_000)),
                        "document",
                        "JSON within the limits",
                        ".*64.*"),
                made(
                        "latin-1.json",
                        new byte[] {'"', (byte) 0xe9, '"'},
                        "document",
                        "JSON.*",
                        ".+"));
    }

    static Stream<Arguments> messages() {
        return Stream.of(
                arguments("An act relating to oysters", "message", "JSON", "\"An act.+"),
                arguments("[]", "message", "a JSON object", ".*"),
                arguments("{\"file_path\": 7}", "file_path", "text", "7"),
                arguments(elsewhere(), "bucket", "\"prepared-.+\"", "\"somebody-elses\""),
                arguments("de/../bill_1.json", "file_path", "<abbr>/.+", "\"de/\\.\\./.+"),
                arguments("de/%2e%2e%2fbill_1.json", "file_path", "<abbr>/.+", "\"de/\\.\\./.+"),
                arguments("/de/bill_1.json", "file_path", "<abbr>/.+", "\"/de.+"),
                arguments("de/person_1.json", "file_path", "<abbr>/.+", "\"de/person_1.json\""),
                arguments(
                        "archived/2026-01-04/de/bill_1.json", "file_path", ".+", ".+never work.+"),
                arguments(
                        "rejected/2026-01-04/de/bill_1.json", "file_path", ".+", ".+never work.+"),
                arguments("de/bill_%zz.json", "file_path", ".+percent.+", ".+"),
                arguments(
                        "de/bill_" + "\ud83e\uddaa".repeat(300) + ".json",
                        "file_path",
                        ".+",
                        ".+"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void anOddDocumentIsSetAsideWithItsReason(
            String name, byte[] content, String place, String expected, String found)
            throws Exception {
        var key = key(name);
        var stored = site.keys("rejected/").stream().filter(k -> k.contains(stem(name))).toList();

        assertThat(rejected("file = '" + key + "'"))
                .singleElement()
                .asString()
                .matches(place + "\\|" + expected + "\\|" + found);
        assertThat(site.keys(key)).isEmpty();
        assertThat(stored)
                .hasSize(2)
                .anyMatch(k -> k.matches("rejected/\\d{4}-\\d\\d-\\d\\d/de/.+\\.json(\\.gz)?"));
        var reason = new JsonMapper().readTree(site.object(reasonKey(stored)));
        assertThat(reason.path("file").asText()).isEqualTo(key);
        assertThat(reason.path("place").asText()).matches(place);
        assertThat(reason.path("expected").asText()).matches(expected);
        assertThat(reason.path("found").asText()).matches(found);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void anOddMessageIsKeptWithItsReason(String odd, String place, String expected, String found)
            throws Exception {
        var body = body(odd).replace("'", "''");

        assertThat(rejected("message = '" + body + "' AND file LIKE 'message %'"))
                .singleElement()
                .asString()
                .matches(place + "\\|" + expected + "\\|" + found);
    }

    @Test
    void everythingElseOfTheBatchIsImported() throws Exception {
        var odd = documents().count() + messages().count();
        Aftermath.check(
                Attack.POISON, (int) odd, site, Delivered.all(DELIVERED), ReferenceRows.ROWS);
        assertThat(answer).containsEntry("postponed", 0);
    }

    private static Arguments odd(String name, String place, String expected, String found)
            throws IOException {
        try (var in = BadInputTest.class.getResourceAsStream("/odd/" + name)) {
            return made(name, in.readAllBytes(), place, expected, found);
        }
    }

    private static Arguments made(
            String name, byte[] content, String place, String expected, String found) {
        return arguments(name, content, place, expected, found);
    }

    private static byte[] content(Arguments odd) {
        return (byte[]) odd.get()[1];
    }

    private static String key(String name) {
        var kind =
                switch (name.split("-")[0]) {
                    case "vote" -> "vote_event";
                    case "event" -> "event";
                    case "organization" -> "organization";
                    default -> "bill";
                };
        return "de/" + kind + "_" + name;
    }

    private static String stem(String name) {
        return "_" + name.substring(0, name.indexOf(".json")) + ".";
    }

    private static String reasonKey(List<String> stored) {
        return stored.stream().filter(k -> k.endsWith(".reason.json")).findFirst().orElseThrow();
    }

    // What is no JSON itself is a key that a message names.
    private static String body(String odd) {
        return odd.contains("/") && !odd.startsWith("{") ? site.message(odd) : odd;
    }

    private static String elsewhere() {
        return """
        {"file_path": "de/bill_1.json", "bucket": "somebody-elses", "jurisdiction_id": "x"}
        """;
    }

    private static List<String> rejected(String condition) throws Exception {
        return site.rows("SELECT place, expected, found FROM hopper.rejected WHERE " + condition);
    }

    private static byte[] bytes(String text) {
        return DelawareScrape.bytes(text);
    }

    private static byte[] halfAGzip() {
        var whole = DelawareScrape.gzip(bytes(DelawareScrape.bill(1)));
        return Arrays.copyOf(whole, whole.length / 2);
    }

    private static byte[] bomb() {
        return DelawareScrape.gzip(bytes(" ".repeat(TOO_LARGE)));
    }
}
