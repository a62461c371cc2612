package org.civichopper.integration.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Small objects become large documents, more of them at once than a function of 256 MB can bear.
@Execution(ExecutionMode.CONCURRENT)
@Tag("attack")
class CrowdedMemoryTest {

    // Of so many each would be received more often than the queue bears, were it given back.
    private static final int LARGE = Thoroughness.of(4, 48);
    private static final int TEXTS = Thoroughness.of(2, 4);
    private static final int TEXT_LENGTH = 4_000_000; // the most that a document may have is 16 MB
    private static final int SOUND = 20;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @Test
    void whatIsTooMuchAtOnceIsImportedInPartsAndItsNeighboursAreNotLate() throws Exception {
        try (var site = Site.open()) {
            site.deliverSession();
            IntStream.rangeClosed(1, LARGE)
                    .forEach(number ->
                            site.deliver(
                                    DelawareScrape.billKey(number) + ".gz",
                                    DelawareScrape.gzip(
                                            DelawareScrape.bytes(large(100 + number)))));
            IntStream.rangeClosed(1, SOUND)
                    .map(number -> LARGE + number)
                    .forEach(number ->
                            site.deliver(
                                    DelawareScrape.billKey(number), DelawareScrape.bill(number)));

            ChildFunction.workUntil(
                    () -> site.count("opencivicdata_bill") == LARGE + SOUND, LONGEST, site.env());

            assertThat(site.rows("SELECT file FROM hopper.rejected")).isEmpty();
            assertThat(site.deadLetters()).isZero();
        }
    }

    private static String large(int number) {
        var abstracts =
                IntStream.range(0, TEXTS)
                        .mapToObj(text ->
                                """
                                {"note": "%d", "abstract": "%s"},\
                                """
                                        .formatted(text, "o".repeat(TEXT_LENGTH)))
                        .reduce("", String::concat);
        return DelawareScrape.bill(number)
                .replace("\"abstracts\": [", "\"abstracts\": [" + abstracts);
    }
}
