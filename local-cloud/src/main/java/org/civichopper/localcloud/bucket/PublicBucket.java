package org.civichopper.localcloud.bucket;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.civichopper.localcloud.LocalCloudException;
import org.civichopper.localcloud.Orders;

/// A bucket on loopback that all may read, without keys: it lists and serves objects as S3 does, as
/// far as a reader of large public files needs. On order it misbehaves as S3 does, too.
public final class PublicBucket implements AutoCloseable {

    private static final int PAGE = 1_000;
    private static final long EVER = Integer.MAX_VALUE;

    private final String prefix;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final NavigableMap<String, StoredObject> objects = new ConcurrentSkipListMap<>();
    private final Orders<Asked, Misdeed> misdeeds = new Orders<>();
    private final Orders<Asked, Runnable> happenings = new Orders<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    private PublicBucket(String prefix, HttpServer server) {
        this.prefix = prefix;
        this.server = server;
    }

    /// At any free port.
    public static PublicBucket start() {
        return start(0, "");
    }

    /// @param prefix of all paths, such as `/mirror`, or empty
    /// @throws LocalCloudException when the port is taken
    public static PublicBucket start(int port, String prefix) {
        try {
            var loopback = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
            var bucket = new PublicBucket(prefix, HttpServer.create(loopback, 0));
            bucket.server.setExecutor(bucket.threads);
            bucket.server.createContext("/", bucket::handle);
            bucket.server.start();
            return bucket;
        } catch (IOException e) {
            throw new LocalCloudException(
                    "cannot serve a bucket at 127.0.0.1, port %d: %s".formatted(port, e), e);
        }
    }

    /// Where it stands, with the prefix: what a reader is given as the source.
    public String url() {
        return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), prefix);
    }

    /// Adds an object, or puts it in the place of the one with this key. Answers that are being
    /// sent stay what they were.
    public void put(StoredObject object) {
        objects.put(object.key(), object);
    }

    public void put(String key, byte[] bytes) {
        put(StoredObject.of(key, new Content.Bytes(bytes)));
    }

    /// Adds the files of a folder and of those in it, with their paths below it as keys.
    public void putAll(Path folder) {
        try (var files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .forEach(file ->
                            put(
                                    StoredObject.of(
                                            folder.relativize(file).toString().replace('\\', '/'),
                                            new Content.InFile(file))));
        } catch (IOException e) {
            throw new LocalCloudException("cannot read %s: %s".formatted(folder, e), e);
        }
    }

    public StoredObject get(String key) {
        return objects.get(key);
    }

    public void remove(String key) {
        objects.remove(key);
    }

    /// From now on answers these requests so. Of several orders for one request the first counts.
    public void misbehave(Predicate<Asked> which, Misdeed what) {
        misdeeds.add(which, what, 1, EVER);
    }

    /// Answers so many of these requests so, from the nth on, counted from 1.
    public void misbehaveAt(int nth, int times, Predicate<Asked> which, Misdeed what) {
        misdeeds.add(which, what, nth, times);
    }

    /// Forgets what was ordered to go wrong.
    public void behave() {
        misdeeds.clear();
    }

    /// Before the nth of these requests, counted from 1, is answered: `what`, once.
    public void before(int nth, Predicate<Asked> which, Runnable what) {
        happenings.add(which, what, nth, 1);
    }

    /// What was asked, in the order in which it came.
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /// How many bytes of objects were sent.
    public long sent() {
        return sent.get();
    }

    /// Forgets what was asked and sent.
    public void forget() {
        asked.clear();
        sent.set(0);
    }

    /// How many requests were open at once, when they were most.
    public int mostOpen() {
        return mostOpen.get();
    }

    // An exception that leaves this method makes the server close the connection, and a body that
    // was begun stays without its end: `exchange` is closed only after a whole answer.
    private void handle(HttpExchange exchange) throws IOException {
        mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
        try {
            var request =
                    Asked.of(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI(),
                            prefix,
                            exchange.getRequestHeaders());
            asked.add(request);
            happenings.firstOf(request).ifPresent(Runnable::run);
            answer(new Wire(exchange, sent, closed), request);
        } finally {
            open.decrementAndGet();
        }
        exchange.close();
    }

    private void answer(Wire wire, Asked request) throws IOException {
        var misdeed = misdeeds.firstOf(request);
        if (misdeed.isPresent() && misdeed.get() instanceof Misdeed.Status status) {
            wire.send(status);
        } else if (!request.method().equals("GET")) {
            wire.send(Misdeed.error(405, "MethodNotAllowed", "Only GET is known here."));
        } else if (request.isListing()) {
            list(wire, request);
        } else {
            var object = objects.get(request.key());
            if (object == null) {
                wire.send(Misdeed.error(404, "NoSuchKey", "The specified key does not exist."));
            } else {
                wire.send(request, object, misdeed);
            }
        }
    }

    private void list(Wire wire, Asked request) throws IOException {
        var most = request.parameter("max-keys");
        try {
            wire.sendXml(
                    Listing.page(
                            objects,
                            request.parameter("prefix"),
                            request.parameter("continuation-token"),
                            most.isEmpty() ? PAGE : Math.min(PAGE, Integer.parseInt(most))));
        } catch (IllegalArgumentException e) {
            wire.send(Misdeed.error(400, "InvalidArgument", e.getMessage()));
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
