package org.civichopper.cli.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.civichopper.cli.HopperCommand;
import org.civichopper.cli.SharedCloud;
import org.civichopper.cli.attack.Fault;
import org.civichopper.cli.attack.FaultyServer;
import org.civichopper.cli.function.Patience;
import org.civichopper.cli.sample.SampleOrder;
import org.civichopper.cli.sample.SampleScrape;
import org.civichopper.model.document.Kind;
import org.civichopper.model.wire.QueueMessage;
import org.civichopper.model.wire.RunMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The real command, beside a scraper that is a few lines of shell.
@Timeout(180)
class RunCommandTest {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    @TempDir private Path folder;
    private Path data;
    private Path source;
    private Map<String, String> env;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void makeScrape(TestInfo test) throws Exception {
        data = folder.resolve("_data");
        source = folder.resolve("source");
        Files.createDirectory(source);
        SampleScrape.write(new SampleOrder("wy", 30, 20, 2, 1, 1, Optional.empty()), source);
        env =
                new HashMap<>(
                        SharedCloud.environment(
                                test.getTestMethod().orElseThrow().getName().toLowerCase()));
        env.put("SCRAPED_DATA_DIR", data.toString());
    }

    @AfterEach
    void stopWhatIsLeft() {
        started.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    @Test
    void whateverWayFilesComeEachIsSentOnceAndTheRunIsTold() throws Exception {
        var run = hopper("run", "--realtime", "--complete", "vote_event,bill", "--", scraper(0));
        assertThat(run.waitFor()).as(this::said).isZero();
        assertThat(said()).contains("scraper: done").contains("the scraper ended with 0; sent 56");

        var bodies = receive();
        var documents = documents(bodies);
        assertThat(documents).hasSize(56);
        assertThat(documents).extracting(QueueMessage::filePath).doesNotHaveDuplicates();
        var told = runs(bodies);
        assertThat(told).hasSize(2);
        assertThat(told.getFirst().end()).isEmpty();
        var end = told.getLast().end().orElseThrow();
        assertThat(end.exitCode()).isZero();
        assertThat(end.complete()).isEqualTo(Set.of(Kind.BILL, Kind.VOTE_EVENT));
        assertThat(end.objects()).containsEntry(Kind.BILL, 30).containsEntry(Kind.VOTE_EVENT, 20);
        assertThat(documents)
                .allMatch(each -> each.runId().equals(Optional.of(told.getFirst().runId())));
        assertThat(recorded()).isEqualTo(written());
    }

    @Test
    void aScraperThatCrashesGivesItsExitCodeAndNothingIsComplete() throws Exception {
        var run = hopper("run", "--realtime", "--complete", "bill", "--", scraper(7));
        assertThat(run.waitFor()).as(this::said).isEqualTo(7);
        var end = runs(receive()).getLast().end().orElseThrow();
        assertThat(end.exitCode()).isEqualTo(7);
        assertThat(end.complete()).isEmpty();
        assertThat(end.objects()).containsEntry(Kind.BILL, 30);
    }

    @Test
    @Tag("attack")
    @EnabledIfSystemProperty(named = "hopper.attack", matches = "long")
    void aBucketThatIsAwayMeansAnExitCodeOfItsOwnAndUploadSendsTheRest() throws Exception {
        var real = Map.copyOf(env);
        env.put("S3_REALTIME_BASE", "s3://nowhere");
        var run = hopper("run", "--realtime", "--complete", "bill", "--", scraper(0));
        assertThat(run.waitFor()).as(this::said).isEqualTo(75);
        assertThat(said())
                .contains("the bucket \"nowhere\" does not exist: check S3_REALTIME_BASE")
                .contains("56 stay on disk")
                .contains("hopper upload --realtime " + data);
        assertThat(runs(receive()).getLast().end().orElseThrow().complete()).isEmpty();

        env.putAll(real);
        assertThat(hopper("upload", "--realtime", data.toString()).waitFor()).isZero();
        assertThat(documents(receive())).hasSize(56);
    }

    @Test
    void bucketAndQueueMayGoAndComeBack() throws Exception {
        var real = Map.copyOf(env);
        try (var bucket = FaultyServer.before(URI.create(env.get("AWS_ENDPOINT_URL_S3")));
                var queue = FaultyServer.before(URI.create(env.get("AWS_ENDPOINT_URL_SQS")))) {
            env.put("AWS_ENDPOINT_URL_S3", bucket.endpoint());
            env.put("AWS_ENDPOINT_URL_SQS", queue.endpoint());
            var url = URI.create(env.get("SQS_QUEUE_URL"));
            env.put("SQS_QUEUE_URL", queue.endpoint() + url.getPath());
            bucket.when(_ -> true, new Fault.Refused(503, ""));
            var run = hopper("run", "--realtime", "--complete", "bill", "--", scraper(0));
            untilSaid("cannot send");
            queue.when(_ -> true, new Fault.Refused(503, ""));
            bucket.when(_ -> false, new Fault.None());
            untilSaid("the bucket answers again");
            queue.when(_ -> false, new Fault.None());
            assertThat(run.waitFor()).as(this::said).isZero();
        }
        env.putAll(real);
        var bodies = receive();
        assertThat(documents(bodies)).extracting(QueueMessage::filePath).hasSize(56);
        assertThat(runs(bodies).getLast().end().orElseThrow().complete()).contains(Kind.BILL);
    }

    @Test
    @Tag("attack")
    @EnabledIfSystemProperty(named = "hopper.attack", matches = "long")
    void whoeverIsKilledAtRandomLosesNothing() throws Exception {
        Files.createDirectories(data.resolve("wy"));
        var files = documentsIn(source.resolve("wy"));
        var round = 0;
        for (var file : files) {
            Files.copy(file, data.resolve("wy").resolve(file.getFileName()));
            if (++round % 14 == 0) {
                var sentBefore = recorded().size();
                var watch = hopper("watch", "--realtime", data.toString());
                var enough = sentBefore + ThreadLocalRandom.current().nextInt(1, 11);
                Patience.until(LONGEST, () -> recorded().size() >= enough || !watch.isAlive());
                watch.destroyForcibly().waitFor();
            }
        }
        var watch = hopper("watch", "--realtime", data.toString());
        Patience.until(
                LONGEST, () -> said().contains("watching") && recorded().size() == files.size());
        watch.toHandle().destroy();
        assertThat(watch.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(watch.exitValue()).as(this::said).isZero();

        assertThat(recorded()).isEqualTo(written());
        assertThat(recordLines()).hasSize(files.size());
        assertThat(documents(receive()).stream().map(QueueMessage::filePath))
                .containsAll(written().stream().map(name -> "wy/" + name).toList());
    }

    // Bursts, slow halves, renames, by turns.
    private String scraper(int exitCode) throws IOException {
        var script = folder.resolve("scraper.sh");
        Files.writeString(
                script,
                """
                #!/bin/sh
                d="$SCRAPED_DATA_DIR/wy"; mkdir -p "$d"; n=0
                for f in %s/wy/*.json; do
                  n=$((n+1)); b=$(basename "$f")
                  case $((n %% 3)) in
                    0) head -c 100 "$f" > "$d/$b"; sleep 0.02; tail -c +101 "$f" >> "$d/$b";;
                    1) cp "$f" "$d/.$b.tmp"; mv "$d/.$b.tmp" "$d/$b";;
                    2) cp "$f" "$d/$b";;
                  esac
                done
                echo "scraper: done"
                exit %d
                """
                        .formatted(source, exitCode));
        Files.setPosixFilePermissions(
                script, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        return script.toString();
    }

    private Process hopper(String... arguments) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx128m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                HopperCommand.class.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(folder.resolve("said").toFile());
        builder.environment().putAll(env);
        var process = builder.start();
        started.add(process);
        return process;
    }

    private void untilSaid(String text) {
        try {
            Patience.until(LONGEST, () -> said().contains(text));
        } catch (AssertionError e) {
            throw new AssertionError("expected \"" + text + "\", found:\n" + said(), e);
        }
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("said"));
        } catch (IOException e) {
            return "";
        }
    }

    private static List<Path> documentsIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
    }

    private Set<String> written() throws IOException {
        return documentsIn(data.resolve("wy")).stream()
                .map(file -> file.getFileName().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> recorded() throws IOException {
        return recordLines().stream()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> recordLines() throws IOException {
        var record = data.resolve("wy/.hopper-sent");
        return Files.exists(record) ? Files.readAllLines(record) : List.of();
    }

    private static List<QueueMessage> documents(List<String> bodies) {
        return bodies.stream()
                .filter(body -> !RunMessage.isMeantBy(body))
                .map(QueueMessage::parse)
                .toList();
    }

    private static List<RunMessage> runs(List<String> bodies) {
        return bodies.stream()
                .filter(RunMessage::isMeantBy)
                .map(RunMessage::parse)
                .sorted((one, other) -> one.sentAt().compareTo(other.sentAt()))
                .toList();
    }

    private List<String> receive() {
        var keys =
                AwsBasicCredentials.create(
                        env.get("AWS_ACCESS_KEY_ID"), env.get("AWS_SECRET_ACCESS_KEY"));
        try (var sqs =
                SqsClient.builder()
                        .endpointOverride(URI.create(env.get("AWS_ENDPOINT_URL_SQS")))
                        .region(Region.of(env.get("AWS_REGION")))
                        .credentialsProvider(StaticCredentialsProvider.create(keys))
                        .build()) {
            var bodies = new ArrayList<String>();
            for (var some = -1; some != 0; ) {
                var messages =
                        sqs.receiveMessage(receive ->
                                        receive.queueUrl(env.get("SQS_QUEUE_URL"))
                                                .maxNumberOfMessages(10))
                                .messages();
                messages.forEach(message -> bodies.add(message.body()));
                some = messages.size();
            }
            return bodies;
        }
    }
}
