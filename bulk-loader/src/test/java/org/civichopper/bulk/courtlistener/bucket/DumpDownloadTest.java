package org.civichopper.bulk.courtlistener.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.civichopper.bulk.courtlistener.bucket.Dumpling.name;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.localcloud.bucket.Asked;
import org.civichopper.localcloud.bucket.Content;
import org.civichopper.localcloud.bucket.Misdeed;
import org.civichopper.localcloud.bucket.StoredObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is downloaded is a dump that can be loaded from there, and nothing is fetched twice.
class DumpDownloadTest {

    private static final Duration PATIENT = Duration.ofSeconds(20);

    @TempDir private Path folder;

    private final Dumpling has = new Dumpling();

    @BeforeEach
    void begin() {
        has.hasDump("2026-06-30", "2026-07-01");
    }

    @AfterEach
    void stop() {
        has.close();
    }

    private DumpDownload.Downloaded fetch(Duration patience, long keepFree, int workers)
            throws InterruptedException {
        var bucket = has.bucket(patience);
        var dump = Dumps.of(bucket).newestComplete().orElseThrow();
        has.stored.forget();
        return DumpDownload.into(
                        folder, keepFree, bucket, workers, has.manners(patience), has.progress())
                .fetch(dump, dump.manifest().orElseThrow().entries());
    }

    private DumpDownload.Downloaded fetch() throws InterruptedException {
        return fetch(PATIENT, 0, 2);
    }

    private void isWhole() throws InterruptedException, IOException {
        try (var paths = Files.list(folder)) {
            assertThat(paths.filter(path -> path.toString().contains(".part"))).isEmpty();
        }
        for (var file : has.bucket().files()) {
            assertThat(folder.resolve(file.name())).hasBinaryContent(has.bytes(file.name()));
        }
        assertThat(Dumps.of(new FolderBucket(folder)).newestComplete())
                .isEqualTo(Dumps.of(has.bucket()).newestComplete());
    }

    private List<String> keys() {
        return has.stored.asked().stream().map(Asked::key).map(key -> key.substring(10)).toList();
    }

    @Test
    void theLargestComesFirstAndTheScriptLast() throws Exception {
        var downloaded = fetch(PATIENT, 0, 1);
        assertThat(keys())
                .containsExactly(
                        "opinions-2026-06-30.csv.bz2",
                        "dockets-2026-06-30.csv.bz2",
                        "courts-2026-06-30.csv.bz2",
                        "schema-2026-07-01.sql",
                        "load-bulk-data-2026-07-01.sh");
        assertThat(downloaded.files()).isEqualTo(keys());
        assertThat(downloaded.fetched()).isEqualTo(5);
        assertThat(downloaded.bytes()).isEqualTo(has.stored.sent());
        isWhole();
    }

    @Test
    void whatIsWholeIsNotAskedForAgain() throws Exception {
        fetch();
        assertThat(fetch().fetched()).isZero();
        assertThat(has.stored.asked()).isEmpty();
        isWhole();
    }

    @Test
    void cutsEveryFewHundredKilobytesCostNothing() throws Exception {
        has.stored.misbehave(asked -> !asked.isListing(), new Misdeed.Cut(300_000));
        fetch();
        assertThat(has.stored.sent()).isLessThan(6_600_000);
        isWhole();
    }

    @Test
    void aDownloadThatWasBrokenOffGoesOn() throws Exception {
        has.stored.misbehaveAt(
                2, 99, asked -> asked.key().contains("opinions"), Misdeed.slowDown());
        has.stored.misbehaveAt(
                1, 1, asked -> asked.key().contains("opinions"), new Misdeed.Cut(2_500_000));
        assertThatThrownBy(() -> fetch(Duration.ofMillis(300), 0, 1))
                .isInstanceOf(LoadStopped.Paused.class);
        assertThat(folder.resolve(name("opinions", "2026-06-30"))).doesNotExist();
        assertThat(folder.resolve("load-bulk-data-2026-07-01.sh")).doesNotExist();
        has.stored.behave();
        fetch();
        assertThat(has.stored.sent()).isLessThan(3_700_000);
        isWhole();
    }

    @Test
    void anInterruptLeavesPartsThatGoOn() throws Exception {
        has.stored.misbehave(
                asked -> asked.key().contains("opinions"), new Misdeed.Stall(2_000_000));
        var failed = new Throwable[1];
        var thread =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                fetch();
                            } catch (InterruptedException e) {
                                failed[0] = e;
                            }
                        });
        var part = folder.resolve(name("opinions", "2026-06-30") + ".part");
        while (!Files.exists(part) || Files.size(part) < 1_500_000) {
            Thread.onSpinWait();
        }
        thread.interrupt();
        thread.join();
        assertThat(failed[0]).isInstanceOf(InterruptedException.class);
        has.stored.behave();
        fetch();
        assertThat(has.stored.sent()).isLessThan(4_600_000);
        isWhole();
    }

    @Test
    void anObjectThatChangesBeginsAnew() throws Exception {
        var key = Dumpling.PREFIX + name("opinions", "2026-06-30");
        has.stored.misbehaveAt(1, 1, asked -> asked.key().equals(key), new Misdeed.Cut(900_000));
        has.stored.before(
                2,
                asked -> asked.key().equals(key),
                () -> has.stored.put(StoredObject.of(key, new Content.Noise(2_900_000, 5))));
        fetch();
        isWhole();
    }

    @Test
    void anObjectThatBecomesNothingIsNoPartOfADump() {
        var key = Dumpling.PREFIX + name("opinions", "2026-06-30");
        has.stored.before(
                1,
                asked -> asked.key().equals(key),
                () -> has.stored.put(StoredObject.of(key, new Content.Noise(14, 5))));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(LoadStopped.Failed.class)
                .hasMessageContaining("14 bytes now");
    }

    @Test
    void whatIsDeniedEndsItInTheBucketsWords() {
        has.stored.misbehave(asked -> asked.key().contains("dockets"), Misdeed.accessDenied());
        assertThatThrownBy(this::fetch)
                .isInstanceOf(LoadStopped.Failed.class)
                .hasMessageContaining("AccessDenied");
        assertThat(folder.resolve("load-bulk-data-2026-07-01.sh")).doesNotExist();
    }

    @Test
    void aDiskThatIsFullPausesAndSaysSo() {
        assertThatThrownBy(() -> fetch(Duration.ofMillis(50), Long.MAX_VALUE >> 1, 2))
                .isInstanceOf(LoadStopped.Paused.class)
                .hasMessageContaining("make room");
        assertThat(has.said).anyMatch(line -> line.startsWith("waiting for room"));
        assertThat(has.stored.sent()).isZero();
    }
}
