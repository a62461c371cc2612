package org.civichopper.integration.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.civichopper.model.document.Kind;
import org.civichopper.model.wire.QueueMessage;
import org.civichopper.testing.Fault;
import org.civichopper.testing.FaultyServer;
import org.civichopper.testing.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The real command, beside a scraper that is a few lines of shell.
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
class RunCommandTest {

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
    void whateverWayFilesComeEachIsSentOnceAndTheRunIsTold() throws Exception {
        var run =
                machine.hopper(
                        "run",
                        "--realtime",
                        "--complete",
                        "vote_event,bill",
                        "--",
                        machine.scraper(0));
        assertThat(run.waitFor()).as(machine::said).isZero();
        assertThat(machine.said())
                .contains("scraper: done")
                .contains("the scraper ended with 0; sent 56");

        var bodies = machine.receive();
        var documents = BesideScraper.documents(bodies);
        assertThat(documents).hasSize(BesideScraper.DOCUMENTS);
        assertThat(documents).extracting(QueueMessage::filePath).doesNotHaveDuplicates();
        var told = BesideScraper.runs(bodies);
        assertThat(told).hasSize(2);
        assertThat(told.getFirst().end()).isEmpty();
        var end = told.getLast().end().orElseThrow();
        assertThat(end.exitCode()).isZero();
        assertThat(end.complete()).isEqualTo(Set.of(Kind.BILL, Kind.VOTE_EVENT));
        assertThat(end.objects()).containsEntry(Kind.BILL, 30).containsEntry(Kind.VOTE_EVENT, 20);
        assertThat(documents)
                .allMatch(each -> each.runId().equals(Optional.of(told.getFirst().runId())));
        assertThat(machine.recorded()).isEqualTo(machine.written());
    }

    @Test
    void aScraperThatCrashesGivesItsExitCodeAndNothingIsComplete() throws Exception {
        var run =
                machine.hopper("run", "--realtime", "--complete", "bill", "--", machine.scraper(7));
        assertThat(run.waitFor()).as(machine::said).isEqualTo(7);
        var end = BesideScraper.runs(machine.receive()).getLast().end().orElseThrow();
        assertThat(end.exitCode()).isEqualTo(7);
        assertThat(end.complete()).isEmpty();
        assertThat(end.objects()).containsEntry(Kind.BILL, 30);
    }

    @Test
    @Tag("attack")
    @EnabledIfSystemProperty(named = "hopper.attack", matches = "long")
    void aBucketThatIsAwayMeansAnExitCodeOfItsOwnAndUploadSendsTheRest() throws Exception {
        var real = Map.copyOf(machine.env());
        machine.env().put("S3_REALTIME_BASE", "s3://nowhere");
        var run =
                machine.hopper("run", "--realtime", "--complete", "bill", "--", machine.scraper(0));
        assertThat(run.waitFor()).as(machine::said).isEqualTo(75);
        assertThat(machine.said())
                .contains("the bucket \"nowhere\" does not exist: check S3_REALTIME_BASE")
                .contains("56 stay on disk")
                .contains("hopper upload --realtime " + machine.data());
        assertThat(BesideScraper.runs(machine.receive()).getLast().end().orElseThrow().complete())
                .isEmpty();

        machine.env().putAll(real);
        assertThat(machine.hopper("upload", "--realtime", machine.data().toString()).waitFor())
                .isZero();
        assertThat(BesideScraper.documents(machine.receive())).hasSize(BesideScraper.DOCUMENTS);
    }

    @Test
    void bucketAndQueueMayGoAndComeBack() throws Exception {
        var real = Map.copyOf(machine.env());
        try (var bucket =
                        FaultyServer.before(URI.create(machine.env().get("AWS_ENDPOINT_URL_S3")));
                var queue =
                        FaultyServer.before(
                                URI.create(machine.env().get("AWS_ENDPOINT_URL_SQS")))) {
            machine.env().put("AWS_ENDPOINT_URL_S3", bucket.endpoint());
            machine.env().put("AWS_ENDPOINT_URL_SQS", queue.endpoint());
            machine.env().put("SQS_QUEUE_URL", machine.queueUrlAt(queue.endpoint()));
            bucket.when(_ -> true, new Fault.Refused(503, ""));
            var run =
                    machine.hopper(
                            "run", "--realtime", "--complete", "bill", "--", machine.scraper(0));
            machine.untilSaid("cannot send");
            queue.when(_ -> true, new Fault.Refused(503, ""));
            bucket.when(_ -> false, new Fault.None());
            machine.untilSaid("the bucket answers again");
            queue.when(_ -> false, new Fault.None());
            assertThat(run.waitFor()).as(machine::said).isZero();
        }
        machine.env().putAll(real);
        var bodies = machine.receive();
        assertThat(BesideScraper.documents(bodies))
                .extracting(QueueMessage::filePath)
                .hasSize(BesideScraper.DOCUMENTS);
        assertThat(BesideScraper.runs(bodies).getLast().end().orElseThrow().complete())
                .contains(Kind.BILL);
    }

    @Test
    @Tag("attack")
    @EnabledIfSystemProperty(named = "hopper.attack", matches = "long")
    void whoeverIsKilledAtRandomLosesNothing() throws Exception {
        var files = machine.source();
        var round = 0;
        for (var file : files) {
            machine.write(file);
            if (++round % 14 == 0) {
                var sentBefore = machine.recorded().size();
                var watch = machine.hopper("watch", "--realtime", machine.data().toString());
                var enough = sentBefore + ThreadLocalRandom.current().nextInt(1, 11);
                Patience.until(
                        BesideScraper.LONGEST,
                        () -> machine.recorded().size() >= enough || !watch.isAlive());
                watch.destroyForcibly().waitFor();
            }
        }
        var watch = machine.hopper("watch", "--realtime", machine.data().toString());
        Patience.until(
                BesideScraper.LONGEST,
                () ->
                        machine.said().contains("watching")
                                && machine.recorded().size() == files.size());
        watch.toHandle().destroy();
        assertThat(watch.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(watch.exitValue()).as(machine::said).isZero();

        assertThat(machine.recorded()).isEqualTo(machine.written());
        assertThat(machine.recordLines()).hasSize(files.size());
        assertThat(BesideScraper.documents(machine.receive()).stream().map(QueueMessage::filePath))
                .containsAll(machine.written().stream().map(name -> "wy/" + name).toList());
    }
}
