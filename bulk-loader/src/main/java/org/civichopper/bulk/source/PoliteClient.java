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
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLHandshakeException;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.model.text.Harmless;

/// Asks a source, one for all data sets. Tries again what may come right (429, 202, 408, 5xx,
/// resets, silence, cut bodies), never anything else of the 4xx; takes a body for whole only if its
/// length or its end says so. A key goes to its own origin only, and over plain http only to this
/// machine.
public final class PoliteClient implements AutoCloseable {

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
    private final Clock clock = Clock.systemUTC();
    private final Manners manners;
    private final Optional<ApiKey> key;
    private final Notes notes;
    private final Duration firstPause;
    private final Semaphore places;
    private final AtomicLong requests = new AtomicLong();
    private final Body.Free free = new Body.Free(Body.PIECE);
    private final AtomicLong bytes = new AtomicLong();

    public PoliteClient(Manners manners, Optional<ApiKey> key, Notes notes) {
        this(manners, key, notes, Pauses.FIRST);
    }

    PoliteClient(Manners manners, Optional<ApiKey> key, Notes notes, Duration firstPause) {
        this.firstPause = firstPause;
        this.manners = manners;
        this.key = key;
        this.notes = notes;
        this.places = new Semaphore(manners.atOnce());
    }

    /// How many requests were made so far.
    public long requests() {
        return requests.get();
    }

    /// How many bytes of bodies came so far, unpacked.
    public long bytes() {
        return bytes.get();
    }

    /// Asks until there is a whole answer.
    ///
    /// @param most bytes that it may have
    /// @throws TooLargeException where it has more
    /// @throws LoadStopped.Failed where the source says no for good, with its own words
    /// @throws LoadStopped.Paused where it stays away for longer than we are patient
    public Answer get(URI address, long most) throws InterruptedException, TooLargeException {
        var pauses = new Pauses(clock, manners.retryFor(), firstPause);
        for (var attempts = 1; ; attempts++) {
            switch (attempt(address, most)) {
                case Attempt.Whole(var headers, var body) -> {
                    return new Answer(headers, body, attempts);
                }
                case Attempt.TooLarge(var reason) -> throw reason;
                case Attempt.Refused(var reason) ->
                        throw new LoadStopped.Failed(masked(shown(address) + ": " + reason));
                case Attempt.NotNow(var reason, var asked) -> {
                    var pause = pauses.next(asked);
                    if (pause.isEmpty()) {
                        var more =
                                asked.map(
                                        each -> ", and asks for %d s".formatted(each.toSeconds()));
                        throw new LoadStopped.Paused(
                                "%s: %s, for longer than %d s%s; run the same command again later"
                                        .formatted(
                                                shown(address),
                                                masked(reason),
                                                manners.retryFor().toSeconds(),
                                                more.orElse("")));
                    }
                    if (pause.get().compareTo(Duration.ofSeconds(5)) > 0) {
                        notes.say(
                                "%s: %s; trying again in %d s"
                                        .formatted(
                                                address.getHost(),
                                                masked(reason),
                                                pause.get().toSeconds()));
                    }
                    Thread.sleep(pause.get());
                }
            }
        }
    }

    private sealed interface Attempt {
        record Whole(HttpHeaders headers, Body body) implements Attempt {}

        record TooLarge(TooLargeException reason) implements Attempt {}

        record Refused(String reason) implements Attempt {}

        record NotNow(String reason, Optional<Duration> asked) implements Attempt {}
    }

    private Attempt attempt(URI address, long most) throws InterruptedException {
        places.acquire();
        try {
            return follow(address, most);
        } catch (TooLargeException e) {
            return new Attempt.TooLarge(e);
        } catch (SSLHandshakeException e) { // no patience mends a certificate
            return new Attempt.Refused("no trust in the source: " + reason(e));
        } catch (IOException e) {
            return new Attempt.NotNow(reason(e), Optional.empty());
        } finally {
            places.release();
        }
    }

    private Attempt follow(URI origin, long most) throws IOException, InterruptedException {
        var address = origin;
        for (var hop = 0; hop <= MOST_REDIRECTS; hop++) {
            var answer = send(address, origin);
            try (var body = new Watchdog(answer.body(), manners.silence())) {
                var status = answer.statusCode();
                if (status == 200) {
                    return whole(answer, body, most);
                }
                var location = answer.headers().firstValue("Location");
                if (status / 100 == 3 && location.isPresent()) {
                    try {
                        address = Redirects.follow(address, location.get());
                    } catch (IOException e) {
                        return new Attempt.Refused(e.getMessage());
                    }
                } else {
                    return refusal(status, answer.headers(), body);
                }
            }
        }
        return new Attempt.Refused(
                "expected an answer, found more than " + MOST_REDIRECTS + " redirects");
    }

    private HttpResponse<InputStream> send(URI address, URI origin)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(address)
                        .timeout(manners.silence())
                        .header("User-Agent", NAME)
                        .header("Accept-Encoding", "gzip");
        if (key.isPresent() && Redirects.sameOrigin(address, origin)) {
            requireSafe(address);
            request.header(key.get().header(), key.get().secret());
        }
        requests.incrementAndGet();
        return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private void requireSafe(URI address) throws IOException {
        if ("http".equals(address.getScheme()) && !Redirects.isLoopback(address.getHost())) {
            throw new LoadStopped.Failed(
                    "%s: expected https, because a key goes along (%s), found http"
                            .formatted(shown(address), key.get().header()));
        }
    }

    private Attempt whole(HttpResponse<InputStream> answer, InputStream sent, long most)
            throws IOException {
        var headers = answer.headers();
        var packed = isPacked(headers);
        // What only ends with its connection proves nothing, unless what is packed ends in it.
        if (!packed
                && answer.version() == HttpClient.Version.HTTP_1_1
                && headers.firstValue("Content-Length").isEmpty()
                && !headers.firstValue("Transfer-Encoding")
                        .orElse("")
                        .equalsIgnoreCase("chunked")) {
            return new Attempt.NotNow(
                    "the body neither says its length nor its end", Optional.empty());
        }
        var body = Body.read(packed ? new GZIPInputStream(sent, 1 << 16) : sent, most, free);
        // To the end that proves it; what goes on for long behind its own end is no answer.
        if (packed && sent.readNBytes(MOST_OF_AN_ERROR).length == MOST_OF_AN_ERROR) {
            return new Attempt.NotNow("the body goes on behind its end", Optional.empty());
        }
        bytes.addAndGet(body.size());
        return new Attempt.Whole(headers, body);
    }

    private static boolean isPacked(HttpHeaders headers) {
        return headers.firstValue("Content-Encoding")
                .filter(each -> each.equalsIgnoreCase("gzip"))
                .isPresent();
    }

    private Attempt refusal(int status, HttpHeaders headers, InputStream body) {
        var reason = "the source answered " + status + words(headers, body);
        return switch (status) {
            case 202, 408, 425, 429 -> new Attempt.NotNow(reason, Pauses.asked(headers, clock));
            default ->
                    status >= 500
                            ? new Attempt.NotNow(reason, Pauses.asked(headers, clock))
                            : new Attempt.Refused(reason);
        };
    }

    // Its own words, and the number under which its operators find the request.
    private String words(HttpHeaders headers, InputStream body) {
        var said = "";
        try {
            var text = isPacked(headers) ? new GZIPInputStream(body) : body;
            var all = new String(text.readNBytes(MOST_OF_AN_ERROR), StandardCharsets.UTF_8);
            said = masked(all.strip()); // before a cut that could leave half a key
        } catch (IOException e) {
            // the status says enough
        }
        var shown = Harmless.line(said.substring(0, Math.min(said.length(), MOST_SHOWN)));
        var id =
                headers.firstValue("X-Socrata-RequestId")
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
    public String masked(String text) {
        return key.map(each -> text.replace(each.secret(), "***")).orElse(text);
    }

    private static String shown(URI address) {
        return Harmless.line(
                address.getScheme() + "://" + address.getAuthority() + address.getPath());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
