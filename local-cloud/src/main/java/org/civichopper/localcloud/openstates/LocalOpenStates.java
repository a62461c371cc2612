package org.civichopper.localcloud.openstates;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.civichopper.localcloud.LocalCloudException;
import org.civichopper.localcloud.Orders;

/// Open States' API on loopback: it answers as the real one does, as far as reading whole lists, or
/// what changed in them, needs. Its records may change while it serves, and on order it fails as
/// the real one does, too.
public final class LocalOpenStates implements AutoCloseable {

    private static final int NOTED = 100_000;

    static {
        // Else many an answer waits 40 ms for the reader's acknowledgement of its headers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Manners manners;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Records records = new Records();
    private final Quota quota = new Quota();
    private final Answers answers = new Answers(records, quota);
    private final Orders<Asked, Misdeed> misdeeds = new Orders<>();
    private final Orders<Asked, Runnable> happenings = new Orders<>();
    private final Deque<Asked> asked = new ArrayDeque<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    private LocalOpenStates(Manners manners, HttpServer server) {
        this.manners = manners;
        this.server = server;
        manners.keys().forEach(quota::grant);
    }

    /// On any port, with [Manners#KEY] and no limits.
    public static LocalOpenStates start() {
        return start(Manners.usual());
    }

    /// @throws LocalCloudException when the port is taken
    public static LocalOpenStates start(Manners manners) {
        try {
            var loopback =
                    new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), manners.port());
            var states = new LocalOpenStates(manners, HttpServer.create(loopback, 0));
            states.server.setExecutor(states.threads);
            states.server.createContext("/", states::handle);
            states.server.start();
            return states;
        } catch (IOException e) {
            throw new LocalCloudException(
                    "cannot serve an API at 127.0.0.1, port %d: %s".formatted(manners.port(), e),
                    e);
        }
    }

    /// Where it stands: what a loader is given as the source.
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// From now on the key is granted so much; what it has used in this minute and day is used.
    public void grant(String key, int perMinute, int perDay) {
        quota.grant(key, new Limits(perMinute, perDay));
    }

    /// Adds a record, or puts it in the place of the one with its id. It may have all that can be
    /// included; null values are not sent. A committee belongs to the jurisdiction that has its
    /// parent among its `organizations`.
    ///
    /// @throws LocalCloudException when it lacks what it is listed by; see [#garble]
    public void put(Kind kind, ObjectNode node) {
        records.put(kind, node);
    }

    public void remove(String id) {
        records.remove(id);
    }

    /// The record as it is sent now.
    public ObjectNode get(String id) {
        return records.kept(id).node();
    }

    /// The ids of all, by their name, of bills by their change.
    public List<String> ids(Kind kind) {
        return records.list(kind).stream().map(kept -> kept.place().id()).toList();
    }

    /// The ids of a session's bills, by their change.
    ///
    /// @param jurisdiction its id
    public List<String> bills(String jurisdiction, String session) {
        return records.bills(jurisdiction, session).stream()
                .map(kept -> kept.place().id())
                .toList();
    }

    public void change(String id, Consumer<ObjectNode> how) {
        records.change(id, how);
    }

    /// Changes a bill later than any other one, so that it moves to the end.
    public void edit(String id, Consumer<ObjectNode> how) {
        var now = records.lastChange().plusSeconds(1);
        records.change(
                id,
                bill -> {
                    how.accept(bill);
                    bill.put("updated_at", Place.time(now));
                });
    }

    /// Moves a bill to the end, as if it had changed just now.
    public void touch(String id) {
        edit(id, _ -> {});
    }

    /// Sends a record wrong from now on, for example without its id, in the place where it is
    /// listed.
    public void garble(String id, Consumer<ObjectNode> how) {
        records.garble(id, how);
    }

    /// From now on answers these requests so. Of several orders for one request the first counts.
    public void misbehave(Predicate<Asked> which, Misdeed what) {
        misbehave(which, what, Integer.MAX_VALUE);
    }

    /// Answers the next so many of these requests so.
    public void misbehave(Predicate<Asked> which, Misdeed what, int times) {
        misdeeds.add(which, what, 1, times);
    }

    /// Answers only the nth of these requests so, counted from 1.
    public void misbehaveAt(int nth, Predicate<Asked> which, Misdeed what) {
        misdeeds.add(which, what, nth, 1);
    }

    /// Forgets what was ordered to go wrong.
    public void behave() {
        misdeeds.clear();
    }

    /// Before the next of these requests is answered: `what`, once.
    public void before(Predicate<Asked> which, Runnable what) {
        before(1, which, what);
    }

    /// Before the nth of these requests, counted from 1, is answered: `what`, once.
    public void before(int nth, Predicate<Asked> which, Runnable what) {
        happenings.add(which, what, nth, 1);
    }

    /// What was asked, in the order in which it came: the last 100,000.
    public List<Asked> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    public void forgetAsked() {
        synchronized (asked) {
            asked.clear();
        }
    }

    /// How many requests came in one minute of the clock, when they were most.
    public int mostInAMinute() {
        return asked().stream()
                .map(each -> each.at().truncatedTo(ChronoUnit.MINUTES))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .values()
                .stream()
                .mapToInt(Long::intValue)
                .max()
                .orElse(0);
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
            var request = note(exchange);
            happenings.of(request).forEach(Runnable::run);
            answer(new Wire(exchange, request), request);
        } finally {
            open.decrementAndGet();
        }
        exchange.close();
    }

    private Asked note(HttpExchange exchange) {
        synchronized (asked) {
            var request =
                    Asked.of(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI(),
                            exchange.getRequestHeaders(),
                            manners.clock().instant());
            asked.add(request);
            if (asked.size() > NOTED) {
                asked.remove();
            }
            return request;
        }
    }

    private void answer(Wire wire, Asked request) throws IOException {
        var reply = answers.reply(request);
        var misdeed = misdeeds.firstOf(request);
        if (misdeed.isEmpty()) {
            wire.send(reply);
            return;
        }
        switch (misdeed.get()) {
            case Misdeed.Status status -> wire.send(Reply.of(status));
            case Misdeed.CutBody(var bytes) -> wire.cut(reply, bytes);
            case Misdeed.Late(var by) -> wire.sendLate(reply, by.toMillis(), closed);
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
