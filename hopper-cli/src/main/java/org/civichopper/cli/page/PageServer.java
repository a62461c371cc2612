package org.civichopper.cli.page;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.civichopper.cli.failures.Replay;
import org.civichopper.cli.page.PageConfig.Port;
import org.civichopper.cli.status.StatusReader;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.database.DatabaseUrl;

/// Serves the page until it is closed. It reads the database, the queue and the bucket only while
/// somebody looks, and once for all who do.
public final class PageServer implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);
    private static final int WAITING_CONNECTIONS = 64;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Sources sources;
    private final PageConfig config;

    private PageServer(HttpServer server, Sources sources, PageConfig config) {
        this.server = server;
        this.sources = sources;
        this.config = config;
        var readings = readings(sources, config.objective());
        var templates = new Templates();
        var replays = replays(readings, templates);
        var page = new Page(templates, readings, replays);
        server.createContext(
                "/",
                new PageHandler(
                        new Gate(server.getAddress(), config),
                        page,
                        new LiveStream(readings, page::parts, end),
                        new Details(sources, readings, templates),
                        replays));
        server.setExecutor(threads);
    }

    /// @param env that may name the queue and the bucket
    /// @throws CannotRunException when the port is taken, or something of the environment is wrong
    public static PageServer start(PageOptions options, DatabaseUrl url, Map<String, String> env) {
        return start(options.config(env), url, env);
    }

    static PageServer start(PageConfig config, DatabaseUrl url, Map<String, String> env) {
        var sources = Sources.open(url, env);
        try {
            requireQueue(config, sources);
            var page = new PageServer(bind(config), sources, config);
            page.server.start();
            return page;
        } catch (RuntimeException e) {
            sources.close();
            throw e;
        }
    }

    /// What a browser opens, with the token if there is one.
    public String address() {
        var bound = server.getAddress();
        var host =
                bound.getAddress().isAnyLocalAddress()
                        ? "localhost"
                        : Gate.literal(bound.getAddress());
        return "http://%s:%d/%s"
                .formatted(
                        host,
                        bound.getPort(),
                        config.token().map(token -> "?token=" + token).orElse(""));
    }

    private static void requireQueue(PageConfig config, Sources sources) {
        if (config.allowReplay() && sources.bucketAndQueue().isEmpty()) {
            throw new CannotRunException(
                    "--allow-replay: expected a bucket and a queue to put documents back into, found"
                            + " none: set S3_REALTIME_BASE and SQS_QUEUE_URL");
        }
    }

    private static Readings readings(Sources sources, Duration objective) {
        var status = new StatusReader(sources.database(), sources.inbox(), objective);
        var failures = new FailuresSeen(sources.failures(), sources.failuresWithoutDeadLetters());
        return new Readings(
                new SnapshotSource(sources.database(), sources.inbox(), status, failures),
                INTERVAL);
    }

    private Optional<ReplayDesk> replays(Readings readings, Templates templates) {
        return sources.bucketAndQueue()
                .filter(_ -> config.allowReplay())
                .map(to ->
                        new ReplayDesk(
                                readings,
                                sources.failures(),
                                new Replay(sources.database(), to),
                                templates));
    }

    private static HttpServer bind(PageConfig config) {
        try {
            return switch (config.port()) {
                case Port.Exactly(int number) -> bind(config, number);
                case Port.Preferred(int number) -> {
                    try {
                        yield bind(config, number);
                    } catch (BindException e) {
                        yield bind(config, 0);
                    }
                }
            };
        } catch (IOException e) {
            throw new CannotRunException(
                    "page: expected to listen on %s, %s, found: %s: choose another --page-port or --bind"
                            .formatted(
                                    config.address().getHostAddress(),
                                    config.port(),
                                    e.getMessage()),
                    e);
        }
    }

    private static HttpServer bind(PageConfig config, int port) throws IOException {
        return HttpServer.create(
                new InetSocketAddress(config.address(), port), WAITING_CONNECTIONS);
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
        try {
            threads.awaitTermination(LAST_ANSWERS.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sources.close();
    }
}
