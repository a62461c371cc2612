package org.civichopper.importer.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

class AwsAccessTest {

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
        var env =
                Map.of(
                        "AWS_ENDPOINT_URL", endpoint,
                        "AWS_REGION", "us-east-1",
                        "AWS_ACCESS_KEY_ID", "hopper",
                        "AWS_SECRET_ACCESS_KEY", "hopper");
        try (var s3 = new FunctionAccess(env).openBucket()) {
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
}
