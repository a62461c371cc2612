package org.civichopper.notices;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings a message to its receivers, to all at once and within a few seconds, in which each is
/// tried three times. Of an address nothing is said but its host.
public final class Messenger {

    private static final Logger LOG = LoggerFactory.getLogger(Messenger.class);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(4);
    private static final int ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final JsonMapper JSON = new JsonMapper();

    private final TopicAccess topics;

    public Messenger(TopicAccess topics) {
        this.topics = topics;
    }

    /// Tells notices now, without a claim: whether they were told before or not. Who cannot be
    /// reached is a line in the log.
    public void send(List<? extends Notice> notices, List<Receiver> receivers) {
        var message = new Message(notices);
        deliver(
                        receivers,
                        receiver ->
                                switch (receiver) {
                                    case Receiver.Slack(var address) ->
                                            post(address, message.forSlack());
                                    case Receiver.Webhook(var address) ->
                                            post(address, message.forWebhook());
                                    case Receiver.Topic topic ->
                                            topics.publish(
                                                    topic, message.subject(), message.text());
                                })
                .forEach(complaint -> LOG.warn("not told: {}", complaint));
    }

    /// Tells a text as it is: to chats and webhooks as `{"text": …}`, to a topic as its message.
    ///
    /// @return of each who could not be told who it is, and why
    public List<String> tell(String text, List<Receiver> receivers) {
        var json = JSON.createObjectNode().put("text", text).toString();
        return deliver(
                receivers,
                receiver ->
                        switch (receiver) {
                            case Receiver.Slack(var address) -> post(address, json);
                            case Receiver.Webhook(var address) -> post(address, json);
                            case Receiver.Topic topic -> topics.publish(topic, "Hopper", text);
                        });
    }

    /// An empty POST to an address that wants to know that something changed.
    ///
    /// @return as [#tell]
    public List<String> touch(List<URI> addresses) {
        return deliver(
                addresses.stream().map(Receiver.Webhook::new).toList(),
                receiver -> post(receiver.address(), ""));
    }

    // Made for each message: there are few, and nothing is left open between them.
    private static <R extends Receiver> List<String> deliver(
            List<R> receivers, Function<R, HttpRequest.Builder> request) {
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var http =
                HttpClient.newBuilder()
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        try {
            var until = System.nanoTime() + LONGEST.toNanos();
            return receivers.stream()
                    .map(receiver ->
                            new Sent(
                                    receiver,
                                    threads.submit(() ->
                                            send(
                                                    request.apply(receiver)
                                                            .timeout(LONGEST)
                                                            .build(),
                                                    http))))
                    .toList() // all are on their way before the first is waited for
                    .stream()
                    .flatMap(sent -> sent.await(until).stream())
                    .toList();
        } finally {
            http.shutdownNow();
            threads.shutdownNow();
        }
    }

    private record Sent(Receiver receiver, Future<String> answer) {

        /// @return what is wrong; empty if nothing is
        Optional<String> await(long until) {
            try {
                var wrong = answer.get(until - System.nanoTime(), TimeUnit.NANOSECONDS);
                return wrong.isEmpty() ? Optional.empty() : complaint(wrong);
            } catch (TimeoutException e) {
                return complaint("no answer within %d s".formatted(LONGEST.toSeconds()));
            } catch (ExecutionException e) {
                // Without its message, which may hold the address.
                return complaint(e.getCause().getClass().getSimpleName());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return complaint("interrupted");
            }
        }

        private Optional<String> complaint(String why) {
            return Optional.of(receiver + ": " + why);
        }
    }

    /// @return what is wrong; empty if nothing is
    private static String send(HttpRequest request, HttpClient http)
            throws IOException, InterruptedException {
        for (var attempt = 1; ; attempt++) {
            try {
                var status =
                        http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
                if (status / 100 == 2) {
                    return "";
                }
                if (!mayPass(status) || attempt == ATTEMPTS) {
                    return "answered " + status;
                }
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
            Thread.sleep(PAUSE.multipliedBy(attempt));
        }
    }

    private static boolean mayPass(int status) {
        return status == 429 || status >= 500;
    }

    private static HttpRequest.Builder post(URI address, String json) {
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
    }
}
