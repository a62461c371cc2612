package org.civichopper.localcloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.civichopper.localcloud.LocalCloudException;
import org.junit.jupiter.api.Test;

/// A runtime client by hand.
class RuntimeApiTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void handsOnAnEventWithItsDeadlineAndReturnsTheAnswer() throws Exception {
        try (var api = RuntimeApi.start()) {
            var answer = invoke(api, "{\"tick\":1}");

            var event = next(api);
            var deadline = event.headers().firstValueAsLong("Lambda-Runtime-Deadline-Ms");
            assertThat(event.body()).isEqualTo("{\"tick\":1}");
            assertThat(Instant.ofEpochMilli(deadline.orElseThrow()))
                    .isBetween(Instant.now(), Instant.now().plus(SOON));
            post(api, "invocation/" + id(event) + "/response", "{\"messages\":0}");

            assertThat(answer.join()).isEqualTo(new Answer.Returned("{\"messages\":0}"));
        }
    }

    @Test
    void saysWhatTheFunctionThrew() throws Exception {
        try (var api = RuntimeApi.start()) {
            var answer = invoke(api, "{}");

            post(api, "invocation/" + id(next(api)) + "/error", "{\"errorMessage\":\"no\"}");

            assertThat(answer.join()).isEqualTo(new Answer.Failed("{\"errorMessage\":\"no\"}"));
        }
    }

    @Test
    void saysWhyAFunctionDidNotStart() throws Exception {
        try (var api = RuntimeApi.start()) {
            var answer = invoke(api, "{}");

            post(api, "init/error", "{\"errorMessage\":\"S3_REALTIME_BASE is not set\"}");

            assertThat(answer.join()).isInstanceOf(Answer.Failed.class);
        }
    }

    @Test
    void waitsNoLongerThanTheFunctionMay() {
        try (var api = RuntimeApi.start()) {
            assertThatThrownBy(() -> api.invoke("{}", Duration.ofMillis(50)))
                    .isInstanceOf(LocalCloudException.class)
                    .hasMessageContaining("PT0.05S");
        }
    }

    private static CompletableFuture<Answer> invoke(RuntimeApi api, String event) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return api.invoke(event, SOON);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private HttpResponse<String> next(RuntimeApi api) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address(api, "invocation/next")).build();
        return http.send(request, BodyHandlers.ofString());
    }

    private void post(RuntimeApi api, String path, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(address(api, path))
                        .POST(BodyPublishers.ofString(body))
                        .build();
        assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(202);
    }

    private static String id(HttpResponse<String> event) {
        return event.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
    }

    private static URI address(RuntimeApi api, String path) {
        var host = api.environment().get("AWS_LAMBDA_RUNTIME_API");
        return URI.create("http://" + host + "/2018-06-01/runtime/" + path);
    }
}
