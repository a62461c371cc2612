package org.civichopper.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final StringWriter shown = new StringWriter();
    private long nanos;

    @Test
    void aTerminalSeesOneLineThatRenewsItself() {
        try (var progress = progress(true)) {
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
        try (var progress = progress(true)) {
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
    void elsewhereThereIsAPlainLineEveryFewSeconds() {
        try (var progress = progress(false)) {
            progress.found(1_000);
            for (var document = 0; document < 120; document++) {
                later(100);
                progress.done();
            }
        }
        assertThat(shown)
                .hasToString("50 of 1000 sent, 0 failed, 10/s\n100 of 1000 sent, 0 failed, 10/s\n");
    }

    private Progress progress(boolean terminal) {
        return new Progress(new PrintWriter(shown), "sent", terminal, () -> nanos);
    }

    private void later(long millis) {
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
