package org.civichopper.integration.telling;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Takes notices as a webhook, Slack or SNS would, or fails to.
final class ReceivingServer implements AutoCloseable {

    record Post(String path, String authorization, String body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile int answer = 200;
    private volatile boolean hangs;

    ReceivingServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void answers(int status) {
        answer = status;
    }

    void hangs() {
        hangs = true;
    }

    List<Post> posts() {
        return posts;
    }

    private void handle(HttpExchange call) throws IOException {
        try (call) {
            posts.add(
                    new Post(
                            call.getRequestURI().getPath(),
                            call.getRequestHeaders().getFirst("Authorization"),
                            new String(
                                    call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            if (hangs) {
                end.await();
            }
            call.sendResponseHeaders(answer, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
