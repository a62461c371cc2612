package org.civichopper.localcloud.socrata;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.civichopper.localcloud.LocalCloudException;

/// A city's Socrata on loopback: it answers as the real one does, as far as reading all rows of a
/// data set, or what changed in it, needs. On order it misbehaves as the real one does, too.
public final class LocalSocrata implements AutoCloseable {

    private static final int KEPT = 100_000;

    private final Manners manners;
    private final Catalog catalog;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Orders orders = new Orders();
    private final Deque<Asked> asked = new ArrayDeque<>();
    private final AtomicLong turns = new AtomicLong();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    private LocalSocrata(Manners manners, Catalog catalog, HttpServer server) {
        this.manners = manners;
        this.catalog = catalog;
        this.server = server;
    }

    public static LocalSocrata start(List<DataSet> sets) {
        return start(Manners.usual(), sets);
    }

    /// @throws LocalCloudException when a file is not what a [DataSet] should have, or the port is
    ///   taken
    public static LocalSocrata start(Manners manners, List<DataSet> sets) {
        var catalog = new Catalog(manners);
        sets.forEach(catalog::put);
        try {
            var loopback =
                    new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), manners.port());
            var socrata = new LocalSocrata(manners, catalog, HttpServer.create(loopback, 0));
            socrata.server.setExecutor(socrata.threads);
            socrata.server.createContext("/", socrata::handle);
            socrata.server.start();
            return socrata;
        } catch (IOException e) {
            throw new LocalCloudException(
                    "cannot serve data sets at 127.0.0.1, port %d: %s".formatted(manners.port(), e),
                    e);
        }
    }

    /// Where it stands, with the prefix: what a loader is given as the source.
    public String url() {
        return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), manners.prefix());
    }

    /// Adds a data set, or puts another version in the place of the one with this id. Answers that
    /// are being sent stay what they were; a reader that goes on behind an `:id` of the version
    /// before goes on where that row was.
    public void put(DataSet set) {
        catalog.put(set);
    }

    public void remove(String id) {
        catalog.remove(id);
    }

    /// From now on answers these requests so. Of several orders for one request the first counts.
    public void misbehave(Predicate<Asked> which, Misdeed what) {
        misbehave(which, what, Integer.MAX_VALUE);
    }

    /// Answers the next so many of these requests so.
    public void misbehave(Predicate<Asked> which, Misdeed what, int times) {
        orders.misbehave(which, what, 1, times);
    }

    /// Answers only the nth of these requests so, counted from 1.
    public void misbehaveAt(int nth, Predicate<Asked> which, Misdeed what) {
        orders.misbehave(which, what, nth, 1);
    }

    /// Forgets what was ordered to go wrong.
    public void behave() {
        orders.behave();
    }

    /// Before the nth of these requests, counted from 1, is answered: `what`, once.
    public void before(int nth, Predicate<Asked> which, Runnable what) {
        orders.before(which, nth, what);
    }

    /// What was asked, in the order in which it came: the last 100,000.
    public List<Asked> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
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
                            exchange.getRequestHeaders());
            note(request);
            orders.happenings(request).forEach(Runnable::run);
            long turn = turns.getAndIncrement();
            exchange.getResponseHeaders().set("X-Socrata-RequestId", "local" + turn);
            answer(new Wire(exchange, request), request, turn);
        } finally {
            open.decrementAndGet();
        }
        exchange.close();
    }

    private void note(Asked request) {
        synchronized (asked) {
            asked.add(request);
            if (asked.size() > KEPT) {
                asked.remove();
            }
        }
    }

    private void answer(Wire wire, Asked request, long turn) throws IOException {
        var misdeed = orders.misdeed(request);
        if (misdeed.isEmpty()) {
            wire.send(catalog.reply(request, turn));
            return;
        }
        switch (misdeed.get()) {
            case Misdeed.Status(var code, var headers, var body) ->
                    wire.send(Reply.of(code, headers, body));
            case Misdeed.Redirect(var code, var location) ->
                    wire.send(Reply.of(code, Map.of("Location", location), ""));
            case Misdeed.EmptyAnswer() ->
                    wire.send(catalog.reply(request, turn, query -> query.atMost(0)));
            case Misdeed.PageCap(var rows) ->
                    wire.send(catalog.reply(request, turn, query -> query.atMost(rows)));
            case Misdeed.FalseHeaders(var headers) ->
                    wire.send(catalog.reply(request, turn).with(headers));
            case Misdeed.CutBody(var bytes, var framing) ->
                    wire.cut(catalog.reply(request, turn), bytes, framing);
            case Misdeed.Stall(var bytes) ->
                    wire.stall(catalog.reply(request, turn), bytes, closed);
            case Misdeed.Silence() -> wire.keepSilent(closed);
            case Misdeed.Reset() -> throw new IOException("closed without an answer, as ordered");
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
