package org.civichopper.bulk.tell;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who hears how a load ended.
class ToldTest {

    private final ConcurrentLinkedQueue<String> posts = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> notes = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    @BeforeEach
    void open() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    var body = exchange.getRequestBody().readAllBytes();
                    posts.add(
                            exchange.getRequestURI()
                                    + " "
                                    + new String(body, StandardCharsets.UTF_8));
                    var gone = "/gone".equals(exchange.getRequestURI().getPath());
                    exchange.sendResponseHeaders(gone ? 404 : 200, -1);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void aTopicOfTheSharedSettingIsToldOfLoadsToo() {
        var addressees =
                Addressees.parse(
                        Optional.of(
                                "slack=%s/slack,sns=arn:aws:sns:us-east-1:123456789012:told"
                                        .formatted(address())),
                        Map.of(
                                "AWS_ENDPOINT_URL_SNS", address() + "/sns",
                                "AWS_ACCESS_KEY_ID", "id",
                                "AWS_SECRET_ACCESS_KEY", "secret"));

        new Told(addressees, notes::add).tell("load 7 failed");

        assertThat(posts)
                .hasSize(2)
                .contains("/slack {\"text\":\"load 7 failed\"}")
                .anySatisfy(post ->
                        assertThat(post).startsWith("/sns ").contains("Message=load+7+failed"));
        assertThat(notes).isEmpty();
    }

    @Test
    void whoCannotBeToldIsNamedByTheHostAlone() {
        var addressees = Addressees.parse(Optional.of("webhook=" + address() + "/gone"), Map.of());

        new Told(addressees, notes::add).tell("load 7 failed");

        assertThat(List.copyOf(notes))
                .containsExactly(
                        "expected a receiver to take a notice, found: webhook at 127.0.0.1: answered 404");
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
