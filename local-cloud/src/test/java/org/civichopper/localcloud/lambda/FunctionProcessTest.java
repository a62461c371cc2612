package org.civichopper.localcloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.civichopper.localcloud.LocalCloudException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A function in a process of its own, under Lambda's runtime client.
@EnabledOnOs(value = OS.LINUX, disabledReason = "Lambda's runtime client is made for Linux only")
class FunctionProcessTest {

    private static final String HANDLER = TestFunction.class.getName() + "::handle";

    @TempDir private static Path folder;
    private static Sandbox sandbox;

    @BeforeAll
    static void deploy() throws IOException {
        sandbox = Sandbox.of(TestFunction.deployedIn(folder.resolve("code")));
    }

    @AfterAll
    static void close() {
        sandbox.close();
    }

    @Test
    void findsWhatLambdaTellsItAndNothingOfTheMachineAroundIt() throws Exception {
        try (var process = start(function(Duration.ofMinutes(1), Map.of("MINE", "yes")))) {
            var answer = returned(process.invoke("{\"do\":\"answer\"}"));

            assertThat(answer)
                    .contains("\"MINE\":\"yes\"", "\"AWS_LAMBDA_FUNCTION_MEMORY_SIZE\":\"256\"")
                    .contains("\"AWS_EXECUTION_ENV\":\"AWS_Lambda_java25\"", "\"TZ\":\":UTC\"")
                    .contains("\"LAMBDA_TASK_ROOT\":\"" + folder.resolve("code") + "\"")
                    .doesNotContain("\"HOME\"", "\"JAVA_HOME\"");
            assertThat(heap(answer))
                    .as("85 % of 256 MB, less one of two survivor spaces")
                    .isBetween(200, 218);
            assertThat(process.lastLines()).contains("asked to answer");
            assertThat(process.startTook()).isPresent();
        }
    }

    @Test
    void goesOnAfterAFailureWhichSaysTypeMessageAndTrace() throws Exception {
        try (var process = start(function(Duration.ofMinutes(1), Map.of()))) {
            assertThat(failed(process.invoke("{\"do\":\"fail\"}")))
                    .contains("\"errorMessage\":\"as asked\"", "IllegalArgumentException")
                    .contains("TestFunction.handle");

            assertThat(process.isAlive()).isTrue();
            assertThat(process.invoke("{\"do\":\"answer\"}")).isInstanceOf(Answer.Returned.class);
        }
    }

    @Test
    void isKilledWhenItsTimeIsOver() throws Exception {
        try (var never = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                var process = start(function(Duration.ofMillis(1500), Map.of()))) {
            assertThat(failed(process.invoke(waiting(never.getLocalPort()))))
                    .contains("Sandbox.Timedout", "Task timed out after 1.50 seconds");
            assertThat(process.isAlive()).isFalse();
        }
    }

    @Test
    void thatEndsByItselfIsAFailureWithItsStatus() throws Exception {
        try (var process = start(function(Duration.ofMinutes(1), Map.of()))) {
            assertThat(failed(process.invoke("{\"do\":\"exit\"}")))
                    .contains("Runtime.ExitError", "exit status 7");
        }
    }

    @Test
    void thatNeedsMoreMemoryThanItWasGivenFailsAndEnds() throws Exception {
        try (var process = start(function(Duration.ofMinutes(1), Map.of()))) {
            assertThat(failed(process.invoke("{\"do\":\"fill\"}"))).contains("OutOfMemoryError");

            assertThat(process.isAlive()).isFalse();
        }
    }

    @Test
    void thatCannotBeMadeSaysWhy() throws Exception {
        try (var process = start(function(Duration.ofMinutes(1), Map.of("REFUSES", "yes")))) {
            assertThat(failed(process.invoke("{}"))).contains("cannot be made");
        }
    }

    @Test
    void isUnpackedFromAZipAndGoesWhenItIsClosed() throws Exception {
        var zip = folder.resolve("function.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("lib/function.jar"));
            Files.copy(folder.resolve("code/lib/function.jar"), out);
        }
        var unpacked = Sandbox.of(zip);

        assertThat(unpacked.jars()).extracting(Path::getFileName).hasToString("[function.jar]");

        unpacked.close();
        assertThat(unpacked.code()).doesNotExist();
    }

    @Test
    void isNotUnpackedFromWhatIsNoZip() throws Exception {
        var text = Files.writeString(folder.resolve("function.txt"), "no zip");

        assertThatThrownBy(() -> Sandbox.of(text))
                .isInstanceOf(LocalCloudException.class)
                .hasMessageContaining("found no file in it");
    }

    private static FunctionProcess start(DeployedFunction function) {
        return FunctionProcess.start(function, new FunctionJvm.Managed(), sandbox, (_, _) -> {});
    }

    private static DeployedFunction function(Duration timeout, Map<String, String> environment) {
        return new DeployedFunction("test", HANDLER, 256, timeout, environment);
    }

    static String waiting(int port) {
        return "{\"do\":\"wait\",\"port\":\"%d\"}".formatted(port);
    }

    private static int heap(String answer) {
        return Integer.parseInt(answer.replaceAll(".*\"heap\":\"([0-9]+)\".*", "$1"));
    }

    static String returned(Answer answer) {
        return switch (answer) {
            case Answer.Returned(var json) -> json;
            case Answer.Failed(var json) -> throw new AssertionError(json);
        };
    }

    private static String failed(Answer answer) {
        return switch (answer) {
            case Answer.Returned(var json) -> throw new AssertionError(json);
            case Answer.Failed(var json) -> json;
        };
    }
}
