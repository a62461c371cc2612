package org.civichopper.bulk.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.source.RawServer.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a source does wrong is tried again, refused or bounded; nothing half is taken for whole,
/// and the key goes nowhere else.
class PoliteClientTest {

    private static final String SECRET = "sesame-91-opens";
    private static final String CHUNKED = "HTTP/1.1 200 OK\nTransfer-Encoding: chunked";
    private static final byte[] PACKED =
            RawServer.gzip("the right answer".repeat(50).getBytes(UTF_8));

    private static PoliteClient client(Duration retryFor, Duration silence) {
        return new PoliteClient(
                new Manners(silence, retryFor, 2),
                Optional.of(new ApiKey("X-App-Token", SECRET)),
                _ -> {},
                Duration.ofMillis(2));
    }

    private static PoliteClient client() {
        return client(Duration.ofSeconds(30), Duration.ofSeconds(10));
    }

    private static Answer get(RawServer server) throws InterruptedException, IOException {
        try (var client = client()) {
            return client.get(server.address(), 1 << 20);
        }
    }

    private static void isTriedAgainAfter(Reply wrong) throws InterruptedException, IOException {
        try (var server = RawServer.with(wrong, RawServer.right())) {
            var answer = get(server);
            assertThat(answer.body().text()).isEqualTo("right");
            assertThat(answer.attempts()).isEqualTo(2);
            assertThat(server.asked).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {202, 408, 425, 429, 500, 502, 503, 504, 599})
    void whatMayComeRightIsTriedAgain(int status) throws Exception {
        isTriedAgainAfter(RawServer.status(status, "not now"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 407, 410, 416})
    void whatIsFinalEndsAtOnceWithTheSourcesWords(int status) {
        try (var server =
                RawServer.with(
                        RawServer.status(status, "no such column: nc", "X-Socrata-RequestId: q7"),
                        RawServer.right())) {
            assertThatThrownBy(() -> get(server))
                    .isInstanceOf(LoadStopped.Failed.class)
                    .hasMessageContaining("answered " + status)
                    .hasMessageContaining("no such column: nc")
                    .hasMessageContaining("request q7");
            assertThat(server.asked).hasSize(1);
        }
    }

    @Test
    void aResetIsTriedAgain() throws Exception {
        try (var server =
                RawServer.with(
                        RawServer.reset(),
                        RawServer.reset(),
                        RawServer.reset(),
                        RawServer.right())) {
            assertThat(get(server).body().text()).isEqualTo("right");
        }
    }

    @Test
    void aBodyWithNeitherLengthNorEndIsNotWhole() throws Exception {
        isTriedAgainAfter(RawServer.raw("HTTP/1.1 200 OK\nConnection: close", "half"));
    }

    @Test
    void aCodingThatHasNoEndOfItsOwnProvesNothing() throws Exception {
        isTriedAgainAfter(
                RawServer.raw(
                        "HTTP/1.1 200 OK\nTransfer-Encoding: identity\nConnection: close", "half"));
    }

    @Test
    void aLengthThatIsNotReachedIsTriedAgain() throws Exception {
        isTriedAgainAfter(RawServer.raw("HTTP/1.1 200 OK\nContent-Length: 50", "half"));
    }

    @Test
    void theLengthEndsABody() throws Exception {
        try (var server =
                RawServer.with(
                        RawServer.raw("HTTP/1.1 200 OK\nContent-Length: 5", "right and more"))) {
            assertThat(get(server).body().text()).isEqualTo("right");
        }
    }

    @Test
    void chunksWithoutTheLastAreTriedAgain() throws Exception {
        isTriedAgainAfter(RawServer.raw(CHUNKED, "4\r\nhalf\r\n"));
    }

    @Test
    void packedBodiesAreUnpacked() throws Exception {
        try (var server =
                RawServer.with(
                        RawServer.raw(
                                "HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: "
                                        + PACKED.length,
                                PACKED))) {
            assertThat(get(server).body().text()).startsWith("the right answer");
            assertThat(server.asked.getFirst())
                    .containsIgnoringCase("Accept-Encoding: gzip")
                    .contains("Hopper/");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 20})
    void aPackedBodyThatIsCutIsTriedAgain(int length) throws Exception {
        isTriedAgainAfter(cutAt(length));
    }

    @Test
    void aPackedBodyWithoutItsTrailerIsTriedAgain() throws Exception {
        isTriedAgainAfter(cutAt(PACKED.length - 8));
    }

    // The transport says that it is whole.
    private static Reply cutAt(int length) {
        return RawServer.raw(
                "HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: " + length,
                RawServer.first(PACKED, length));
    }

    @Test
    void aPackedBodyThatGoesOnBehindItsEndIsNotFollowed() throws Exception {
        isTriedAgainAfter((_, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n".getBytes(UTF_8));
            out.write(PACKED);
            while (true) {
                out.write(new byte[1 << 16]);
            }
        });
    }

    @Test
    void aBombIsBounded() {
        var bomb = RawServer.gzip(new byte[32 << 20]);
        try (var server =
                RawServer.with(
                        RawServer.raw(
                                "HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: "
                                        + bomb.length,
                                bomb))) {
            assertThatThrownBy(() -> get(server)).isInstanceOf(TooLargeException.class);
        }
    }

    @Test
    void anAnswerThatIsLargerThanAllowedIsNotTriedAgain() {
        try (var server = RawServer.with(RawServer.status(200, "x".repeat((1 << 20) + 1)))) {
            assertThatThrownBy(() -> get(server))
                    .isInstanceOf(TooLargeException.class)
                    .hasMessageContaining("1048576");
            assertThat(server.asked).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"
            })
    void silenceIsTriedAgain(String said) throws Exception {
        try (var server = RawServer.with(RawServer.stalled(said), RawServer.right());
                var client = client(Duration.ofSeconds(30), Duration.ofMillis(300))) {
            assertThat(client.get(server.address(), 100).attempts()).isEqualTo(2);
        }
    }

    @Test
    void aSourceThatStaysAwayPausesTheRun() {
        try (var server = RawServer.with(RawServer.status(503, "down"));
                var client = client(Duration.ofSeconds(2), Duration.ofSeconds(10))) {
            assertThatThrownBy(() -> client.get(server.address(), 100))
                    .isInstanceOf(LoadStopped.Paused.class)
                    .hasMessageContaining("503: down")
                    .hasMessageContaining("run the same command again later");
            assertThat(server.asked).hasSizeGreaterThan(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3600", "99999999999", "Tue, 31 Dec 2199 23:59:59 GMT"})
    void aSourceThatAsksForMorePatienceThanThereIsPausesAtOnce(String after) {
        try (var server = RawServer.with(RawServer.status(429, "", "Retry-After: " + after))) {
            assertThatThrownBy(() -> get(server)).isInstanceOf(LoadStopped.Paused.class);
            assertThat(server.asked).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5", "0", "Sat, 01 Jan 2000 00:00:00 GMT", "1e9"})
    void nonsenseAndThePastAreNoReasonToWait(String after) throws Exception {
        isTriedAgainAfter(RawServer.status(429, "", "Retry-After: " + after));
    }

    @Test
    void bothFormsOfRetryAfterAreUnderstood() {
        var clock = Clock.fixed(Instant.parse("2026-05-01T00:00:00Z"), ZoneOffset.UTC);
        assertThat(asked("7", clock)).contains(Duration.ofSeconds(7));
        assertThat(asked("Fri, 01 May 2026 00:00:09 GMT", clock)).contains(Duration.ofSeconds(9));
        var pauses = new Pauses(clock, Duration.ofMinutes(1), Pauses.FIRST);
        assertThat(pauses.next(Optional.of(Duration.ofSeconds(7)))).contains(Duration.ofSeconds(7));
    }

    private static Optional<Duration> asked(String after, Clock clock) {
        return Pauses.asked(
                HttpHeaders.of(Map.of("Retry-After", List.of(after)), (_, _) -> true), clock);
    }

    @Test
    void pausesGrowToAMinuteAndDifferFromEachOther() {
        var pauses = new Pauses(Clock.systemUTC(), Duration.ofDays(1), Pauses.FIRST);
        var most = 1000L;
        var waited = new ArrayList<Long>();
        for (var number = 0; number < 40; number++) {
            var pause = pauses.next(Optional.empty()).orElseThrow().toMillis();
            assertThat(pause).isBetween(most / 2, most);
            waited.add(pause);
            most = Math.min(2 * most, 60_000);
        }
        assertThat(waited.subList(10, 40).stream().distinct().count()).isGreaterThan(5);
    }

    @Test
    void aRedirectOfTheSameOriginKeepsTheKey() throws Exception {
        try (var server =
                RawServer.with(RawServer.status(302, "", "Location: /other"), RawServer.right())) {
            assertThat(get(server).attempts()).isEqualTo(1);
            assertThat(server.asked).allMatch(head -> head.contains(SECRET));
            assertThat(server.asked.getLast()).startsWith("GET /other ");
        }
    }

    @Test
    void anotherHostNeverGetsTheKey() throws Exception {
        try (var other = RawServer.with(RawServer.right());
                var server = RawServer.with(redirect(named(other)))) {
            get(server);
            assertThat(server.asked.getFirst()).contains(SECRET);
            assertThat(other.asked.getFirst()).doesNotContain(SECRET);
        }
    }

    // localhost is another host than 127.0.0.1, also at the same port.
    private static String named(RawServer server) {
        return server.address().toString().replace("127.0.0.1", "localhost");
    }

    private static Reply redirect(String location) {
        return RawServer.status(307, "", "Location: " + location);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://127.0.0.1/x",
                "jar:file:/x!/y",
                "http:",
                "http://["
            })
    void redirectsToAnythingButHttpAreRefused(String location) {
        try (var server = RawServer.with(redirect(location))) {
            assertThatThrownBy(() -> get(server))
                    .isInstanceOf(LoadStopped.Failed.class)
                    .hasMessageContaining("redirect");
            assertThat(server.asked).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/", "http://10.1.2.3/", "http://192.168.1.1/",
                        "http://172.16.0.1/",
                "http://169.254.169.254/latest", "http://0.0.0.0/", "http://100.64.0.1/",
                        "http://[::1]/",
                "http://[fd00::1]/", "http://[fe80::1]/", "http://[::ffff:10.0.0.1]/"
            })
    void aPublicAddressMayNotSendUsToAPrivateOne(String location) {
        assertThatThrownBy(() -> Redirects.follow(URI.create("http://8.8.8.8/"), location))
                .hasMessageContaining("private");
    }

    @Test
    void aLoopOfRedirectsEnds() {
        try (var server = RawServer.with(redirect("/rows"))) {
            assertThatThrownBy(() -> get(server)).isInstanceOf(LoadStopped.Failed.class);
            assertThat(server.asked).hasSizeLessThan(10);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 270, 290, 295, 299})
    void aSourceThatRepeatsTheKeyDoesNotGetItShown(int place) {
        try (var server =
                        RawServer.with(
                                RawServer.status(403, ".".repeat(place) + SECRET, "X-A: b"));
                var later = RawServer.with(RawServer.status(503, ".".repeat(place) + SECRET));
                var impatient = client(Duration.ofMillis(1), Duration.ofSeconds(10))) {
            assertThatThrownBy(() -> get(server))
                    .message()
                    .doesNotContain(SECRET.substring(0, 8))
                    .contains("403");
            assertThatThrownBy(() -> impatient.get(later.address(), 100))
                    .message()
                    .doesNotContain(SECRET.substring(0, 8));
        }
    }

    @Test
    void aKeyGoesOverPlainHttpOnlyToThisMachine() {
        try (var client = client()) {
            assertThatThrownBy(() -> client.get(URI.create("http://192.0.2.1/rows"), 100))
                    .isInstanceOf(LoadStopped.Failed.class)
                    .hasMessageContaining("https")
                    .message()
                    .doesNotContain(SECRET);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "two\nlines", "sch\u00f6n"})
    void aKeyThatNoHeaderCarriesIsRefusedUnseen(String secret) {
        assertThatThrownBy(() -> new ApiKey("X-App-Token", secret))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("X-App-Token: expected")
                .message()
                .doesNotContain("words", "lines", "sch\u00f6n");
        assertThat(new ApiKey("X-App-Token", SECRET)).asString().doesNotContain(SECRET);
    }

    @Test
    void noMoreRequestsAreOpenThanAllowed() throws Exception {
        var open = new AtomicInteger();
        var most = new AtomicInteger();
        var two = new CyclicBarrier(2);
        Reply counted =
                (socket, out) -> {
                    most.accumulateAndGet(open.incrementAndGet(), Math::max);
                    try {
                        two.await();
                    } catch (java.util.concurrent.BrokenBarrierException e) {
                        throw new IOException(e);
                    }
                    open.decrementAndGet();
                    RawServer.right().to(socket, out);
                };
        try (var server = RawServer.with(counted);
                var client = client();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Answer>>();
            for (var number = 0; number < 8; number++) {
                answers.add(threads.submit(() -> client.get(server.address(), 100)));
            }
            for (var answer : answers) {
                assertThat(answer.get().body().text()).isEqualTo("right");
            }
            assertThat(most).hasValue(2);
            assertThat(client.requests()).isEqualTo(8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf",
                "HTTP/1.1 503 No\r\nContent-Length: 0\r\nRetry-After: 20\r\n\r\n"
            })
    void anInterruptEndsAnyWait(String said) throws Exception {
        var failure = new AtomicReference<Throwable>();
        try (var server = RawServer.with(RawServer.stalled(said));
                var client = client(Duration.ofSeconds(60), Duration.ofSeconds(60))) {
            var thread =
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    client.get(server.address(), 100);
                                } catch (Exception e) {
                                    failure.set(e);
                                }
                            });
            while (server.asked.isEmpty()) {
                Thread.onSpinWait();
            }
            thread.interrupt();
            assertThat(thread.join(Duration.ofSeconds(5))).isTrue();
            assertThat(failure.get()).isInstanceOf(InterruptedException.class);
        }
    }
}
