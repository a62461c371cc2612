package org.civichopper.uploader.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.civichopper.uploader.command.LiveProgress.Audience;
import org.junit.jupiter.api.Test;

class LiveProgressTest {

    private final StringWriter screen = new StringWriter();
    private long seconds;

    @Test
    void theLineOfALargeBacklogFitsIntoEightyColumns() {
        try (var progress = seenBy(Audience.TERMINAL)) {
            progress.sent();
            progress.show(1_000_000_000, Optional.of(Instant.EPOCH));
        }
        var line = screen.toString().split("\\r\u001b\\[K")[1];
        assertThat(line)
                .startsWith("hopper: 1000000001 found, 1 sent, 1000000000 waiting (")
                .hasSizeLessThan(60);
    }

    @Test
    void elsewhereNothingIsDrawn() {
        try (var progress = seenBy(Audience.NOBODY)) {
            progress.show(1, Optional.empty());
            progress.say("the queue answers again");
        }
        assertThat(screen).hasToString("hopper: the queue answers again" + System.lineSeparator());
    }

    @Test
    void besideSomebodyElseItSaysWholeLinesTenSecondsApartAndOnlyWhatIsNew() {
        try (var progress = seenBy(Audience.SHARED_TERMINAL)) {
            progress.sent();
            progress.show(1, Optional.empty());
            seconds = 10;
            progress.show(1, Optional.empty());
            progress.show(1, Optional.empty());
            seconds = 20;
            progress.show(1, Optional.empty());
        }
        assertThat(screen)
                .hasToString(
                        "hopper: 2 found, 1 sent, 1 waiting, 0 failed, 0/s"
                                + System.lineSeparator());
    }

    private LiveProgress seenBy(Audience audience) {
        return new LiveProgress(
                new PrintWriter(screen), audience, 60, () -> TimeUnit.SECONDS.toNanos(seconds));
    }
}
