package org.civichopper.integration.sending;

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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.civichopper.cli.HopperCommand;
import org.civichopper.cli.sample.SampleOrder;
import org.civichopper.cli.sample.SampleScrape;
import org.civichopper.model.wire.QueueMessage;
import org.civichopper.model.wire.RunMessage;
import org.civichopper.testing.ChildJvm;
import org.civichopper.testing.Patience;
import org.civichopper.testing.SharedCloud;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/// A scraper's machine: its folder, a scraper that is a few lines of shell, the real command in
/// processes of its own, and a bucket and a queue that nobody else has.
final class BesideScraper implements AutoCloseable {

    static final Duration LONGEST = Duration.ofSeconds(60);
    static final int DOCUMENTS = 56;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Path folder;
    private final Path data;
    private final Path source;
    private final Map<String, String> env;
    private final List<Process> started = new ArrayList<>();

    private BesideScraper(Path folder, Map<String, String> env) {
        this.folder = folder;
        this.env = env;
        data = folder.resolve("_data");
        source = folder.resolve("source");
        env.put("SCRAPED_DATA_DIR", data.toString());
    }

    static BesideScraper in(Path folder) throws IOException {
        var machine =
                new BesideScraper(
                        folder,
                        new HashMap<>(
                                SharedCloud.environment("scraper-" + NUMBER.incrementAndGet())));
        Files.createDirectory(machine.source);
        SampleScrape.write(
                new SampleOrder("wy", 30, 20, 2, 1, 1, Optional.empty()), machine.source);
        return machine;
    }

    Path folder() {
        return folder;
    }

    /// Where the scraper writes to.
    Path data() {
        return data;
    }

    /// What processes that are started from now on are told.
    Map<String, String> env() {
        return env;
    }

    /// The address of the queue as another server knows it.
    String queueUrlAt(String endpoint) {
        return endpoint + URI.create(env.get("SQS_QUEUE_URL")).getPath();
    }

    /// The documents that the scraper is going to write.
    List<Path> source() throws IOException {
        return documentsIn(source.resolve("wy"));
    }

    /// Puts a document where the scraper would.
    void write(Path document) throws IOException {
        Files.createDirectories(data.resolve("wy"));
        Files.copy(document, data.resolve("wy").resolve(document.getFileName()));
    }

    /// Bursts, slow halves, renames, by turns.
    String scraper(int exitCode) throws IOException {
        return script(
                """
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
    }

    /// A program of these lines of shell.
    String script(String lines) throws IOException {
        var script = folder.resolve("scraper.sh");
        Files.writeString(script, "#!/bin/sh\n" + lines);
        if (!script.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + script + " executable");
        }
        return script.toString();
    }

    Process hopper(String... arguments) throws IOException {
        return start(ChildJvm.of("128m", HopperCommand.class, List.of(arguments)));
    }

    Process start(ProcessBuilder builder) throws IOException {
        builder.redirectOutput(folder.resolve("said-" + (started.size() + 1)).toFile());
        builder.environment().putAll(env);
        var process = builder.start();
        started.add(process);
        return process;
    }

    void untilSaid(String text) {
        try {
            Patience.until(LONGEST, () -> said().contains(text));
        } catch (AssertionError e) {
            throw new AssertionError("expected \"" + text + "\", found:\n" + said(), e);
        }
    }

    /// All that the latest process said.
    String said() {
        return said(started.size());
    }

    private String said(int number) {
        try {
            return Files.readString(folder.resolve("said-" + number));
        } catch (IOException e) {
            return "";
        }
    }

    /// All that every process said.
    String allSaid() {
        var said = new StringBuilder();
        for (int number = 1; number <= started.size(); number++) {
            said.append(said(number));
        }
        return said.toString();
    }

    private static List<Path> documentsIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
    }

    /// The names of what lies in the scraper's folder.
    Set<String> written() throws IOException {
        return documentsIn(data.resolve("wy")).stream()
                .map(file -> file.getFileName().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The names of what the record calls sent.
    Set<String> recorded() throws IOException {
        return recordLines().stream()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    List<String> recordLines() throws IOException {
        return Files.exists(record()) ? Files.readAllLines(record()) : List.of();
    }

    Path record() {
        return data.resolve("wy/.hopper-sent");
    }

    static List<QueueMessage> documents(List<String> bodies) {
        return bodies.stream()
                .filter(body -> !RunMessage.isMeantBy(body))
                .map(QueueMessage::parse)
                .toList();
    }

    static List<RunMessage> runs(List<String> bodies) {
        return bodies.stream()
                .filter(RunMessage::isMeantBy)
                .map(RunMessage::parse)
                .sorted((one, other) -> one.sentAt().compareTo(other.sentAt()))
                .toList();
    }

    /// All that lies in the queue.
    List<String> receive() {
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

    @Override
    public void close() {
        started.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }
}
