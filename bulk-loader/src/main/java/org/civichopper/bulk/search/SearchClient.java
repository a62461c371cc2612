package org.civichopper.bulk.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.source.Notes;
import org.civichopper.bulk.source.Pauses;
import org.civichopper.model.text.Harmless;

/// Asks a search server. Takes an answer only whole; tries again what may come right (429, 408,
/// 5xx, resets, silence, cut answers), never anything else of the 4xx. User and password go over
/// plain http only to this machine.
final class SearchClient implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String NAME = "Hopper/0.1.0 (bulk loader)";
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(2);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final int MOST_SHOWN = 300;
    private static final int NOT_FOUND = 404;

    // Where tables wait, or a run has ended.
    private static final Duration BRIEF = Duration.ofSeconds(5);

    private final HttpClient http;
    private final Clock clock = Clock.systemUTC();
    private final SearchAddress address;
    private final Duration retryFor;
    private final Duration longest;
    private final Duration toMove;
    private final Notes notes;

    /// @param trust whom it believes to be the server; empty for those whom the JDK believes
    /// @param toMove how long a call that moves aliases may take
    SearchClient(
            SearchAddress address,
            Optional<SSLContext> trust,
            Duration retryFor,
            Duration toMove,
            Notes notes) {
        this(client(trust), address, retryFor, LONGEST_ANSWER, toMove, notes);
    }

    private SearchClient(
            HttpClient http,
            SearchAddress address,
            Duration retryFor,
            Duration longest,
            Duration toMove,
            Notes notes) {
        this.http = http;
        this.address = address;
        this.retryFor = retryFor;
        this.longest = longest;
        this.toMove = toMove;
        this.notes = notes;
    }

    private static HttpClient client(Optional<SSLContext> trust) {
        var builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1) // whose bodies say how they end
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .proxy(ProxySelector.getDefault());
        trust.ifPresent(builder::sslContext);
        return builder.build();
    }

    /// The same, with patience for seconds only.
    SearchClient brief() {
        return new SearchClient(http, address, BRIEF, BRIEF, toMove, notes);
    }

    /// How long a call that moves aliases may take.
    Duration toMove() {
        return toMove;
    }

    /// Asks until there is a whole answer.
    ///
    /// @throws LoadStopped.Failed where the server says no for good, with its own words
    /// @throws LoadStopped.Paused where it stays away for longer than we are patient
    JsonNode ask(Call call) throws InterruptedException {
        return switch (persist(call)) {
            case Answer.Whole(var json) -> json;
            case Answer.Refused refused -> throw failed(call, refused);
        };
    }

    /// As [#ask], and empty where the server says that there is nothing of that name.
    Optional<JsonNode> find(Call call) throws InterruptedException {
        return switch (persist(call)) {
            case Answer.Whole(var json) -> Optional.of(json);
            case Answer.Refused refused when refused.status() == NOT_FOUND -> Optional.empty();
            case Answer.Refused refused -> throw failed(call, refused);
        };
    }

    private Answer.Final persist(Call call) throws InterruptedException {
        var pauses = pauses();
        while (true) {
            switch (once(call, longest)) {
                case Answer.Final answer -> {
                    return answer;
                }
                case Answer.NotNow later -> pause(call, pauses, later);
            }
        }
    }

    /// Makes what must not be there yet. That it is there the second time proves the first.
    void make(Call call, String alreadyThere) throws InterruptedException {
        var pauses = pauses();
        for (var first = true; ; first = false) {
            switch (once(call, longest)) {
                case Answer.Whole _ -> {
                    return;
                }
                case Answer.Refused refused -> {
                    if (!first && refused.json().toString().contains(alreadyThere)) {
                        return;
                    }
                    throw failed(call, refused);
                }
                case Answer.NotNow later -> pause(call, pauses, later);
            }
        }
    }

    LoadStopped.Failed failed(Call call, Answer.Refused refused) {
        return new LoadStopped.Failed(shown(call) + ": " + refused.reason());
    }

    Pauses pauses() {
        return new Pauses(clock, retryFor, FIRST_PAUSE);
    }

    /// @throws LoadStopped.Paused where it would outlast our patience
    void pause(Call call, Pauses pauses, Answer.NotNow later) throws InterruptedException {
        var pause = pauses.next(later.asked());
        if (pause.isEmpty()) {
            throw new LoadStopped.Paused(
                    "%s: %s, for longer than %d s; run the same command again later"
                            .formatted(shown(call), later.reason(), retryFor.toSeconds()));
        }
        if (pause.get().compareTo(Duration.ofSeconds(5)) > 0) {
            notes.say(
                    "%s: %s; trying again in %d s"
                            .formatted(address, later.reason(), pause.get().toSeconds()));
        }
        Thread.sleep(pause.get());
    }

    /// One attempt.
    Answer once(Call call, Duration longest) throws InterruptedException {
        requireSafe(call);
        var request =
                HttpRequest.newBuilder(address.of(call.path()))
                        .timeout(longest)
                        .header("User-Agent", NAME)
                        .header("Accept", "application/json")
                        .header("Content-Type", call.type())
                        .method(
                                call.method(),
                                call.length() == 0
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(
                                                call.body(), 0, call.length()));
        address.authorization().ifPresent(each -> request.header("Authorization", each));
        var answer = http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        try {
            return read(answer.get(longest.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Answer.notNow(late(longest));
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case HttpConnectTimeoutException nobody -> Answer.notNow(reason(nobody));
                case HttpTimeoutException _ -> Answer.notNow(late(longest)); // whichever is first
                case SSLHandshakeException untrusted -> // no patience mends a certificate
                        throw new LoadStopped.Failed(
                                "%s: no trust in the search server: %s; --search-ca names whom to trust"
                                        .formatted(shown(call), reason(untrusted)));
                case IOException passing -> Answer.notNow(reason(passing));
                default -> throw new IllegalStateException(e.getCause());
            };
        } finally {
            answer.cancel(true);
        }
    }

    private static String late(Duration longest) {
        return "no whole answer came within %d s".formatted(longest.toSeconds());
    }

    private void requireSafe(Call call) {
        var uri = address.of(call.path());
        if (!address.hasLogin() || "https".equalsIgnoreCase(uri.getScheme())) {
            return;
        }
        try {
            if (InetAddress.getByName(uri.getHost()).isLoopbackAddress()) {
                return;
            }
        } catch (IOException e) {
            // said below
        }
        throw new LoadStopped.Failed(
                address + ": expected https, because a password goes along, found http");
    }

    private Answer read(HttpResponse<byte[]> answer) {
        var status = answer.statusCode();
        var headers = answer.headers();
        if (headers.firstValue("Content-Length").isEmpty()
                && !headers.firstValue("Transfer-Encoding")
                        .orElse("")
                        .equalsIgnoreCase("chunked")) {
            return Answer.notNow("the answer neither says its length nor its end");
        }
        var json = json(answer.body());
        if (status / 100 == 2) {
            return json.<Answer>map(Answer.Whole::new)
                    .orElseGet(() -> Answer.notNow("expected JSON" + words(answer.body())));
        }
        var reason = "the search server answered " + status + words(answer.body());
        return status == 408 || status == 425 || status == 429 || status >= 500
                ? new Answer.NotNow(reason, Pauses.asked(headers, clock))
                : new Answer.Refused(status, json.orElseGet(JSON::missingNode), reason);
    }

    private static Optional<JsonNode> json(byte[] body) {
        try {
            return Optional.of(JSON.readTree(body)).filter(JsonNode::isContainerNode);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("memory can be read", e);
        }
    }

    private String words(byte[] body) {
        var text = masked(new String(body, StandardCharsets.UTF_8).strip()); // before it is cut
        return text.isEmpty() ? "" : ": " + text.substring(0, Math.min(text.length(), MOST_SHOWN));
    }

    /// On one line, and without user and password.
    String masked(String text) {
        return Harmless.line(address.masked(text));
    }

    private String reason(IOException failure) {
        var message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : masked(message);
    }

    private String shown(Call call) {
        return "%s %s/%s".formatted(call.method(), address, call.path().replaceFirst("\\?.*", ""));
    }

    void say(String line) {
        notes.say(line);
    }

    @Override
    public String toString() {
        return address.toString();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
