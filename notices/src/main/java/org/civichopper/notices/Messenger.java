package org.civichopper.notices;

import java.io.IOException;
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
import java.util.function.Function;
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

    /// Tells notices now, without a claim: whether they were told before or not.
    public void send(List<? extends Notice> notices, List<Receiver> receivers) {
        var message = new Message(notices);
        deliver(
                receivers,
                receiver ->
                        switch (receiver) {
                            case Receiver.Slack(var address) -> post(address, message.forSlack());
                            case Receiver.Webhook(var address) ->
                                    post(address, message.forWebhook());
                            case Receiver.Topic topic ->
                                    topics.publish(topic, message.subject(), message.text());
                        });
    }

    /// The same for a text that is in its receivers' form already. A topic gets it as its message.
    public void post(String json, List<Receiver> receivers) {
        deliver(
                receivers,
                receiver ->
                        switch (receiver) {
                            case Receiver.Slack(var address) -> post(address, json);
                            case Receiver.Webhook(var address) -> post(address, json);
                            case Receiver.Topic topic -> topics.publish(topic, "Hopper", json);
                        });
    }

    // Made for each message: there are few, and nothing is left open between them.
    private void deliver(
            List<Receiver> receivers, Function<Receiver, HttpRequest.Builder> request) {
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
                            new Sent(
                                    receiver,
                                    threads.submit(() -> send(request.apply(receiver), http))))
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
    private static String send(HttpRequest.Builder request, HttpClient http)
            throws IOException, InterruptedException {
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
