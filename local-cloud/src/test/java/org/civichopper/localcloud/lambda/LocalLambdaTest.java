package org.civichopper.localcloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Processes come when they are needed, at most two here, and go when they are told to.
@Timeout(120)
@EnabledOnOs(value = OS.LINUX, disabledReason = "Lambda's runtime client is made for Linux only")
class LocalLambdaTest {

    private static final String DO = "{\"do\":\"answer\"}";
    private static final Duration AT_ONCE = Duration.ZERO;

    private final BlockingQueue<Happening> happened = new LinkedBlockingQueue<>();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir private Path folder;
    private ServerSocket gate;
    private Sandbox sandbox;
    private LocalLambda lambda;

    @BeforeEach
    void deploy() throws IOException {
        gate = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));
        sandbox = Sandbox.of(TestFunction.deployedIn(folder));
        var function =
                new DeployedFunction(
                        "test",
                        TestFunction.class.getName() + "::handle",
                        256,
                        Duration.ofMinutes(1),
                        Map.of("AWS_ACCESS_KEY_ID", "KEY"));
        lambda = LocalLambda.start(function, sandbox, 2, happened::add);
    }

    @AfterEach
    void close() throws IOException {
        gate.close();
        lambda.close();
        sandbox.close();
        assertThat(ProcessHandle.current().descendants().filter(this::isOurs)).isEmpty();
    }

    private boolean isOurs(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains(TestFunction.class.getName());
    }

    @Test
    void anIdleProcessIsUsedAgain() throws Exception {
        lambda.invokeLater(DO, AT_ONCE);
        var first = next(Happening.Answered.class).process();
        lambda.invokeLater(DO, AT_ONCE);

        assertThat(next(Happening.Answered.class).process()).isEqualTo(first);
    }

    @Test
    void oneMoreIsStartedWhileTheOthersWorkUntilThereAreEnough() throws Exception {
        try (var one = atWork();
                var other = atWork()) {
            lambda.invokeLater(DO, AT_ONCE);
            next(Happening.Throttled.class);

            one.shutdownOutput();
            var first = next(Happening.Answered.class).process();
            other.shutdownOutput();
            assertThat(next(Happening.Answered.class).process()).isNotEqualTo(first);
        }
    }

    @Test
    void anEventMayWaitForAPlace() throws Exception {
        try (var one = atWork();
                var other = atWork()) {
            lambda.invokeLater(DO, Duration.ofMinutes(1));
            one.shutdownOutput();
            next(Happening.Answered.class);
            next(Happening.Answered.class);
            other.shutdownOutput();
        }
        next(Happening.Answered.class);
    }

    @Test
    void oneThatDiesAtWorkIsReportedWithItsLastLinesAndReplaced() throws Exception {
        lambda.invokeLater("{\"do\":\"exit\"}", AT_ONCE);

        var died = next(Happening.Died.class);
        assertThat(died.status()).isEqualTo(7);
        assertThat(died.atWork()).isTrue();
        assertThat(died.lastLines()).contains("asked to exit");
        lambda.invokeLater(DO, AT_ONCE);
        assertThat(next(Happening.Answered.class).process()).isNotEqualTo(died.process());
    }

    @Test
    void oneThatIsKilledWhileIdleIsReportedAndReplaced() throws Exception {
        lambda.invokeLater(DO, AT_ONCE);
        var first = next(Happening.Answered.class).process();
        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        var died = next(Happening.Died.class);
        assertThat(died.process()).isEqualTo(first);
        assertThat(died.status()).isEqualTo(137);
        assertThat(died.atWork()).isFalse();
        lambda.invokeLater(DO, AT_ONCE);
        assertThat(next(Happening.Answered.class).answer()).isInstanceOf(Answer.Returned.class);
    }

    @Test
    void itIsInvokedByNameThroughTheApiThatTheFunctionFinds() throws Exception {
        var answer = post("test", "RequestResponse", DO);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"AWS_ENDPOINT_URL_LAMBDA\":\"" + lambda.endpoint() + "\"");

        var failure = post("test", "RequestResponse", "{\"do\":\"fail\"}");
        assertThat(failure.headers().firstValue("X-Amz-Function-Error")).hasValue("Unhandled");
        assertThat(failure.body()).contains("as asked");

        var arn = "arn:aws:lambda:us-east-1:000000000000:function:test";
        assertThat(post(arn, "Event", DO).statusCode()).isEqualTo(202);
        assertThat(post("other", "Event", DO).statusCode()).isEqualTo(404);
    }

    @Test
    void whoAsksForAnAnswerWhileAllWorkIsRefused() throws Exception {
        try (var _ = atWork();
                var _ = atWork()) {
            assertThat(post("test", "RequestResponse", DO).statusCode()).isEqualTo(429);
        }
    }

    @Test
    void pagesOfElsewhereAndWhoHasNoKeyRunNothing() throws Exception {
        var page = request("test", DO).header("Origin", "https://evil.example").build();
        var unsigned = request("test", DO).build();

        assertThat(http.send(page, BodyHandlers.ofString()))
                .returns(403, HttpResponse::statusCode)
                .extracting(HttpResponse::body, STRING)
                .contains("Origin: expected none, or a page of this machine");
        assertThat(http.send(unsigned, BodyHandlers.ofString()))
                .returns(403, HttpResponse::statusCode)
                .extracting(HttpResponse::body, STRING)
                .contains("access key: expected AWS_ACCESS_KEY_ID");
        assertThat(happened).isEmpty();
    }

    // An invocation that has begun, and ends when this says or hears no more.
    private Socket atWork() throws IOException {
        lambda.invokeLater(FunctionProcessTest.waiting(gate.getLocalPort()), AT_ONCE);
        return gate.accept();
    }

    private HttpResponse<String> post(String function, String type, String event)
            throws IOException, InterruptedException {
        var signed = "AWS4-HMAC-SHA256 Credential=KEY/20260101/us-east-1/lambda/aws4_request";
        var request =
                request(function, event)
                        .header("X-Amz-Invocation-Type", type)
                        .header("Authorization", signed)
                        .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String function, String event) {
        var path = "/2015-03-31/functions/%s/invocations".formatted(function);
        return HttpRequest.newBuilder(URI.create(lambda.endpoint() + path))
                .POST(BodyPublishers.ofString(event));
    }

    private <H extends Happening> H next(Class<H> kind) throws InterruptedException {
        for (var each = happened.poll(60, TimeUnit.SECONDS);
                each != null;
                each = happened.poll(60, TimeUnit.SECONDS)) {
            if (kind.isInstance(each)) {
                return kind.cast(each);
            }
        }
        throw new AssertionError("expected one more " + kind.getSimpleName());
    }
}
