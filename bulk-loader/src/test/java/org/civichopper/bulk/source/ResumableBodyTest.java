package org.civichopper.bulk.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.civichopper.bulk.run.LoadStopped;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is cut goes on at the byte where it was cut, and rows of two versions never meet.
class ResumableBodyTest {

    private static final int SIZE = 2_000_000;

    private final OneObject object = new OneObject(SIZE);
    private final PoliteClient client = client(Duration.ofSeconds(20), Duration.ofSeconds(10));

    static PoliteClient client(Duration retryFor, Duration silence) {
        return new PoliteClient(
                new Manners(silence, retryFor, 2), Optional.empty(), _ -> {}, Duration.ofMillis(2));
    }

    @AfterEach
    void stop() {
        client.close();
        object.close();
    }

    private ResumableBody open(long from) throws IOException, InterruptedException {
        return client.open(object.address(), from, Long.MAX_VALUE, object.etag);
    }

    private byte[] from(int first) {
        return Arrays.copyOfRange(object.bytes, first, SIZE);
    }

    @Test
    void whatIsCutGoesOnAndIsNotFetchedTwice() throws Exception {
        object.cutEvery = 300_000;
        try (var body = open(0)) {
            assertThat(body.readAllBytes()).isEqualTo(object.bytes);
            assertThat(body.version()).isEqualTo(new ObjectVersion(object.etag, SIZE));
        }
        assertThat(object.sent.get()).isLessThan(SIZE * 11L / 10);
        assertThat(object.asked().getLast()).contains("Range: bytes=", "If-Match: \"one-17\"");
        assertThat(client.bytes()).isEqualTo(SIZE);
        assertThat(client.requests()).isEqualTo(object.asked().size());
    }

    @Test
    void aHundredCutsAreNoSourceThatIsDown() throws Exception {
        object.cutEvery = 20_000;
        try (var patient = client(Duration.ofMillis(60), Duration.ofSeconds(10));
                var body = patient.open(object.address(), 0, Long.MAX_VALUE, object.etag)) {
            assertThat(body.readAllBytes()).isEqualTo(object.bytes);
        }
        assertThat(object.asked()).hasSizeGreaterThan(99);
    }

    @Test
    void aSourceThatSendsNothingMorePausesTheRun() throws Exception {
        object.cutEvery = 500_000;
        object.afterEachCut = () -> object.cutEvery = 0;
        try (var brief = client(Duration.ofMillis(50), Duration.ofSeconds(10));
                var body = brief.open(object.address(), 0, Long.MAX_VALUE, object.etag)) {
            assertThatThrownBy(body::readAllBytes).isInstanceOf(LoadStopped.Paused.class);
        }
    }

    @Test
    void itBeginsAtTheByteThatIsAskedFor() throws Exception {
        try (var body = open(1_234_567)) {
            assertThat(body.readAllBytes()).isEqualTo(from(1_234_567));
        }
        assertThat(object.sent.get()).isEqualTo(SIZE - 1_234_567);
    }

    @Test
    void behindTheLastByteThereIsNothing() throws Exception {
        try (var body = open(SIZE)) {
            assertThat(body.read()).isEqualTo(-1);
        }
    }

    @Test
    void beyondWhatIsReadForCertainLittleIsAskedFor() throws Exception {
        object.bytes = OneObject.random(8_000_000, 2);
        try (var body = client.open(object.address(), 100, 200_000, object.etag)) {
            assertThat(body.readNBytes(300_000))
                    .isEqualTo(Arrays.copyOfRange(object.bytes, 100, 300_100));
        }
        assertThat(object.sent.get()).isLessThan(1_500_000);
        try (var body = client.open(object.address(), 100, 200_000, object.etag)) {
            assertThat(body.readAllBytes())
                    .isEqualTo(Arrays.copyOfRange(object.bytes, 100, 8_000_000));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anotherVersionIsNeverReadOn(boolean knowsConditions) throws Exception {
        object.knowsConditions = knowsConditions;
        object.cutEvery = 700_000;
        object.afterEachCut =
                () -> {
                    object.etag = "\"two-17\"";
                    object.bytes = OneObject.random(SIZE, 2);
                };
        var before = object.bytes;
        try (var body = open(0)) {
            assertThat(body.readNBytes(600_000)).isEqualTo(Arrays.copyOf(before, 600_000));
            assertThatThrownBy(body::readAllBytes)
                    .isInstanceOf(ObjectChangedException.class)
                    .hasMessageContaining("one-17");
        }
    }

    @Test
    void aVersionThatNoLongerStandsIsNotOpened() {
        assertThatThrownBy(() -> client.open(object.address(), 0, Long.MAX_VALUE, "\"zero\""))
                .isInstanceOf(ObjectChangedException.class);
    }

    @Test
    void aSourceWithoutRangesIsReadAgainUpToTheCut() throws Exception {
        try (var body = open(0)) {
            object.cutEvery = 900_000;
            object.knowsRanges = false;
            object.afterEachCut = () -> object.cutEvery = Long.MAX_VALUE;
            assertThat(body.readAllBytes()).isEqualTo(object.bytes);
        }
        try (var body = open(777)) {
            assertThat(body.readAllBytes()).isEqualTo(from(777));
        }
    }

    @Test
    void withoutALengthTheLastChunkIsTheEnd() throws Exception {
        object.saysLength = false;
        object.knowsRanges = false;
        object.cutEvery = 1_500_000;
        object.afterEachCut = () -> object.cutEvery = Long.MAX_VALUE;
        try (var body = open(0)) {
            assertThat(body.readAllBytes()).isEqualTo(object.bytes);
        }
        assertThat(object.asked()).hasSize(2);
    }

    @Test
    void whatTheBucketRefusesIsSaidInItsWords() {
        try (var server =
                RawServer.with(
                        RawServer.status(
                                404,
                                "<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code><Message>The"
                                        + " key &quot;a&quot; is not there.</Message></Error>"))) {
            assertThatThrownBy(() -> client.open(server.address(), 0, Long.MAX_VALUE, "\"e\""))
                    .isInstanceOf(LoadStopped.Failed.class)
                    .hasMessageEndingWith("404: NoSuchKey: The key \"a\" is not there.");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void whatMayComeRightIsTriedAgain(int status) throws Exception {
        try (var server =
                RawServer.with(
                        RawServer.status(status, "<Error><Code>SlowDown</Code></Error>"),
                        RawServer.status(200, "right", "ETag: \"e\""))) {
            try (var body = client.open(server.address(), 0, Long.MAX_VALUE, "\"e\"")) {
                assertThat(body.readAllBytes()).asString().isEqualTo("right");
            }
        }
    }

    @Test
    void aPartThatBeginsElsewhereIsNotTaken() throws Exception {
        try (var server =
                RawServer.with(
                        RawServer.status(206, "wrong", "ETag: \"e\"\nContent-Range: bytes 0-4/15"),
                        RawServer.status(
                                206, "right", "ETag: \"e\"\nContent-Range: bytes 10-14/15"))) {
            try (var body = client.open(server.address(), 10, Long.MAX_VALUE, "\"e\"")) {
                assertThat(body.readAllBytes()).asString().isEqualTo("right");
            }
        }
    }

    @Test
    void moreBytesThanItHasAreRefused() throws Exception {
        try (var server =
                RawServer.with(
                        RawServer.status(
                                206,
                                "right and more",
                                "ETag: \"e\"\nContent-Range: bytes 4-8/9"))) {
            try (var body = client.open(server.address(), 4, Long.MAX_VALUE, "\"e\"")) {
                assertThatThrownBy(body::readAllBytes).isInstanceOf(ObjectChangedException.class);
            }
        }
    }

    @Test
    void silenceIsCutAndTheReadersOwnIsNot() throws Exception {
        // Long enough for a busy machine to answer at all.
        try (var hasty = client(Duration.ofSeconds(20), Duration.ofMillis(1_500));
                var server =
                        RawServer.with(
                                RawServer.stalled(
                                        "HTTP/1.1 200 OK\r\nETag: \"e\"\r\nContent-Length:"
                                                + " 9\r\n\r\nhalf"),
                                RawServer.status(
                                        206, " more", "ETag: \"e\"\nContent-Range: bytes 4-8/9"))) {
            try (var body = hasty.open(server.address(), 0, Long.MAX_VALUE, "\"e\"")) {
                assertThat(body.readAllBytes()).asString().isEqualTo("half more");
            }
            assertThat(server.asked).hasSize(2);
        }
        try (var hasty = client(Duration.ofSeconds(20), Duration.ofMillis(150));
                var body = hasty.open(object.address(), 0, Long.MAX_VALUE, object.etag)) {
            Thread.sleep(200);
            assertThat(body.readAllBytes()).isEqualTo(object.bytes);
        }
        assertThat(object.asked()).hasSize(1);
    }

    @Test
    void anInterruptEndsAPause() throws Exception {
        object.cutEvery = 0;
        try (var body = open(0)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(body::readAllBytes).isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
