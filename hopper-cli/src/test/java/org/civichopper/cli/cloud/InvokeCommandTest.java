package org.civichopper.cli.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.civichopper.cli.HopperCommand;
import org.civichopper.testing.BuiltFunction;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// One invocation, as a person at a terminal sees it.
@EnabledOnOs(value = OS.LINUX, disabledReason = "Lambda's runtime client is made for Linux only")
class InvokeCommandTest {

    private static final String TICK = "../events/tick.json";

    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void theAnswerIsOnStdoutAndEverythingElseIsNot() throws Exception {
        var zip = BuiltFunction.zip();
        try (var site = Site.open()) {
            site.deliverAll(DelawareScrape.documents());

            var exitCode = invoke(site.env(), "--artifact", zip.toString());

            assertThat(exitCode).as(err.toString()).isZero();
            var answer = new JsonMapper().readTree(out.toString());
            assertThat(answer.path("messages").asInt()).isEqualTo(DelawareScrape.DOCUMENTS);
            assertThat(err).asString().contains("invoking with what", "of 1769 MB used");
            assertThat(site.count("opencivicdata_bill")).isEqualTo(DelawareScrape.BILLS);
        }
    }

    @Test
    void forMachinesItIsOneObjectWithTimesAndMemory() throws Exception {
        BuiltFunction.zip();
        try (var site = Site.open()) {
            assertThat(invoke(site.env(), "--json", "--memory", "512")).isZero();

            var object = new JsonMapper().readTree(out.toString());
            assertThat(object.at("/answer/messages").asInt()).isZero();
            assertThat(object.path("memory_mb").asInt()).isEqualTo(512);
            assertThat(object.path("most_memory_mb").asInt()).isBetween(1, 512);
            assertThat(object.path("start_seconds").asDouble()).isPositive();
        }
    }

    @Test
    void aFailureIsReadable() throws Exception {
        BuiltFunction.zip();
        var env =
                Map.of(
                        "S3_REALTIME_BASE", "http://nothing",
                        "SQS_QUEUE_URL", "http://127.0.0.1:1/queue",
                        "DATABASE_URL", "postgresql://127.0.0.1:1/nowhere");

        assertThat(invoke(env)).isEqualTo(1);

        assertThat(out).asString().isEmpty();
        assertThat(err)
                .asString()
                .contains(
                        "hopper: the function failed: java.lang.IllegalArgumentException:"
                                + " S3_REALTIME_BASE: expected s3:// and the name of a bucket, without a"
                                + " folder, found \"http://nothing\"");
    }

    @Test
    void oneThatTakesTooLongIsKilled() throws Exception {
        BuiltFunction.zip();
        try (var silent = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                var site = Site.open()) {
            var env = new HashMap<>(site.env());
            var address = "127.0.0.1:" + silent.getLocalPort();
            env.put("DATABASE_URL", "postgresql://hopper@" + address + "/hopper");

            assertThat(invoke(env, "--timeout", "1s", "--json")).isEqualTo(1);

            assertThat(err).asString().contains("Task timed out after 1.00 seconds");
            assertThat(out).asString().contains("\"errorType\":\"Sandbox.Timedout\"");
        }
    }

    @Test
    void whatIsNotBuiltIsNamedWithTheCommandThatBuildsIt() throws Exception {
        var nothing = folder.resolve("function.zip").toString();

        assertThat(invoke(Map.of(), "--artifact", nothing)).isEqualTo(1);

        assertThat(err).asString().contains("expected the built function at " + nothing, "./mvnw");
    }

    @Test
    void withoutACloudItSaysHowToStartOne() {
        var exitCode =
                HopperCommand.commandLine()
                        .setErr(new PrintWriter(err))
                        .execute("invoke", "-e", TICK, "--dir", folder.toString());

        assertThat(exitCode).isEqualTo(1);
        assertThat(err).asString().contains(folder + "/env", "hopper up", "--env-file");
    }

    @Test
    void memoryIsWhatLambdaGives() throws Exception {
        assertThat(invoke(Map.of(), "--memory", "12")).isEqualTo(2);

        assertThat(err).asString().contains("from 128 to 10240, found '12'");
    }

    private int invoke(Map<String, String> env, String... further) throws IOException {
        var file = new EnvironmentFile(folder.resolve("function.env"));
        file.write(env);
        var arguments =
                new ArrayList<>(
                        List.of("invoke", "-e", TICK, "--env-file", file.path().toString()));
        arguments.addAll(List.of(further));
        return HopperCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
    }
}
