package org.civichopper.localcloud.openstates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuotaTest {

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2025-03-01T23:58:59Z"));
    private LocalOpenStates states;

    @BeforeEach
    void start() {
        states =
                LocalOpenStates.start(
                        Manners.usual()
                                .withClock(now::get)
                                .withKey("first", 2, 100)
                                .withKey("second", 2, 3));
    }

    @AfterEach
    void stop() {
        states.close();
    }

    private String ask(String key) throws Exception {
        var answer = new Visitor(states, key).get("/jurisdictions");
        return answer.statusCode() == 200 ? "" : answer.statusCode() + answer.body();
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    @Test
    void withoutAKeyNobodyIsAnsweredAndWithAnUnknownOneNeither() throws Exception {
        assertThat(ask("")).startsWith("403{\"detail\":\"Must provide API Key");
        assertThat(ask("third")).startsWith("401{\"detail\":\"Invalid API Key.");
        assertThat(new Visitor(states, "").get("/jurisdictions", "apikey", "first").statusCode())
                .isEqualTo(403);
    }

    @Test
    void aMinuteIsOneOfTheClockAndRefusedRequestsCount() throws Exception {
        assertThat(ask("first")).isEmpty();
        assertThat(ask("first")).isEmpty();
        assertThat(ask("first")).isEqualTo("429{\"detail\":\"exceeded limit of 2/min: 3\"}");
        assertThat(ask("first")).isEqualTo("429{\"detail\":\"exceeded limit of 2/min: 4\"}");
        assertThat(ask("second")).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(ask("first")).isEmpty();
        assertThat(states.mostInAMinute()).isEqualTo(5);
    }

    @Test
    void aDayIsOneOfTheClock() throws Exception {
        ask("second");
        ask("second");
        ask("second");
        pass(Duration.ofSeconds(1));
        assertThat(ask("second")).isEqualTo("429{\"detail\":\"exceeded limit of 3/day: 4\"}");
        pass(Duration.ofMinutes(1));
        assertThat(ask("second")).isEmpty();
    }

    @Test
    void nothingIsSaidOfWhenToComeAgain() throws Exception {
        states.grant("first", 0, 100);
        var refused = new Visitor(states, "first").get("/jurisdictions");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void whatIsWrongCountsAndWhatIsNotThereDoesNot() throws Exception {
        var visitor = new Visitor(states, "first");
        visitor.get("/votes");
        visitor.get("/people");
        states.misbehave(Asked.any(), Misdeed.internalError(), 1);
        visitor.get("/jurisdictions");
        assertThat(ask("first")).isEqualTo("429{\"detail\":\"exceeded limit of 2/min: 3\"}");
    }

    @Test
    void itIsKnownWhatWasAskedAndWhen() throws Exception {
        new Visitor(states, "first").get("/bills", "include", "votes", "include", "actions");
        pass(Duration.ofSeconds(2));
        ask("");
        var asked = states.asked();
        assertThat(asked.getFirst().parameters("include")).containsExactly("votes", "actions");
        assertThat(asked.getFirst().header("x-api-key")).isEqualTo("first");
        assertThat(asked.getLast().header("X-API-KEY")).isEmpty();
        assertThat(Duration.between(asked.getFirst().at(), asked.getLast().at())).hasSeconds(2);
    }
}
