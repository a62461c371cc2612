package org.civichopper.model.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-04T08:31:20+00:00, 2026-01-04T08:31:20Z",
        "2026-01-04T08:31:20Z, 2026-01-04T08:31:20Z",
        "2026-01-04T08:31:20.5Z, 2026-01-04T08:31:20.5Z",
        "2026-01-04T08:31:20.123456-05:30, 2026-01-04T14:01:20.123456Z",
        "2026-01-04T08:31Z, 2026-01-04T08:31:00Z",
        "2026-01-04T08+01, 2026-01-04T07:00:00Z",
    })
    void everyFormThatADocumentMayUseIsRead(String text, Instant time) {
        assertThat(WrittenTime.parse(text)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026",
                "2026-01-04",
                "2026-01-04T08:31:20",
                "2026-13-04T08:31:20Z",
                "2026-01-04T25:31:20Z",
                "2026-01-04T08:31:20Z and more",
                "0000-12-31T23:59:59Z",
                "0001-01-01T00:00:00+01:00",
                "-0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59-01:00",
                "+10000-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59-18:00",
            })
    void whatSaysTooLittleOrFitsNoColumnIsNothing(String text) {
        assertThat(WrittenTime.parse(text)).isEmpty();
    }

    @Test
    void aTimeIsAsExactAsAColumn() {
        assertThat(WrittenTime.parse("2026-01-04T08:31:20.123456789Z"))
                .contains(Instant.parse("2026-01-04T08:31:20.123456Z"));
    }
}
