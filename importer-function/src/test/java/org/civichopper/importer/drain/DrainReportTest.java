package org.civichopper.importer.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.importer.batch.Unreadable;
import org.junit.jupiter.api.Test;

class DrainReportTest {

    @Test
    void nothingReceivedIsAllZero() {
        assertThat(new DrainReport()).hasToString("0 messages, {}, 0 postponed, quality {}");
    }

    @Test
    void batchesAddUp() {
        var report = new DrainReport();
        report.add(batch(3, 1));
        report.add(batch(4, 0));

        assertThat(report.messages()).isEqualTo(7);
        assertThat(report.postponed()).isEqualTo(1);
        assertThat(report.outcomes()).containsExactly(entry("rejected", 2));
    }

    @Test
    void theFunctionsAnswerNamesEverything() {
        assertThat(batch(3, 1).toMap())
                .containsExactly(
                        entry("messages", 3),
                        entry("postponed", 1),
                        entry("documents", Map.of("rejected", 1)),
                        entry("quality", Map.of()));
    }

    private static DrainReport batch(int messages, int postponed) {
        var batch = new DrainReport();
        batch.messages(messages);
        batch.postponed(postponed);
        batch.add(
                Map.of(),
                List.of(
                        new Unreadable(
                                "message 7",
                                Optional.empty(),
                                Optional.empty(),
                                new Outcome.Rejected("message", "JSON", "nothing"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())));
        return batch;
    }
}
