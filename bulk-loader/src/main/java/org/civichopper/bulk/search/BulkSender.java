package org.civichopper.bulk.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.civichopper.bulk.ledger.Reject;
import org.civichopper.bulk.run.LoadStopped;

/// Brings documents into one index, several bulks at once, and reads what became of each. What the
/// server cannot take just now is sent again; a document that came twice stands once, because its
/// id goes along. Documents come from one thread.
final class BulkSender implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int MOST_REFUSED = 100_000;
    private static final int WITH_TEXT = 1_000;

    private final SearchClient client;
    private final String index;
    private final int atOnce;
    private final BlockingQueue<Bulk> free;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<RuntimeException> stopped = new AtomicReference<>();
    private final List<Reject> refused = new ArrayList<>();
    private Bulk filling = new Bulk();
    private long sent;

    BulkSender(SearchClient client, String index, int atOnce) {
        this.client = client;
        this.index = index;
        this.atOnce = atOnce;
        free = new ArrayBlockingQueue<>(atOnce);
        for (var number = 0; number < atOnce; number++) {
            free.add(new Bulk());
        }
    }

    /// Waits while as many bulks are under way as may be.
    ///
    /// @throws LoadStopped where one of them could not be sent
    void add(String id, Bulk.Fields fields) throws InterruptedException {
        filling.add(id, fields);
        sent++;
        if (filling.isFull()) {
            send();
        }
    }

    private void send() throws InterruptedException {
        var full = filling;
        full.end();
        filling = free.take();
        threads.submit(() -> deliver(full));
        throwIfStopped();
    }

    /// Waits until all documents are answered for.
    ///
    /// @return those that the server refused
    List<Reject> finish() throws InterruptedException {
        if (filling.documents() > 0) {
            send();
        }
        for (var number = 0; number < atOnce; number++) {
            free.take();
        }
        throwIfStopped();
        synchronized (refused) {
            return List.copyOf(refused);
        }
    }

    /// How many documents came.
    long sent() {
        return sent;
    }

    private void throwIfStopped() {
        if (stopped.get() != null) {
            throw stopped.get();
        }
    }

    private void deliver(Bulk bulk) {
        try {
            if (stopped.get() == null) {
                untilTaken(bulk);
            }
        } catch (RuntimeException e) { // thrown anew in the thread that brings documents
            stopped.compareAndSet(null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // whoever closed this does not wait for it
        } finally {
            bulk.clear();
            free.add(bulk);
        }
    }

    private void untilTaken(Bulk bulk) throws InterruptedException {
        var pauses = client.pauses();
        while (bulk.documents() > 0) {
            var call = call(bulk);
            switch (client.once(call, LONGEST)) {
                case Answer.Whole(var json) -> {
                    var before = bulk.documents();
                    var why = take(bulk, json);
                    if (bulk.documents() < before) {
                        pauses = client.pauses(); // it goes on
                    }
                    if (bulk.documents() > 0) {
                        client.pause(call, pauses, Answer.notNow(why));
                    }
                }
                case Answer.Refused no -> throw client.failed(call, no);
                case Answer.NotNow later -> client.pause(call, pauses, later);
            }
        }
    }

    private Call call(Bulk bulk) {
        return new Call(
                "POST",
                index + "/_bulk?filter_path=errors,items.*.status,items.*.error",
                "application/x-ndjson",
                bulk.bytes(),
                bulk.length());
    }

    // Leaves in the bulk what is to be sent again, and says why.
    private String take(Bulk bulk, JsonNode answer) {
        var items = answer.path("items");
        if (items.size() != bulk.documents()) {
            return "expected an answer for each of %d documents, found %d"
                    .formatted(bulk.documents(), items.size());
        }
        var again = new ArrayList<Integer>();
        var no = new ArrayList<Integer>();
        var why = "";
        for (var number = 0; number < items.size(); number++) {
            var status = item(items, number).path("status").asInt();
            if (status == 429 || status >= 500) {
                again.add(number);
                why = said(item(items, number));
            } else if (status / 100 != 2) {
                no.add(number);
            }
        }
        if (!no.isEmpty()) {
            refuse(no, items, bulk.lines(no));
        }
        if (again.size() < bulk.documents()) {
            bulk.keep(again);
        }
        return why;
    }

    private static JsonNode item(JsonNode items, int number) {
        return items.get(number).path("index");
    }

    private String said(JsonNode item) {
        var error = item.path("error");
        var cause = error.path("caused_by").path("reason").asText();
        return client.masked(
                "%s %s: %s%s"
                        .formatted(
                                item.path("status").asText(),
                                error.path("type").asText(),
                                error.path("reason").asText(),
                                cause.isEmpty() ? "" : ": " + cause));
    }

    private void refuse(List<Integer> which, JsonNode items, List<Bulk.Line> lines) {
        synchronized (refused) {
            for (var number = 0; number < which.size(); number++) {
                var line = lines.get(number);
                refused.add(
                        new Reject(
                                "index " + index,
                                line.id(),
                                "a document that the search server takes",
                                said(item(items, which.get(number))),
                                refused.size() < WITH_TEXT ? line.document() : ""));
            }
            if (refused.size() > MOST_REFUSED) {
                throw new LoadStopped.Failed(
                        "index %s: expected at most %d documents that the search server refuses, found more; the first: %s"
                                .formatted(index, MOST_REFUSED, refused.getFirst().found()));
            }
        }
    }

    /// What is under way is broken off.
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
