package org.civichopper.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final StringWriter shown = new StringWriter();
    private long nanos;

    @Test
    void aTerminalSeesOneLineThatRenewsItself() {
        try (var progress = progress(OptionalInt.of(80))) {
            progress.found(10);
            later(200);
            progress.done();
            progress.done(); // too soon to show
            later(300);
            progress.done();
        }
        assertThat(shown)
                .hasToString(
                        "\r\u001b[K[###...........................] 1 of 10 sent, 0 failed, 5/s"
                                + "\r\u001b[K[#########.....................] 3 of 10 sent, 0 failed, 6/s"
                                + "\r\u001b[K");
    }

    @Test
    void aFailureStandsAboveTheLine() {
        try (var progress = progress(OptionalInt.of(80))) {
            progress.found(2);
            later(1_000);
            progress.done();
            progress.failed("de/bill_1.json: too big");
        }
        assertThat(shown)
                .hasToString(
                        "\r\u001b[K[###############...............] 1 of 2 sent, 0 failed, 1/s"
                                + "\r\u001b[Kde/bill_1.json: too big\n");
    }

    @Test
    void aNarrowTerminalSeesALineThatFits() {
        for (var columns : List.of(60, 40, 20)) {
            try (var progress = progress(OptionalInt.of(columns))) {
                progress.found(100_000);
                later(1_000);
                progress.done();
            }
        }
        assertThat(shown.toString().split("\r\u001b\\[K"))
                .containsExactly(
                        "",
                        "[.........................] 1 of 100000 sent, 0 failed, 1/s",
                        "",
                        "[.....] 1 of 100000 sent, 0 failed, 1/s",
                        "",
                        "1 of 100000 sent, …");
    }

    @Test
    void elsewhereThereIsAPlainLineEveryFewSeconds() {
        try (var progress = progress(OptionalInt.empty())) {
            progress.found(1_000);
            for (var document = 0; document < 120; document++) {
                later(100);
                progress.done();
            }
        }
        assertThat(shown)
                .hasToString("50 of 1000 sent, 0 failed, 10/s\n100 of 1000 sent, 0 failed, 10/s\n");
    }

    private Progress progress(OptionalInt columns) {
        return new Progress(new PrintWriter(shown), "sent", columns, () -> nanos);
    }

    private void later(long millis) {
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
