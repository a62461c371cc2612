package org.civichopper.bulk.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.civichopper.bulk.source.Requests.Outcome;
import org.civichopper.model.text.Harmless;

/// One version of one object, read from a byte on. Where it is cut it goes on at that byte by
/// itself; bytes that arrived begin patience and pauses anew. Ends only where the object does.
///
/// Reading throws [ObjectChangedException] where another version stands meanwhile, and what
/// [PoliteClient#get] throws where the source says no or stays away.
public final class ResumableBody extends InputStream {

    private static final long BEYOND = 1 << 20;
    private static final long WORTH_NO_PAUSE = 1 << 16;

    private final PoliteClient client;
    private final URI address;
    private final long to;
    private Condition condition;
    private Optional<ObjectVersion> version = Optional.empty();
    private Optional<InputStream> body = Optional.empty();
    private Optional<Pauses> pauses = Optional.empty();
    private long position;
    private long connectedAt;
    private long pausedAt;
    private boolean ended;

    private ResumableBody(
            PoliteClient client, URI address, long from, long to, Condition condition) {
        this.client = client;
        this.address = address;
        this.position = from;
        this.to = to;
        this.condition = condition;
    }

    static ResumableBody open(
            PoliteClient client, URI address, long from, long to, Condition condition)
            throws IOException, InterruptedException {
        var opened = new ResumableBody(client, address, from, to, condition);
        opened.connect();
        return opened;
    }

    /// What is read. Without a strong ETag it cannot be continued where it is cut.
    public ObjectVersion version() {
        return version.orElseThrow();
    }

    /// The byte of the object that is read next.
    public long position() {
        return position;
    }

    /// Whether the version that was not wanted is the one that stands: there is nothing to read.
    boolean isUnchanged() {
        return version.isEmpty();
    }

    private void connect() throws IOException, InterruptedException {
        while (true) {
            switch (client.ask(address, headers(), Set.of(200, 206, 304, 412, 416))) {
                case Outcome.Answered answer -> {
                    try {
                        accept(answer);
                        return;
                    } catch (ObjectChangedException e) {
                        answer.body().close();
                        throw e;
                    } catch (IOException e) {
                        answer.body().close();
                        pause(Outcome.broken(e));
                    }
                }
                case Outcome.Refused(var reason) -> throw client.refused(address, reason);
                case Outcome.NotNow notNow -> pause(notNow);
            }
        }
    }

    private Map<String, String> headers() {
        var headers = new HashMap<>(Map.of("Accept-Encoding", "identity"));
        if (position > 0 || to < Long.MAX_VALUE) {
            var last = position < to ? to : position + BEYOND;
            headers.put(
                    "Range", "bytes=" + position + "-" + (last == Long.MAX_VALUE ? "" : last - 1));
        }
        headers.putAll(condition.header());
        return headers;
    }

    private void accept(Outcome.Answered answer) throws IOException {
        var headers = answer.headers();
        switch (answer.status()) {
            case 206 -> acceptPart(headers, answer.body());
            case 200 -> acceptWhole(headers, answer.body());
            case 304 -> {
                if (!(condition instanceof Condition.NoneMatch)) {
                    throw new IOException("expected the object, found 304 Not Modified");
                }
                ended = true;
                answer.body().close();
            }
            case 416 -> acceptEnd(headers, answer.body());
            default -> throw changed("another one stands (412)");
        }
    }

    private void acceptPart(HttpHeaders headers, InputStream sent) throws IOException {
        var range = ContentRange.of(headers);
        if (!range.beginsAt(position)) {
            throw new IOException(
                    "expected Content-Range from byte %d on, found %s"
                            .formatted(position, range.text()));
        }
        if (condition instanceof Condition.Range(var etag) && !etag.equals(etag(headers))) {
            throw changed("found a part of " + Harmless.line(etag(headers)));
        }
        become(new ObjectVersion(etag(headers), range.all()));
        read(sent);
    }

    // What was not asked in part, or by a source that knows no parts, or what changed.
    private void acceptWhole(HttpHeaders headers, InputStream sent) throws IOException {
        if (!PoliteClient.saysItsEnd(headers)) {
            throw new IOException("the body neither says its length nor its end");
        }
        become(new ObjectVersion(etag(headers), headers.firstValueAsLong("Content-Length")));
        if (condition instanceof Condition.Range(var etag) && !etag.equals(etag(headers))) {
            position = 0;
        }
        sent.skipNBytes(position);
        read(sent);
    }

    private void acceptEnd(HttpHeaders headers, InputStream sent) throws IOException {
        var range = ContentRange.of(headers);
        if (!range.endsAt(position)) {
            throw changed("it has no such byte (416, Content-Range: %s)".formatted(range.text()));
        }
        ended = true;
        sent.close();
        version =
                version.or(() ->
                        Optional.of(
                                new ObjectVersion(expected().orElse(etag(headers)), range.all())));
    }

    private void read(InputStream sent) {
        body = Optional.of(sent);
        connectedAt = position;
    }

    private void become(ObjectVersion found) throws ObjectChangedException {
        var isOther = expected().filter(etag -> !etag.equals(found.etag())).isPresent();
        if (isOther || version.filter(each -> !each.mayBe(found)).isPresent()) {
            throw changed("found " + found.shown());
        }
        version = version.or(() -> Optional.of(found));
    }

    private Optional<String> expected() {
        return condition instanceof Condition.Match(var etag)
                ? Optional.of(etag)
                : version.map(ObjectVersion::etag);
    }

    private ObjectChangedException changed(String found) {
        return new ObjectChangedException(
                "%s: expected version %s at byte %d, %s"
                        .formatted(
                                Requests.shown(address),
                                expected().map(Harmless::line).orElse("as before"),
                                position,
                                found));
    }

    private static String etag(HttpHeaders headers) {
        return headers.firstValue("ETag").orElse("");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        try {
            while (!ended) {
                if (body.isEmpty()) {
                    connect();
                }
                var read = ended ? -1 : next(bytes, offset, length);
                if (read > 0) {
                    return read;
                }
            }
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException)
                    new InterruptedIOException("interrupted while reading from the source")
                            .initCause(e);
        }
    }

    // What came; 0 where nothing more comes of this connection.
    private int next(byte[] bytes, int offset, int length)
            throws IOException, InterruptedException {
        int read;
        try {
            read = body.orElseThrow().read(bytes, offset, length);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw (InterruptedException) new InterruptedException().initCause(e);
            }
            cut(e);
            return 0;
        }
        if (read <= 0) {
            finish();
            return 0;
        }
        position += read;
        client.arrived(read);
        if (position > version().bytes().orElse(Long.MAX_VALUE)) {
            throw changed("it has more than its " + version().bytes().getAsLong() + " bytes");
        }
        return read;
    }

    // A part may end before the object does, as asked; whether it was all of it, its length says.
    private void finish() throws IOException, InterruptedException {
        close();
        var all = version().bytes();
        if (all.isEmpty() || position >= all.getAsLong()) {
            ended = true;
        } else {
            goOn();
            if (position == connectedAt) {
                pause(new Outcome.NotNow("an empty part came", Optional.empty()));
            }
        }
    }

    private void cut(IOException failure) throws IOException, InterruptedException {
        close();
        goOn();
        if (position - connectedAt < WORTH_NO_PAUSE) {
            pause(Outcome.broken(failure));
        }
    }

    // Bytes that arrived since the last pause begin patience anew.
    private void pause(Outcome.NotNow notNow) throws InterruptedException {
        if (pauses.isEmpty() || position > pausedAt) {
            pauses = Optional.of(client.pauses());
            pausedAt = position;
        }
        client.pause(address, pauses.get(), notNow);
    }

    private void goOn() throws ObjectChangedException {
        if (!Condition.isStrong(version().etag())) {
            throw new ObjectChangedException(
                    "%s: cut at byte %d, and %s names no version to go on with"
                            .formatted(Requests.shown(address), position, version().shown()));
        }
        condition = new Condition.Match(version().etag());
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /// Lets go of the connection; what is read afterwards would open another.
    @Override
    public void close() throws IOException {
        if (body.isPresent()) {
            var open = body.get();
            body = Optional.empty();
            open.close();
        }
    }
}
