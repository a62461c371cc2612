package org.civichopper.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.civichopper.cli.HopperCommand;
import org.civichopper.testing.Said;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The command: what it prints, and what its exit code says.
@Execution(ExecutionMode.CONCURRENT)
@Timeout(120)
class StatusCommandTest {

    private static final String POISON = "de/bill_00000000-e947-11f0-8633-000000000001.json";

    private Site site;

    @BeforeEach
    void open() {
        site = Site.open();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void whereAllIsWellItEndsWithZero() {
        var ran = status(url());

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out()).contains(": all is well").contains("SQS_QUEUE_URL is not set");
    }

    @Test
    void whereSomethingNeedsAPersonItEndsWithThreeAndSaysWhat() {
        site.deliver(POISON, "An act relating to oysters");
        site.tick();

        var ran = status(url());

        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.out())
                .contains("! 1 document rejected in 24 h; r1: document: expected JSON")
                .contains("hopper failures")
                .contains("docs/runbook.md#rejected");
    }

    @Test
    void withoutTheDatabaseItShowsQueueAndBucketAndWhereToRead() throws Exception {
        var nowhere = "postgresql://nobody@127.0.0.1:9/nowhere";

        var ran = status(nowhere);

        assertThat(ran.exitCode()).isOne();
        assertThat(ran.out())
                .contains("THE DATABASE DID NOT ANSWER")
                .contains("docs/runbook.md#database")
                .contains("queue           not known: SQS_QUEUE_URL is not set");
        var json = new JsonMapper().readTree(status(nowhere, "--json").out());
        assertThat(json.path("runbook").asText()).isEqualTo("docs/runbook.md#database");
        assertThat(json.path("error").asText()).contains("127.0.0.1");
        assertThat(json.at("/queue/not_configured").asText()).isEqualTo("SQS_QUEUE_URL");
    }

    @Test
    void machinesGetOneObject() throws Exception {
        site.deliver(POISON, "An act relating to oysters");
        site.tick();

        var ran = status(url(), "--json");

        assertThat(ran.exitCode()).isEqualTo(3);
        var json = new JsonMapper().readTree(ran.out());
        assertThat(json.at("/concerns/0/cause").asText()).isEqualTo("rejected");
        assertThat(json.at("/queue/not_configured").asText()).isEqualTo("SQS_QUEUE_URL");
        assertThat(json.at("/rejected/newest/file").asText()).isEqualTo(POISON);
        assertThat(json.at("/documents/0/documents").asInt()).isEqualTo(1);
        assertThat(json.at("/last_batch/documents").asInt()).isEqualTo(1);
    }

    @Test
    void withoutADatabaseItCannotRunAndSaysWhere() {
        var ran = status("postgresql://hopper@127.0.0.1:1/hopper");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).startsWith("hopper: postgresql://").contains("127.0.0.1:1");
    }

    @Test
    void withoutTheLedgerItSaysHowToMakeOne() throws Exception {
        site.execute("DROP SCHEMA hopper CASCADE");

        var ran = status(url());

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).contains("hopper db init");
    }

    @Test
    void whoeverWatchesSeesQueueAndBucketAgainAndAgainUntilItIsStopped() throws Exception {
        site.announce(POISON);
        var process = process("status", "--watch", "--every", "1", "--json");
        try (var out = process.inputReader()) {
            while (waiting(out) < 1) {
                // on a slow machine the queue does not answer its first question in time
            }
            site.announce("de/bill_00000000-e947-11f0-8633-000000000002.json");
            while (waiting(out) < 2) {
                // it has looked before
            }
            // As Ctrl-C does, but for those whose shell made them deaf to that.
            process.toHandle().destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static int waiting(BufferedReader out) throws IOException {
        return new JsonMapper().readTree(out.readLine()).at("/queue/waiting").asInt();
    }

    @Test
    void onATerminalEachScreenIsDrawnOverTheOneBefore() {
        var out = new StringWriter();
        try (var redraw = new Redraw(new PrintWriter(out), true)) {
            redraw.show("a long line\nanother\n");
            redraw.show("short\n");
        }

        assertThat(out.toString())
                .isEqualTo(
                        "\u001b[2J\u001b[Ha long line\u001b[K\nanother\u001b[K\n\u001b[J"
                                + "\u001b[Hshort\u001b[K\n\u001b[J"
                                + System.lineSeparator());
    }

    private String url() {
        return site.env().get("DATABASE_URL");
    }

    private static Said status(String url, String... options) {
        var arguments = new ArrayList<>(List.of("status", "--database-url", url));
        arguments.addAll(List.of(options));
        return Said.by(arguments.toArray(String[]::new));
    }

    // Of its own, for what the environment says and for the signal.
    private Process process(String... arguments) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                HopperCommand.class.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(site.env());
        return builder.start();
    }
}
