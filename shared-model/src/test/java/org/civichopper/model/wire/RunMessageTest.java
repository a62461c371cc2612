package org.civichopper.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.document.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunMessageTest {

    private static final Instant BEGAN = Instant.parse("2026-01-04T08:00:00Z");
    private static final Instant ENDED = Instant.parse("2026-01-04T09:30:00Z");

    private static final RunMessage FIRST =
            new RunMessage(
                    "run-7",
                    "scrapes",
                    "ocd-jurisdiction/country:us/state:de/government",
                    BEGAN,
                    Optional.empty(),
                    BEGAN);

    private static final RunMessage LAST =
            new RunMessage(
                    "run-7",
                    "scrapes",
                    "ocd-jurisdiction/country:us/state:de/government",
                    BEGAN,
                    Optional.of(
                            new RunMessage.End(
                                    ENDED,
                                    0,
                                    Map.of(Kind.BILL, 714, Kind.VOTE_EVENT, 963),
                                    Set.of(Kind.VOTE_EVENT))),
                    ENDED);

    @Test
    void whatIsWrittenIsReadAgain() {
        assertThat(RunMessage.parse(FIRST.toJson())).isEqualTo(FIRST);
        assertThat(RunMessage.parse(LAST.toJson())).isEqualTo(LAST);
    }

    @Test
    void itIsToldFromTheMessageOfADocument() {
        assertThat(RunMessage.isMeantBy(FIRST.toJson())).isTrue();
        assertThat(RunMessage.isMeantBy("{\"type\": \"run\"}")).isTrue();
        assertThat(RunMessage.isMeantBy("{\"file_path\": \"de/bill_1.json\"}")).isFalse();
        assertThat(RunMessage.isMeantBy("run")).isFalse();
    }

    @Test
    void anImporterThatKnowsNoRunsFindsNoObjectInIt() {
        assertThatThrownBy(() -> QueueMessage.parse(LAST.toJson()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("file_path: expected text, found nothing");
    }

    @ParameterizedTest
    @CsvSource({
        "run-7, '', run_id: expected text",
        "\"exit_code\":0, \"exit_code\":\"x\", exit_code: expected a number",
        "714, -1, objects.bill: expected a number from 0",
        "[\"vote_event\"], [\"vote\"], complete: expected a kind of document",
        "2026-01-04T08:00:00Z, yesterday, began_at: expected a time",
    })
    void whatCannotBeMeantIsSaid(String sound, String broken, String reason) {
        var body = LAST.toJson().replace(sound, broken);

        assertThatThrownBy(() -> RunMessage.parse(body))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(reason);
    }
}
