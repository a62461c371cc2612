package org.civichopper.bulk.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.source.Requests.Outcome;

/// Asks a source, one for all data sets. Tries again what may come right (429, 202, 408, 5xx,
/// resets, silence, cut bodies), never anything else of the 4xx; takes a body for whole only if its
/// length or its end says so. A key goes to its own origin only, and over plain http only to this
/// machine.
public final class PoliteClient implements AutoCloseable {

    private static final Map<String, String> PACKED = Map.of("Accept-Encoding", "gzip");
    private static final int MOST_BEHIND_AN_END = 1 << 16;

    private final Clock clock = Clock.systemUTC();
    private final Manners manners;
    private final Notes notes;
    private final Duration firstPause;
    private final Requests requests;
    private final Body.Free free = new Body.Free(Body.PIECE);
    private final AtomicLong bytes = new AtomicLong();

    public PoliteClient(Manners manners, Optional<ApiKey> key, Notes notes) {
        this(manners, key, Quota.NONE, notes, Pauses.FIRST);
    }

    public PoliteClient(Manners manners, Optional<ApiKey> key, Quota quota, Notes notes) {
        this(manners, key, quota, notes, Pauses.FIRST);
    }

    PoliteClient(Manners manners, Optional<ApiKey> key, Notes notes, Duration firstPause) {
        this(manners, key, Quota.NONE, notes, firstPause);
    }

    private PoliteClient(
            Manners manners, Optional<ApiKey> key, Quota quota, Notes notes, Duration firstPause) {
        this.firstPause = firstPause;
        this.manners = manners;
        this.notes = notes;
        this.requests = new Requests(manners, key, quota, clock);
    }

    /// How many requests were made so far.
    public long requests() {
        return requests.sent();
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
        return get(address, most, Set.of(200), (_, answer) -> answer);
    }

    /// Makes something of an answer.
    @FunctionalInterface
    public interface Reader<T> {

        /// @throws IOException where it is not what it should be: it is asked for again
        T read(int status, Answer answer) throws IOException;
    }

    /// As the other, until there is an answer that its reader takes for one: a proxy's page of
    /// apologies has a status of 200, too.
    ///
    /// @param hoped for statuses
    public <T> T get(URI address, long most, Set<Integer> hoped, Reader<T> reader)
            throws InterruptedException, TooLargeException {
        var pauses = pauses();
        for (var attempts = 1; ; attempts++) {
            switch (requests.ask(address, PACKED, hoped)) {
                case Outcome.Answered answer -> {
                    try (var sent = answer.body()) {
                        var body = whole(answer.headers(), sent, most);
                        return reader.read(
                                answer.status(), new Answer(answer.headers(), body, attempts));
                    } catch (TooLargeException e) {
                        throw e;
                    } catch (IOException e) {
                        pause(address, pauses, Outcome.broken(e));
                    }
                }
                case Outcome.Refused(var reason) -> throw refused(address, reason);
                case Outcome.NotNow notNow -> pause(address, pauses, notNow);
            }
        }
    }

    /// Opens an object from one of its bytes on: a stream that goes on by itself where it is cut.
    /// It counts as an open request while it is connected, so close it.
    ///
    /// @param to the byte up to which it will be read for certain, at least: beyond it little is
    ///   asked for at a time. `Long.MAX_VALUE` for all
    /// @param etag of the version that it has to be
    /// @throws ObjectChangedException where another version stands
    /// @throws LoadStopped as [#get] does
    public ResumableBody open(URI address, long from, long to, String etag)
            throws IOException, InterruptedException {
        return ResumableBody.open(this, address, from, to, new Condition.Match(etag));
    }

    Pauses pauses() {
        return new Pauses(clock, manners.retryFor(), firstPause);
    }

    Outcome ask(URI address, Map<String, String> headers, Set<Integer> hoped)
            throws InterruptedException {
        return requests.ask(address, headers, hoped);
    }

    void arrived(long more) {
        bytes.addAndGet(more);
    }

    LoadStopped.Failed refused(URI address, String reason) {
        return new LoadStopped.Failed(requests.masked(Requests.shown(address) + ": " + reason));
    }

    /// Waits until it is time to ask again.
    ///
    /// @throws LoadStopped.Paused where that would outlast our patience
    void pause(URI address, Pauses pauses, Outcome.NotNow notNow) throws InterruptedException {
        var reason = requests.masked(notNow.reason());
        var pause = pauses.next(notNow.asked());
        if (pause.isEmpty()) {
            var more =
                    notNow.asked().map(each -> ", and asks for %d s".formatted(each.toSeconds()));
            throw new LoadStopped.Paused(
                    "%s: %s, for longer than %d s%s; run the same command again later"
                            .formatted(
                                    Requests.shown(address),
                                    reason,
                                    manners.retryFor().toSeconds(),
                                    more.orElse("")));
        }
        if (pause.get().compareTo(Duration.ofSeconds(5)) > 0) {
            notes.say(
                    "%s: %s; trying again in %d s"
                            .formatted(address.getHost(), reason, pause.get().toSeconds()));
        }
        Thread.sleep(pause.get());
    }

    private Body whole(HttpHeaders headers, InputStream sent, long most) throws IOException {
        var packed = Requests.isPacked(headers);
        // What only ends with its connection proves nothing, unless what is packed ends in it.
        if (!packed && !saysItsEnd(headers)) {
            throw new IOException("the body neither says its length nor its end");
        }
        var body = Body.read(packed ? new GZIPInputStream(sent, 1 << 16) : sent, most, free);
        // To the end that proves it; what goes on for long behind its own end is no answer.
        if (packed && sent.readNBytes(MOST_BEHIND_AN_END).length == MOST_BEHIND_AN_END) {
            throw new IOException("the body goes on behind its end");
        }
        bytes.addAndGet(body.size());
        return body;
    }

    static boolean saysItsEnd(HttpHeaders headers) {
        return headers.firstValue("Content-Length").isPresent()
                || headers.firstValue("Transfer-Encoding").orElse("").equalsIgnoreCase("chunked");
    }

    /// Words of the source without the key: it may repeat what it was told.
    public String masked(String text) {
        return requests.masked(text);
    }

    @Override
    public void close() {
        requests.close();
    }
}
