package org.civichopper.importer.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImporterConfigTest {

    private static final Map<String, String> ENOUGH =
            Map.of(
                    "S3_REALTIME_BASE", "s3://scrapes",
                    "SQS_QUEUE_URL", "http://localhost/queue",
                    "DATABASE_URL", "postgresql://hopper:secret@localhost/states");

    @Test
    void threeVariablesAreEnough() {
        var config = ImporterConfig.from(ENOUGH);

        assertThat(config.bucket()).isEqualTo("scrapes");
        assertThat(config.batchSize()).isEqualTo(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"S3_REALTIME_BASE", "SQS_QUEUE_URL", "DATABASE_URL"})
    void whatIsMissingOrBlankIsNamed(String name) {
        var without = new HashMap<>(ENOUGH);
        without.remove(name);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImporterConfig.from(without))
                .withMessageStartingWith(name + " is not set");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImporterConfig.from(with(name, " ")))
                .withMessageStartingWith(name + " is not set");
    }

    @ParameterizedTest
    @CsvSource({
        "HOPPER_BATCH_SIZE, 0",
        "HOPPER_BATCH_SIZE, 1001",
        "HOPPER_BATCH_SIZE, many",
        "HOPPER_BATCH_SIZE, ''",
        "HOPPER_LARGEST_DOCUMENT, 0",
        "HOPPER_LARGEST_DOCUMENT, 16 MiB",
        "HOPPER_VISIBILITY, PT1S",
        "HOPPER_VISIBILITY, P1D",
        "HOPPER_PARKED_FOR, a week",
        "HOPPER_RUN_ENDS_AFTER, P31D",
        "HOPPER_RETIRE_AT_MOST, 20%",
        "HOPPER_RETIRE_AT_MOST, 1.1",
        "HOPPER_RETIRE_AT_MOST, -0.1",
        "HOPPER_LEFT_BEHIND_AFTER, PT0S",
        "HOPPER_FOLDERS, de-test",
        "HOPPER_FOLDERS, de-test=de",
        "HOPPER_FOLDERS, ../de=ocd-jurisdiction/country:us/state:de/government",
        "HOPPER_FOLDERS, 'a=ocd-jurisdiction/1,a=ocd-jurisdiction/2'",
        "HOPPER_FOLDERS, 'a=ocd-jurisdiction/1;b=ocd-jurisdiction/2'",
        "S3_REALTIME_BASE, scrapes",
        "SQS_QUEUE_URL, queue",
        "AWS_ENDPOINT_URL_SNS, localhost:4566",
        "DATABASE_URL, mysql://localhost/states",
    })
    void whatIsWrongIsNamed(String name, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImporterConfig.from(with(name, value)))
                .withMessageStartingWith(name + ": ")
                .withMessageContaining("expected ");
    }

    @Test
    void aWrongDatabaseUrlShowsNoPassword() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImporterConfig.from(with("DATABASE_URL", "mysql://a:secret@b/c")))
                .withMessageNotContaining("secret");
    }

    private static Map<String, String> with(String name, String value) {
        var env = new HashMap<>(ENOUGH);
        env.put(name, value);
        return env;
    }
}
