package org.civichopper.cli.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.civichopper.cli.HopperCommand;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.testing.BuiltFunction;
import org.civichopper.testing.ChildJvm;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Patience;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;

/// What a newcomer does, with the programs that a newcomer runs.
@Timeout(180)
class UpEndToEndTest {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    // So that what a killed importer held is soon back.
    private static final Map<String, String> SOON_BACK = Map.of("HOPPER_VISIBILITY", "PT5S");

    @TempDir private Path folder;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void stopWhatIsLeft() {
        started.stream().filter(Process::isAlive).forEach(Process::destroy);
    }

    @Test
    void whatWasUploadedIsReadableInSecondsAndStillThereAfterARestart() throws Exception {
        var up = up("1s");
        upload(1);
        Patience.until(LONGEST, () -> !titles().isEmpty());
        assertThat(titles()).containsExactly("An act relating to oysters, part 1");
        stop(up);

        var again = up("1s");
        assertThat(titles()).containsExactly("An act relating to oysters, part 1");
        stop(again);
    }

    @Test
    void killedUnderLoadItStartsAgainAndImportsWhatWasSent() throws Exception {
        var sent = new ConcurrentSkipListSet<String>();
        for (var kill = 1; kill <= 2; kill++) {
            var up = up("1s");
            var sender = sending(kill * 1000, sent);
            var before = sent.size();
            Patience.until(LONGEST, () -> sent.size() >= before + 40);
            up.destroyForcibly().waitFor();
            sender.join();
            Files.delete(envFile()); // which a killed one cannot do
        }

        var last = up("1s");
        Patience.until(LONGEST, () -> titles().containsAll(sent));
        stop(last);
    }

    // As a scraper does, one document after the other, until nobody answers.
    private CompletableFuture<Void> sending(int first, Set<String> sent) throws IOException {
        var site = Site.at(environment());
        return CompletableFuture.runAsync(() -> {
            try (site) {
                site.deliver(
                        DelawareScrape.JURISDICTION_KEY,
                        DelawareScrape.jurisdiction("153rd General Assembly"));
                for (var bill = first; ; bill++) {
                    site.deliver(DelawareScrape.billKey(bill), DelawareScrape.bill(bill));
                    sent.add("An act relating to oysters, part " + bill);
                }
            } catch (SdkException e) {
                // killed
            }
        });
    }

    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            disabledReason = "Lambda's runtime client is made for Linux only")
    void whatWouldBeDeployedImportsInProcessesThatAreReplacedAndLeaveNothingBehind()
            throws Exception {
        BuiltFunction.zip();
        var up = up("4s", "--as-lambda", "--memory", "512");
        Patience.until(LONGEST, () -> functions(up).findAny().isPresent());
        upload(1);
        Patience.until(LONGEST, () -> titles().size() == 1);

        var children = functions(up).toList();
        children.forEach(ProcessHandle::destroyForcibly);
        upload(2);
        Patience.until(LONGEST, () -> titles().size() == 2);

        var alive = up.descendants().toList();
        stop(up);
        assertThat(alive).noneMatch(ProcessHandle::isAlive);
        assertThat(Files.readString(folder.resolve("said-0")))
                .contains("[%d] died ".formatted(children.getFirst().pid()), "exit status 137");
    }

    private static Stream<ProcessHandle> functions(Process up) {
        return up.children()
                .filter(child -> child.info().commandLine().orElse("").contains("AWSLambda"));
    }

    private void upload(int bill) throws Exception {
        var scrape = new LinkedHashMap<String, byte[]>();
        scrape.put(
                DelawareScrape.JURISDICTION_KEY,
                DelawareScrape.bytes(DelawareScrape.jurisdiction("153rd General Assembly")));
        scrape.put(DelawareScrape.billKey(bill), DelawareScrape.bytes(DelawareScrape.bill(bill)));
        var data = folder.resolve("data-" + bill);
        DelawareScrape.write(scrape, data);
        var upload = hopper(environment(), "upload", "--realtime", data.toString());
        assertThat(upload.waitFor()).isZero();
    }

    private Process up(String every, String... further) throws IOException {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "up",
                                "--every",
                                every,
                                "--dir",
                                folder.resolve("hopper").toString()));
        arguments.addAll(List.of(further));
        var up = hopper(SOON_BACK, arguments.toArray(String[]::new));
        Patience.until(LONGEST, () -> Files.exists(envFile()) || !up.isAlive());
        assertThat(envFile()).exists();
        return up;
    }

    // A signal alone, as Ctrl-C sends one.
    private void stop(Process up) throws InterruptedException {
        up.toHandle().destroy();
        assertThat(up.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(up.exitValue()).isZero();
        assertThat(envFile()).doesNotExist();
    }

    private Process hopper(Map<String, String> environment, String... arguments)
            throws IOException {
        var builder = ChildJvm.of("1g", HopperCommand.class, List.of(arguments));
        builder.redirectOutput(folder.resolve("said-" + started.size()).toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        started.add(process);
        return process;
    }

    private Path envFile() {
        return folder.resolve("hopper/env");
    }

    private Map<String, String> environment() throws IOException {
        return Files.readAllLines(envFile()).stream()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private List<String> titles() throws SQLException, IOException {
        var url = DatabaseUrl.parse(environment().get("DATABASE_URL"));
        try (var connection = url.dataSource().getConnection();
                var statement = connection.createStatement();
                var answer = statement.executeQuery("SELECT title FROM opencivicdata_bill")) {
            var titles = new ArrayList<String>();
            while (answer.next()) {
                titles.add(answer.getString(1));
            }
            return titles;
        }
    }
}
