package org.civichopper.uploader.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveProgressTest {

    private final StringWriter screen = new StringWriter();

    @Test
    void theLineOfALargeBacklogFitsIntoEightyColumns() {
        try (var progress = new LiveProgress(new PrintWriter(screen), true)) {
            progress.sent();
            progress.show(1_000_000_000, Optional.of(Instant.EPOCH));
        }
        var line = screen.toString().split("\\r\u001b\\[K")[1];
        assertThat(line)
                .startsWith("hopper: 1000000001 found, 1 sent, 1000000000 waiting (")
                .hasSizeLessThan(80);
    }

    @Test
    void elsewhereNothingIsDrawn() {
        try (var progress = new LiveProgress(new PrintWriter(screen), false)) {
            progress.show(1, Optional.empty());
            progress.say("the queue answers again");
        }
        assertThat(screen).hasToString("hopper: the queue answers again" + System.lineSeparator());
    }
}
