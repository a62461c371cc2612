package org.civichopper.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.Optional;
import org.civichopper.model.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueueMessageTest {

    private static final String OLD =
            """
            {"file_path": "de/bill_00c832d2-e947-11f0-8633-a2a45e751eb0.json",
             "bucket": "scrapes",
             "jurisdiction_id": "ocd-jurisdiction/country:us/state:de/government",
             "jurisdiction_name": "Delaware",
             "file_archiving_enabled": true}
            """;
    private static final QueueMessage OURS =
            new QueueMessage(
                    "de/bill_00c832d2-e947-11f0-8633-a2a45e751eb0.json",
                    "scrapes",
                    "ocd-jurisdiction/country:us/state:de/government",
                    "Delaware \"the First State\" – 🦀",
                    true,
                    Optional.of("run-7"),
                    Optional.of(Instant.parse("2026-11-20T10:00:00.123456Z")),
                    Optional.of("3f2a9c41d07e"),
                    Optional.of(Instant.parse("2026-11-20T10:00:01Z")));

    @Test
    void anOldScrapersFiveFieldsAreAMessage() {
        var message = QueueMessage.parse(OLD);

        assertThat(message)
                .isEqualTo(
                        new QueueMessage(
                                "de/bill_00c832d2-e947-11f0-8633-a2a45e751eb0.json",
                                "scrapes",
                                "ocd-jurisdiction/country:us/state:de/government",
                                "Delaware",
                                true,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
        assertThat(message.key()).hasToString("de/bill_00c832d2-e947-11f0-8633-a2a45e751eb0.json");
    }

    @Test
    void everythingThatWeAddComesBack() {
        assertThat(QueueMessage.parse(OURS.toJson())).isEqualTo(OURS);
    }

    @Test
    void whatIsNotThereIsNotWritten() {
        var message = QueueMessage.parse(OLD);

        assertThat(message.toJson()).doesNotContain("run_id", "sent_at", "null");
        assertThat(QueueMessage.parse(message.toJson())).isEqualTo(message);
    }

    @Test
    void fieldsOfALaterVersionAreNobodysBusiness() {
        assertThat(QueueMessage.parse(OLD.replace("{", "{\"priority\": {\"of\": [1]}, ")))
                .isEqualTo(QueueMessage.parse(OLD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file_path", "bucket", "jurisdiction_id"})
    void withoutWhereAndWhoseADocumentIsNobodyCanWork(String field) {
        var reason = rejection(OLD.replace("\"" + field + "\"", "\"x\""));

        assertThat(reason.place()).isEqualTo(field);
        assertThat(reason.expected()).isEqualTo("text");
        assertThat(reason.found()).isEqualTo("nothing");
    }

    @ParameterizedTest
    @CsvSource({"null, null", "7, 7", "[], []", "'\"\"', '\"\"'", "true, true"})
    void aBucketThatIsNoTextNamesNone(String value, String found) {
        var reason = rejection(OLD.replace("\"scrapes\"", value));

        assertThat(reason.place()).isEqualTo("bucket");
        assertThat(reason.found()).isEqualTo(found);
    }

    @Test
    void aJurisdictionsNameIsNotNeeded() {
        assertThat(QueueMessage.parse(OLD.replace("\"Delaware\"", "null")).jurisdictionName())
                .isEmpty();
        assertThat(QueueMessage.parse(OLD.replace("jurisdiction_name", "x")).jurisdictionName())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hello", "{", "{\"file_path\": }", "{} {}", "{\"a\": 1} trailing", "\u0000"})
    void whatIsNoJsonIsRejected(String body) {
        var reason = rejection(body);

        assertThat(reason.place()).isEqualTo("message");
        assertThat(reason.expected()).isEqualTo("JSON");
        assertThat(reason.found()).isEqualTo('"' + body + '"');
    }

    @ParameterizedTest
    @CsvSource({"'', nothing", "null, null", "[1], [1]", "'\"text\"', '\"text\"'", "7, 7"})
    void otherJsonIsRejected(String body, String found) {
        var reason = rejection(body);

        assertThat(reason.expected()).isEqualTo("a JSON object");
        assertThat(reason.found()).isEqualTo(found);
    }

    @Test
    void bottomlessNestingIsRejectedLikeAnythingElse() {
        assertThat(rejection("[".repeat(100_000)).expected()).isEqualTo("JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "7",
                "\"\"",
                "\"yesterday\"",
                "\"2026-11-20\"",
                "\"2026-11-20T10:00:00\"",
                "\"+200000-01-01T00:00:00Z\"",
                "\"-0044-03-15T00:00:00Z\"",
            })
    void aTimeThatNobodyCanReadOrStoreIsNoReasonToTurnADocumentAway(String time) {
        var message =
                QueueMessage.parse(
                        OLD.replace(
                                "{", "{\"sent_at\": %1$s, \"scraped_at\": %1$s, ".formatted(time)));

        assertThat(message.sentAt()).isEmpty();
        assertThat(message.scrapedAt()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jurisdiction_id", "bucket", "run_id", "sha256"})
    void textThatNoColumnHoldsIsRejectedHereAndNotByTheDatabase(String field) {
        for (var bad : new String[] {"\\u0000", "\\n", "\\ud800"}) {
            var body = OURS.toJson().replace("\"" + field + "\":\"", "\"" + field + "\":\"" + bad);

            assertThat(rejection(body).place()).as(bad).isEqualTo(field);
            assertThat(rejection(body).expected()).isEqualTo("text without control characters");
        }
    }

    @Test
    void theKeyIsCheckedWhenItIsAskedFor() {
        var message = QueueMessage.parse(OLD.replace("de/bill_", "../de/bill_"));

        assertThatThrownBy(message::key).isInstanceOf(InvalidInputException.class);
    }

    private static InvalidInputException rejection(String body) {
        return catchThrowableOfType(InvalidInputException.class, () -> QueueMessage.parse(body));
    }
}
