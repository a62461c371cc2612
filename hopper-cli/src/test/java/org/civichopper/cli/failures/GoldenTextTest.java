package org.civichopper.cli.failures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.civichopper.cli.failures.FoundFailures.DeadLetterView;
import org.civichopper.commandline.Screen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an operator sees, as files to look at.
class GoldenTextTest {

    private static final String DELAWARE = "ocd-jurisdiction/country:us/state:de/government";
    private static final String WYOMING = "ocd-jurisdiction/country:us/state:wy/government";

    private static final String DOCUMENT =
            """
            {"legislative_session": "153", "identifier": "HB 6", "classification": ["bill"],
             "title": "An act that goes on and on, so that nobody has ever read all of it, and whose title alone does not fit a line of eighty characters or more",
             "actions": [{"description": "Introduced", "date": "2025-03-06"},
              {"description": "Passed \\u202etfel ot thgir\\u001b[2J", "date": 20250506}],
             "extras": {}}
            """;

    private static Failure failure(
            FailureId id, String file, String reason, String place, String found) {
        return new Failure(
                id,
                Optional.of(DELAWARE),
                Optional.of("bill"),
                file,
                Optional.of("rejected/2026-11-20/de/bill_00c832d2.3f2a9c41d07e.json"),
                Optional.empty(),
                reason,
                place,
                reason.substring(reason.indexOf("expected ") + "expected ".length()),
                found,
                Optional.empty(),
                OptionalLong.of(7),
                1,
                Instant.parse("2026-11-21T09:12:33Z"),
                false);
    }

    private static final Failure NO_TEXT =
            failure(
                    new FailureId.Rejection(12),
                    "de/bill_00c832d2-e947-11f0-8633-a2a45e751eb0.json",
                    "actions[].date: expected text",
                    "actions[1].date",
                    "number 20250506");

    private static FoundFailures found() {
        var dead =
                failure(
                        new FailureId.DeadLetter("5e0c1a27"),
                        "message 5e0c1a27-e947-11f0-8633-a2a45e751eb0",
                        "message: expected to be done within 20 receives",
                        "message",
                        "not done");
        var refused =
                failure(
                        new FailureId.Failing(3),
                        "wy/vote_event_1.json",
                        "importer: expected no error, found java.lang.IllegalStateException: the row # of something is not what it was when it was read, which nobody foresaw",
                        "importer",
                        "java.lang.IllegalStateException: the row 17 of something is not what it was when it was read, which nobody foresaw");
        return new FoundFailures(
                List.of(
                        group(1204, "2026-11-20T07:00:00Z", NO_TEXT, DELAWARE, WYOMING),
                        group(1, "2026-11-21T09:12:33Z", refused, WYOMING),
                        group(1, "2026-11-21T09:12:33Z", dead)),
                DeadLetterView.SOME);
    }

    private static FailureGroup group(
            long count, String first, Failure example, String... jurisdictions) {
        return new FailureGroup(
                example.reason(),
                count,
                new TreeSet<>(List.of(jurisdictions)),
                Instant.parse(first),
                example.at(),
                example);
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 120})
    void theListFitsTheScreen(int width) throws Exception {
        var lines = new FailureText(new Screen(width)).of(found());

        assertThat(lines).allMatch(line -> line.length() <= width);
        assertThat(lines).isEqualTo(golden("list-" + width + ".txt"));
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 120})
    void aDocumentFitsTheScreenWithItsPlaceMarked(int width) throws Exception {
        var document =
                new FailedDocument(
                        NO_TEXT.storedKey().orElseThrow(),
                        DOCUMENT.getBytes(StandardCharsets.UTF_8));
        var lines = new ShownFailure(new Screen(width), false, -1).of(NO_TEXT, document);

        assertThat(lines).allMatch(line -> line.length() <= width);
        assertThat(lines).isEqualTo(golden("show-" + width + ".txt"));
    }

    @Test
    void theReasonForAPlaceFarUpStandsAtTheEndBesideThePlace() {
        var tail = "\"later\", ".repeat(300);
        var document =
                new FailedDocument(
                        "de/bill_1.json",
                        "{\"actions\": [{}, {\"date\": 20250506}], \"versions\": [%s\"last\"]}"
                                .formatted(tail)
                                .getBytes(StandardCharsets.UTF_8));

        var lines = new ShownFailure(new Screen(80), false, -1).of(NO_TEXT, document);

        assertThat(lines).hasSizeGreaterThan(300);
        assertThat(String.join("\n", lines.subList(lines.size() - 2, lines.size())))
                .contains("\"date\": 20250506", "^ expected text, found number 20250506");
    }

    private static List<String> golden(String name) throws IOException {
        try (var file = GoldenTextTest.class.getResourceAsStream("/failures/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
