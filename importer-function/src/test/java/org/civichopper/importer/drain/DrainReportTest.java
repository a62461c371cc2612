package org.civichopper.importer.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.importer.batch.Unreadable;
import org.civichopper.importer.telemetry.Batch;
import org.junit.jupiter.api.Test;

class DrainReportTest {

    @Test
    void nothingReceivedIsAllZero() {
        assertThat(new DrainReport().toMap())
                .containsExactly(
                        entry("messages", 0),
                        entry("postponed", 0),
                        entry("documents", Map.of()),
                        entry("quality", Map.of()));
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
        var report = new DrainReport();
        report.add(batch(3, 1));

        assertThat(report.toMap())
                .containsExactly(
                        entry("messages", 3),
                        entry("postponed", 1),
                        entry("documents", Map.of("rejected", 1)),
                        entry("quality", Map.of()));
    }

    private static Batch batch(int messages, int postponed) {
        return new Batch(
                messages,
                postponed,
                Map.of(),
                List.of(
                        new Unreadable(
                                "message 7",
                                Optional.empty(),
                                Optional.empty(),
                                new Outcome.Rejected("message", "JSON", "nothing"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())),
                Instant.now(),
                Map.of());
    }
}
