package org.civichopper.integration.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.civichopper.cli.sample.SampleOrder;
import org.civichopper.cli.sample.SampleScrape;
import org.civichopper.integration.ReferenceRows;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Killed again and again at moments that nobody chose, while a scrape and its next version come
/// mixed together, the function ends with the newest version of everything.
///
/// `-Dhopper.attack=long` kills more often and sends more documents; `-Dhopper.attack.seed=N` sends
/// them in another order and kills at other moments.
@Tag("attack")
class KillNineTest {

    private static final int BILLS = Thoroughness.of(70, 950);
    private static final int EVENTS = Thoroughness.of(6, 96);
    private static final int KILLS = Thoroughness.of(6, 60);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration LONGEST_LIFE = Duration.ofMillis(1500);
    private static final long SEED = Long.getLong("hopper.attack.seed", 9);

    private static final Map<String, String> SETTINGS =
            Map.of("HOPPER_VISIBILITY", "PT2S", "HOPPER_BATCH_SIZE", "20");

    @TempDir private Path folder;

    @Test
    void aFunctionThatIsKilledAgainAndAgainLosesAndDoublesNothing() throws Exception {
        var scrapes = List.of(scrape(1), scrape(2));
        var delivered = new HashSet<Delivered>();
        scrapes.forEach(scrape -> delivered.addAll(Delivered.all(scrape)));
        var newest = ReferenceRows.of(scrapes);
        try (var site = Site.open(SETTINGS)) {
            killWhileDelivering(site, scrapes);
            assertThat(site.count("hopper.receipt")).as("done between the kills").isPositive();

            site.drain(LONGEST);
            Aftermath.check(Attack.KILLED, KILLS, site, delivered, newest);

            scrapes.forEach(site::deliverAll);
            site.drain(LONGEST);
            Aftermath.check(Attack.AGAIN, 1, site, delivered, newest);
        } catch (AssertionError e) {
            throw new AssertionError("seed " + SEED + ": " + e.getMessage(), e);
        }
    }

    private static void killWhileDelivering(Site site, List<Map<String, byte[]>> scrapes)
            throws InterruptedException {
        var env = new HashMap<>(site.env());
        env.putAll(SETTINGS);
        var random = new Random(SEED);
        var documents = new ArrayList<Map.Entry<String, byte[]>>();
        scrapes.forEach(scrape -> documents.addAll(scrape.entrySet()));
        Collections.shuffle(documents, random);
        for (int kill = 0; kill < KILLS; kill++) {
            documents
                    .subList(part(documents, kill), part(documents, kill + 1))
                    .forEach(document -> site.deliver(document.getKey(), document.getValue()));
            ChildFunction.killAfter(
                    Duration.ofMillis(random.nextLong(LONGEST_LIFE.toMillis())), env);
        }
    }

    private static int part(List<?> documents, int number) {
        return documents.size() * number / KILLS;
    }

    private Map<String, byte[]> scrape(int revision) throws IOException {
        var order = new SampleOrder("de", BILLS, BILLS, EVENTS, SEED, revision, Optional.empty());
        var scrape = SampleScrape.write(order, folder.resolve("revision" + revision));
        assertThat(scrape.changed()).hasSizeGreaterThanOrEqualTo(revision - 1);
        var documents = new TreeMap<String, byte[]>();
        try (var files = Files.list(scrape.folder())) {
            for (var file : files.toList()) {
                documents.put("de/" + file.getFileName(), Files.readAllBytes(file));
            }
        }
        return documents;
    }
}
