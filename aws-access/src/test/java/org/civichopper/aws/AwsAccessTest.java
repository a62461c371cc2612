package org.civichopper.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.sync.RequestBody;

class AwsAccessTest {

    private static final Map<String, String> KEYS =
            Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "hush");

    private record Put(Headers headers, String body) {}

    /// A store that knows neither chunks nor trailing checksums keeps whatever comes.
    @Test
    void anObjectReachesThePlainestServerAsNothingButItsBytes() throws Exception {
        BlockingQueue<Put> puts = new LinkedBlockingQueue<>();
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    var body =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    puts.add(new Put(exchange.getRequestHeaders(), body));
                    exchange.getResponseHeaders().set("ETag", "\"1\"");
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
        var endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
        try (var s3 = AwsAccess.from(with("AWS_ENDPOINT_URL", endpoint)).s3()) {
            s3.putObject(
                    put -> put.bucket("bucket").key("de/bill_1.json"),
                    RequestBody.fromString("{\"a\": 1}"));
        } finally {
            server.stop(0);
        }

        var put = puts.take();
        assertThat(put.body()).isEqualTo("{\"a\": 1}");
        assertThat(put.headers().keySet().stream().map(String::toLowerCase))
                .doesNotContain(
                        "content-encoding",
                        "x-amz-trailer",
                        "x-amz-decoded-content-length",
                        "expect");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_REGION", "AWS_DEFAULT_REGION"})
    void theRegionHasTwoNames(String name) {
        var env = new HashMap<>(KEYS);
        env.put(name, "eu-north-1");
        try (var sqs = AwsAccess.from(env).sqs()) {
            assertThat(sqs.serviceClientConfiguration().region()).hasToString("eu-north-1");
        }
    }

    @Test
    void aServiceEndpointGoesBeforeTheCommonOne() {
        var env = with("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
        env.put("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:2");
        var access = AwsAccess.from(env);
        assertThat(access.endpoint("AWS_ENDPOINT_URL_S3"))
                .contains(URI.create("http://127.0.0.1:2"));
        assertThat(access.endpoint("AWS_ENDPOINT_URL_SQS"))
                .contains(URI.create("http://127.0.0.1:1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_SQS"})
    void anEndpointIsAnAddress(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AwsAccess.from(with(name, "localhost:9000")))
                .withMessage(
                        name
                                + ": expected an http:// or https:// address, found \"localhost:9000\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"})
    void halfOfAPairOfKeysIsNone(String without) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AwsAccess.from(with(without, "")))
                .withMessageContaining("half of the AWS credentials: set AWS_ACCESS_KEY_ID");
    }

    @Test
    void aTokenBelongsToItsKeys() {
        var keys = AwsAccess.from(with("AWS_SESSION_TOKEN", "token")).credentials();

        assertThat(keys.resolveCredentials())
                .isEqualTo(AwsSessionCredentials.create("id", "hush", "token"));
    }

    @Test
    void aSecretNeverShowsInText() {
        assertThat(AwsAccess.from(with("AWS_SESSION_TOKEN", "hushhush")).toString())
                .doesNotContain("hush");
    }

    private static Map<String, String> with(String name, String value) {
        var env = new HashMap<>(KEYS);
        env.put("AWS_REGION", "us-east-1");
        env.put(name, value);
        return env;
    }
}
