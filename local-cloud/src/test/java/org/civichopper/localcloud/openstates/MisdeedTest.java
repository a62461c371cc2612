package org.civichopper.localcloud.openstates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MisdeedTest {

    private static final String PATH = "/jurisdictions";

    private LocalOpenStates states;
    private Visitor visitor;

    @BeforeEach
    void start() {
        states = LocalOpenStates.start();
        states.put(Kind.JURISDICTION, InventedStates.small(1).jurisdiction("nc"));
        visitor = new Visitor(states);
    }

    @AfterEach
    void stop() {
        states.close();
    }

    @Test
    void itBehavesAgainAfterSoManyTimes() throws Exception {
        states.misbehave(
                Asked.list(Kind.JURISDICTION),
                new Misdeed.Status(503, Map.of("Retry-After", "1"), ""),
                2);
        var first = visitor.get(PATH);
        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(first.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(visitor.get("/committees").statusCode()).isEqualTo(200);
        assertThat(visitor.get(PATH).statusCode()).isEqualTo(503);
        assertThat(visitor.get(PATH).statusCode()).isEqualTo(200);
    }

    @Test
    void onlyTheNthRequestIsMeant() throws Exception {
        states.misbehaveAt(2, Asked.any(), Misdeed.dayUsedUp());
        assertThat(visitor.get(PATH).statusCode()).isEqualTo(200);
        assertThat(visitor.get(PATH).body()).contains("/day");
        assertThat(visitor.get(PATH).statusCode()).isEqualTo(200);
    }

    @Test
    void itMisbehavesUntilItIsToldToBehave() throws Exception {
        states.misbehave(Asked.any(), Misdeed.internalError());
        assertThat(visitor.get(PATH).statusCode()).isEqualTo(500);
        assertThat(visitor.get(PATH).statusCode()).isEqualTo(500);
        states.behave();
        assertThat(visitor.get(PATH).statusCode()).isEqualTo(200);
    }

    @Test
    void aPageForPeopleIsNotJson() throws Exception {
        states.misbehave(Asked.any(), Misdeed.html());
        var answer = visitor.get(PATH);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void aCutBodyIsSeenToBeCut() throws Exception {
        states.misbehave(Asked.any(), new Misdeed.CutBody(10));
        try (var body = visitor.open(PATH).body()) {
            assertThat(new String(body.readNBytes(10))).isEqualTo("{\"results\"");
            assertThatThrownBy(body::read).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aConnectionCanEndWithoutAnAnswer() {
        states.misbehave(Asked.any(), new Misdeed.Reset());
        assertThatThrownBy(() -> visitor.get(PATH)).isInstanceOf(IOException.class);
    }

    @Test
    void silenceEndsWithTheServer() throws Exception {
        var came = new CountDownLatch(1);
        states.before(Asked.any(), came::countDown);
        states.misbehave(Asked.any(), new Misdeed.Silence());
        var answer = visitor.ask(PATH);
        came.await();
        assertThat(answer).isNotDone();
        states.close();
        assertThat(answer).failsWithin(Duration.ofSeconds(5));
    }

    @Test
    void aLateAnswerIsTheRightOne() throws Exception {
        states.misbehave(Asked.any(), new Misdeed.Late(Duration.ofMillis(50)));
        var start = System.nanoTime();
        assertThat(visitor.get(PATH).body()).contains("North Carolina");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    void twoAtOnceAreSeen() throws Exception {
        var both = new CountDownLatch(2);
        for (int nth = 1; nth <= 2; nth++) {
            states.before(nth, Asked.any(), () -> meet(both));
        }
        var first = visitor.ask(PATH);
        visitor.get(PATH);
        assertThat(first.get().statusCode()).isEqualTo(200);
        assertThat(states.mostOpen()).isEqualTo(2);
    }

    private static void meet(CountDownLatch all) {
        all.countDown();
        try {
            all.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
