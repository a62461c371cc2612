package org.civichopper.bulk.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLHandshakeException;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.model.text.Harmless;

/// Sends one request with its redirects: what goes along and where, how many are open, and what a
/// refusal says. Has no patience.
final class Requests implements AutoCloseable {

    private static final String NAME = "Hopper/0.1.0 (bulk loader)";
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int MOST_REDIRECTS = 5;
    private static final int MOST_OF_AN_ERROR = 1 << 16;
    private static final int MOST_SHOWN = 300;

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1) // whose bodies say how they end
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .proxy(ProxySelector.getDefault())
                    .build();
    private final Manners manners;
    private final Optional<ApiKey> key;
    private final Quota quota;
    private final Clock clock;
    private final Semaphore places;
    private final AtomicLong sent = new AtomicLong();

    Requests(Manners manners, Optional<ApiKey> key, Quota quota, Clock clock) {
        this.manners = manners;
        this.key = key;
        this.quota = quota;
        this.clock = clock;
        this.places = new Semaphore(manners.atOnce());
    }

    /// What one request came to.
    sealed interface Outcome {

        /// A status that was hoped for. The request is open until its body is closed.
        record Answered(int status, HttpHeaders headers, InputStream body) implements Outcome {}

        /// No for good.
        record Refused(String reason) implements Outcome {}

        /// It may come right.
        ///
        /// @param asked how long the source wants to be left alone
        record NotNow(String reason, Optional<Duration> asked) implements Outcome {}

        static NotNow broken(IOException failure) {
            return new NotNow(reason(failure), Optional.empty());
        }
    }

    long sent() {
        return sent.get();
    }

    /// Waits until a request more may be open, and asks.
    ///
    /// @param hoped for statuses; any other is refused or not now
    Outcome ask(URI address, Map<String, String> headers, Set<Integer> hoped)
            throws InterruptedException {
        places.acquire();
        var open = false;
        try {
            var outcome = follow(address, headers, hoped);
            open = outcome instanceof Outcome.Answered;
            return outcome;
        } catch (SSLHandshakeException e) { // no patience mends a certificate
            return new Outcome.Refused("no trust in the source: " + reason(e));
        } catch (IOException e) {
            return Outcome.broken(e);
        } finally {
            if (!open) {
                places.release();
            }
        }
    }

    private Outcome follow(URI origin, Map<String, String> headers, Set<Integer> hoped)
            throws IOException, InterruptedException {
        var address = origin;
        for (var hop = 0; hop <= MOST_REDIRECTS; hop++) {
            var answer = send(address, origin, headers);
            var status = answer.statusCode();
            if (hoped.contains(status)) {
                return new Outcome.Answered(
                        status,
                        answer.headers(),
                        new Watchdog(answer.body(), manners.silence(), places::release));
            }
            try (var body = new Watchdog(answer.body(), manners.silence(), () -> {})) {
                var location = answer.headers().firstValue("Location");
                if (status / 100 != 3 || location.isEmpty()) {
                    return refusal(status, answer.headers(), body);
                }
                try {
                    address = Redirects.follow(address, location.get());
                } catch (IOException e) {
                    return new Outcome.Refused(e.getMessage());
                }
            }
        }
        return new Outcome.Refused(
                "expected an answer, found more than " + MOST_REDIRECTS + " redirects");
    }

    private HttpResponse<InputStream> send(URI address, URI origin, Map<String, String> headers)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(address)
                        .timeout(manners.silence())
                        .header("User-Agent", NAME);
        headers.forEach(request::header);
        if (key.isPresent() && Redirects.sameOrigin(address, origin)) {
            requireSafe(address);
            request.header(key.get().header(), key.get().secret());
        }
        quota.awaitTurn();
        sent.incrementAndGet();
        return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private void requireSafe(URI address) throws IOException {
        if ("http".equals(address.getScheme()) && !Redirects.isLoopback(address.getHost())) {
            throw new LoadStopped.Failed(
                    "%s: expected https, because a key goes along (%s), found http"
                            .formatted(shown(address), key.get().header()));
        }
    }

    static boolean isPacked(HttpHeaders headers) {
        return headers.firstValue("Content-Encoding")
                .filter(each -> each.equalsIgnoreCase("gzip"))
                .isPresent();
    }

    private Outcome refusal(int status, HttpHeaders headers, InputStream body) {
        var reason = "the source answered " + status + words(headers, body);
        return switch (status) {
            case 202, 408, 425 -> new Outcome.NotNow(reason, Pauses.asked(headers, clock));
            case 429 ->
                    new Outcome.NotNow(
                            reason, Pauses.asked(headers, clock).or(() -> quota.refused(reason)));
            default ->
                    status >= 500
                            ? new Outcome.NotNow(reason, Pauses.asked(headers, clock))
                            : new Outcome.Refused(reason);
        };
    }

    // Its own words, and the number under which its operators find the request.
    private String words(HttpHeaders headers, InputStream body) {
        var said = "";
        try {
            var text = isPacked(headers) ? new GZIPInputStream(body) : body;
            var all = new String(text.readNBytes(MOST_OF_AN_ERROR), StandardCharsets.UTF_8);
            said = masked(BucketError.words(all).orElse(all.strip())); // before a cut of half a key
        } catch (IOException e) {
            // the status says enough
        }
        var shown = Harmless.line(said.substring(0, Math.min(said.length(), MOST_SHOWN)));
        var id =
                headers.firstValue("X-Socrata-RequestId")
                        .or(() -> headers.firstValue("x-amz-request-id"))
                        .map(each -> " (request " + Harmless.line(each) + ")");
        return (shown.isEmpty() ? "" : ": " + shown) + id.orElse("");
    }

    private static String reason(IOException failure) {
        var message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : Harmless.line(message);
    }

    /// Words of the source without the key: it may repeat what it was told.
    String masked(String text) {
        return key.map(each -> text.replace(each.secret(), "***")).orElse(text);
    }

    static String shown(URI address) {
        return Harmless.line(
                address.getScheme() + "://" + address.getAuthority() + address.getPath());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
