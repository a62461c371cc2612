package org.civichopper.importer.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import org.civichopper.importer.arrival.ScraperFolders;
import org.civichopper.importer.queue.Received;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.document.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {

    private static final ScraperFolders FOLDERS = ScraperFolders.with("");

    @ParameterizedTest
    @CsvSource({
        "de/bill_1.json, BILL",
        "de/vote_event_1.json, VOTE_EVENT",
        "de/event_1.json, EVENT",
        "de/jurisdiction_ocd-jurisdiction-country%3Aus.json, JURISDICTION",
        "de/organization_1.json.gz, ORGANIZATION",
        "de/bill_vote_event_1.json, BILL",
    })
    void theKeySaysWhatKindOfDocumentItIs(String key, Kind kind) {
        assertThat(Request.of(message("ours", key), "ours", FOLDERS).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "theirs",
                "OURS",
                "ours/",
                "ours/archived",
                "s3://ours",
                "arn:aws:s3:::ours"
            })
    void noMessageMakesUsReadAnotherBucket(String bucket) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Request.of(message(bucket, "de/bill_1.json"), "ours", FOLDERS))
                .withMessage("bucket: expected \"ours\", found \"" + bucket + "\"");
    }

    @Test
    void aKeyThatIsNoDocumentsIsNoRequest() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() ->
                        Request.of(message("ours", "../secrets/bill_1.json"), "ours", FOLDERS));
    }

    private static Received message(String bucket, String key) {
        var body =
                """
                {"bucket": "%s", "file_path": "%s", "jurisdiction_id": "de"}
                """
                        .formatted(bucket, key);
        return new Received("id", "handle", body, 1, Instant.EPOCH);
    }
}
