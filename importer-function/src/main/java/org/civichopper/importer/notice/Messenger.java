package org.civichopper.importer.notice;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings a message to its receivers, to all at once and within a few seconds. Who cannot be
/// reached by then is a line in the log; nothing of an address is in it but the host.
public final class Messenger {

    private static final Logger LOG = LoggerFactory.getLogger(Messenger.class);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(4);

    private final TopicAccess topics;

    public Messenger(TopicAccess topics) {
        this.topics = topics;
    }

    // Made for each message: there are few, and nothing is left open between them.
    void send(Message message, List<Receiver> receivers) {
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var http =
                HttpClient.newBuilder()
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        try {
            var until = System.nanoTime() + LONGEST.toNanos();
            receivers.stream()
                    .map(receiver ->
                            new Sent(receiver, threads.submit(() -> send(message, receiver, http))))
                    .toList() // all are on their way before the first is waited for
                    .forEach(sent -> sent.await(until));
        } finally {
            http.shutdownNow();
            threads.shutdownNow();
        }
    }

    private record Sent(Receiver receiver, Future<String> answer) {

        void await(long until) {
            try {
                var complaint = answer.get(until - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (!complaint.isEmpty()) {
                    LOG.warn("not told: {}: {}", receiver, complaint);
                }
            } catch (TimeoutException e) {
                LOG.warn("not told: {}: no answer within {} s", receiver, LONGEST.toSeconds());
            } catch (ExecutionException e) {
                // Without its message, which may hold the address.
                LOG.warn("not told: {}: {}", receiver, e.getCause().getClass().getSimpleName());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// @return what is wrong; empty if nothing is
    private String send(Message message, Receiver receiver, HttpClient http) throws Exception {
        var request =
                switch (receiver) {
                    case Receiver.Slack(var address) -> post(address, message.forSlack());
                    case Receiver.Webhook(var address) -> post(address, message.forWebhook());
                    case Receiver.Topic topic -> topics.publish(topic, message);
                };
        var status =
                http.send(request.timeout(LONGEST).build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode();
        return status / 100 == 2 ? "" : "answered " + status;
    }

    private static HttpRequest.Builder post(URI address, String json) {
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
    }
}
