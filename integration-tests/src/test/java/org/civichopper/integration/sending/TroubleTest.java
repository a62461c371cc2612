package org.civichopper.integration.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.civichopper.integration.SmallDisk;
import org.civichopper.model.wire.QueueMessage;
import org.civichopper.testing.Fault;
import org.civichopper.testing.FaultyServer;
import org.civichopper.testing.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What goes wrong beside a scraper: its operator reads one clear line, and nothing is lost.
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
class TroubleTest {

    @TempDir private Path folder;
    private BesideScraper machine;

    @BeforeEach
    void makeScrape() throws Exception {
        machine = BesideScraper.in(folder);
    }

    @AfterEach
    void stopWhatIsLeft() {
        machine.close();
    }

    @Test
    void withoutRealtimeNothingIsCreated() throws Exception {
        var run = machine.hopper("run", "--", "true");
        assertThat(run.waitFor()).as(machine::said).isZero();
        assertThat(machine.data()).doesNotExist();

        machine.env().keySet().removeIf(name -> !name.equals("SCRAPED_DATA_DIR"));
        run = machine.hopper("run", "--", machine.scraper(0));
        assertThat(run.waitFor()).as(machine::said).isZero();
        assertThat(machine.said()).contains("would send 56 documents");
        assertThat(machine.record()).doesNotExist();
    }

    @Test
    void theSignalGoesToTheScraperAndItsExitCodeComesBack() throws Exception {
        var scraper =
                machine.script(
                        "trap 'echo caught; exit 9' TERM; echo up; while :; do sleep 0.1; done\n");
        var run = machine.hopper("run", "--realtime", "--", scraper);
        machine.untilSaid("up\n");
        run.toHandle().destroy();
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).as(machine::said).isEqualTo(9);
        assertThat(machine.said()).contains("caught", "the scraper ended with 9");
    }

    @Test
    void whoIsKilledWithItsScraperSendsTheRestTheNextTime() throws Exception {
        var scraper =
                machine.script(
                        """
                        d="$SCRAPED_DATA_DIR/wy"; mkdir -p "$d"
                        for f in %s/wy/*.json; do cp "$f" "$d"; sleep 0.05; done
                        """
                                .formatted(folder.resolve("source")));
        var run = machine.hopper("run", "--realtime", "--", scraper);
        Patience.until(BesideScraper.LONGEST, () -> machine.recorded().size() > 3);
        run.descendants().forEach(ProcessHandle::destroyForcibly);
        run.destroyForcibly().waitFor();
        var before = machine.recordLines();

        for (var document : machine.source()) {
            if (!Files.exists(machine.data().resolve("wy").resolve(document.getFileName()))) {
                machine.write(document);
            }
        }
        run = machine.hopper("upload", "--realtime", machine.data().toString());
        assertThat(run.waitFor()).as(machine::said).isZero();
        assertThat(machine.recordLines()).startsWith(before.toArray(String[]::new));
        assertThat(machine.recorded()).isEqualTo(machine.written());
        assertThat(BesideScraper.documents(machine.receive()).stream().map(QueueMessage::filePath))
                .containsAll(machine.written().stream().map(name -> "wy/" + name).toList());
    }

    @Test
    void whatAnotherHopperHoldsIsLeftToItUntilItEnds() throws Exception {
        machine.write(machine.source().getFirst());
        machine.write(jurisdiction());
        var first = machine.hopper("watch", "--realtime", machine.data().toString());
        Patience.until(BesideScraper.LONGEST, () -> machine.recorded().size() == 2);

        var run = machine.hopper("run", "--realtime", "--", machine.scraper(0));
        assertThat(run.waitFor()).as(machine::said).isZero();
        assertThat(machine.said())
                .contains("scraper: done", "sent 0 documents")
                .containsOnlyOnce("another hopper sends from it; it is left to that one");
        assertThat(machine.recorded()).isEqualTo(machine.written());

        machine.hopper("watch", "--realtime", machine.data().toString());
        machine.untilSaid("another hopper sends from it");
        first.destroyForcibly().waitFor();
        var late = machine.data().resolve("wy/bill_late.json");
        Files.copy(machine.source().getFirst(), late);
        Patience.until(BesideScraper.LONGEST, () -> machine.recorded().contains("bill_late.json"));
    }

    @Test
    void whatIsNoRegularFileIsALineAndStays() throws Exception {
        var link = machine.data().resolve("wy/bill_link.json");
        var scraper =
                machine.script(
                        """
                        d="$SCRAPED_DATA_DIR/wy"; mkdir -p "$d"; cp %s/wy/*.json "$d"
                        ln -s /proc/self/environ "$d/bill_link.json"; mkfifo "$d/bill_pipe.json"
                        ln -s "$d" "$SCRAPED_DATA_DIR/ohio"
                        """
                                .formatted(folder.resolve("source")));
        var run = machine.hopper("run", "--realtime", "--", scraper);
        assertThat(run.waitFor()).as(machine::said).isEqualTo(75);
        assertThat(machine.said())
                .contains(link + ": cannot be read: expected a regular file, found a link")
                .contains("bill_pipe.json: cannot be read: expected a regular file, found a pipe")
                .contains("ohio: not sent: expected a folder, found a link to one")
                .contains("3 stay on disk");
        assertThat(BesideScraper.documents(machine.receive())).hasSize(BesideScraper.DOCUMENTS);
    }

    @Test
    void aConnectionThatIsRefusedIsSaidOnceAndTriedAgain() throws Exception {
        var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        closed.close();
        var nowhere = "http://127.0.0.1:" + closed.getLocalPort();
        var real = machine.env().get("AWS_ENDPOINT_URL_S3");
        machine.env().put("AWS_ENDPOINT_URL_S3", nowhere);
        var run = machine.hopper("run", "--realtime", "--give-up", "3", "--", machine.scraper(0));
        assertThat(run.waitFor()).as(machine::said).isEqualTo(75);
        assertThat(machine.said().lines().filter(line -> line.contains("cannot send"))).hasSize(1);
        assertThat(machine.said())
                .contains("scraper: done", "56 stay on disk", "Connection refused");

        machine.env().put("AWS_ENDPOINT_URL_S3", real);
        run = machine.hopper("upload", "--realtime", machine.data().toString());
        assertThat(run.waitFor()).as(machine::said).isZero();
        assertThat(BesideScraper.documents(machine.receive())).hasSize(BesideScraper.DOCUMENTS);
    }

    @Test
    void aServerThatGoesInTheMiddleIsSaidOnceAndMayComeBack() throws Exception {
        for (var document : machine.source()) {
            machine.write(document);
        }
        var bucket = URI.create(machine.env().get("AWS_ENDPOINT_URL_S3"));
        var port = freePort();
        machine.env().put("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + port);
        try (var _ = FaultyServer.before(bucket, port)) {
            machine.hopper("watch", "--realtime", machine.data().toString());
            Patience.until(BesideScraper.LONGEST, () -> machine.recorded().size() == 56);
        }
        Files.writeString(jurisdictionFile(), Files.readString(jurisdictionFile()) + "\n");
        machine.untilSaid("cannot send");
        try (var _ = FaultyServer.before(bucket, port)) {
            machine.untilSaid("the bucket answers again");
            Patience.until(BesideScraper.LONGEST, () -> machine.recordLines().size() == 57);
        }
        assertThat(machine.said().lines().filter(line -> line.contains("cannot send"))).hasSize(1);
    }

    @Test
    void whatChangesOnItsWayToASlowBucketGoesOnceMoreAndSoon() throws Exception {
        for (var document : machine.source()) {
            machine.write(document);
        }
        var bucket = URI.create(machine.env().get("AWS_ENDPOINT_URL_S3"));
        try (var slow = FaultyServer.before(bucket)) {
            slow.when(put -> put.method().equals("PUT"), new Fault.Slow(Duration.ofSeconds(4)));
            machine.env().put("AWS_ENDPOINT_URL_S3", slow.endpoint());
            machine.hopper("watch", "--realtime", machine.data().toString());
            var name = jurisdiction().getFileName().toString();
            Patience.until(
                    BesideScraper.LONGEST,
                    () -> slow.seen().stream().anyMatch(put -> put.path().endsWith(name)));
            Files.writeString(jurisdictionFile(), Files.readString(jurisdictionFile()) + "\n");
            Patience.until(BesideScraper.LONGEST, () -> machine.recordLines().size() == 57);
        }
    }

    @Test
    void aFileThatCannotBeReadIsALineAndTheRestGoes() throws Exception {
        for (var document : machine.source()) {
            machine.write(document);
        }
        var large = machine.data().resolve("wy/bill_large.json");
        try (var file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength((32L << 20) + 1);
        }
        var watch = machine.hopper("watch", "--realtime", machine.data().toString());
        Patience.until(BesideScraper.LONGEST, () -> machine.recorded().size() == 56);
        machine.untilSaid("bill_large.json: cannot be read: expected at most");
        Files.delete(large);
        watch.toHandle().destroy();
        assertThat(watch.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(watch.exitValue()).as(machine::said).isZero();
        assertThat(machine.said().lines().filter(line -> line.contains("bill_large"))).hasSize(1);
    }

    @Test
    void aFullDiskIsALineAndEverythingIsSent() throws Exception {
        var mounted = SmallDisk.mount(folder.resolve("small"));
        assumeTrue(mounted.isPresent(), "SKIPPED: expected to be allowed to mount a small disk");
        try (var disk = mounted.get()) {
            var data = Files.createDirectories(disk.folder().resolve("wy"));
            for (var document : machine.source()) {
                Files.copy(document, data.resolve(document.getFileName()));
            }
            disk.fill();
            var upload = machine.hopper("upload", "--realtime", disk.folder().toString());
            assertThat(upload.waitFor()).as(machine::said).isZero();
            assertThat(machine.said()).contains("sent 56 documents");
            assertThat(machine.said().lines().filter(line -> line.contains("No space left")))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains(".hopper-sent: cannot be written", "sent again the next time");
            assertThat(BesideScraper.documents(machine.receive())).hasSize(56);
        }
    }

    private Path jurisdiction() throws Exception {
        return machine.source().stream()
                .filter(file -> file.getFileName().toString().startsWith("jurisdiction_"))
                .findFirst()
                .orElseThrow();
    }

    private Path jurisdictionFile() throws Exception {
        return machine.data().resolve("wy").resolve(jurisdiction().getFileName());
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
