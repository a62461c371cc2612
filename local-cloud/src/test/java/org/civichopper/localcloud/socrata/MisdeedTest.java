package org.civichopper.localcloud.socrata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MisdeedTest {

    private static final String ROWS = "/resource/abcd-1234.csv";
    private static final Predicate<Asked> EVERY = asked -> true;
    private static final String[] NUMBERS = {"$select", "srnumber", "$order", ":id"};

    @TempDir private Path folder;
    private LocalSocrata socrata;
    private Visitor visitor;

    @BeforeEach
    void start() throws Exception {
        socrata = LocalSocrata.start(List.of(set("first.csv", 1, 2, 3)));
        visitor = new Visitor(socrata);
    }

    @AfterEach
    void stop() {
        socrata.close();
    }

    private DataSet set(String file, int... numbers) throws IOException {
        var rows = new StringBuilder(":id,:updated_at,srnumber\n");
        for (var number : numbers) {
            rows.append("row-%d,2020-03-01T00:00:00.002Z,1-%d\n".formatted(number, number));
        }
        return DataSet.of("abcd-1234", "Requests", Files.writeString(folder.resolve(file), rows));
    }

    @Test
    void itBehavesAgainAfterSoManyTimes() throws Exception {
        socrata.misbehave(Asked::isForRows, Misdeed.throttled("1"), 2);
        var first = visitor.get(ROWS);
        assertThat(first.statusCode()).isEqualTo(429);
        assertThat(first.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(visitor.get("/api/views/abcd-1234.json").statusCode()).isEqualTo(200);
        assertThat(visitor.get(ROWS).statusCode()).isEqualTo(429);
        assertThat(visitor.get(ROWS).statusCode()).isEqualTo(200);
        assertThat(socrata.asked()).hasSize(4);
    }

    @Test
    void onlyTheNthRequestIsMeant() throws Exception {
        socrata.misbehaveAt(2, EVERY, Misdeed.internalError());
        assertThat(visitor.get(ROWS).statusCode()).isEqualTo(200);
        assertThat(visitor.get(ROWS).body()).contains("\"message\":\"Internal error\"");
        assertThat(visitor.get(ROWS).statusCode()).isEqualTo(200);
    }

    @Test
    void itMisbehavesUntilItIsToldToBehave() throws Exception {
        socrata.misbehave(EVERY, Misdeed.notReady());
        assertThat(visitor.get(ROWS).statusCode()).isEqualTo(202);
        assertThat(visitor.get(ROWS).statusCode()).isEqualTo(202);
        socrata.behave();
        assertThat(visitor.get(ROWS).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void aCutBodyIsSeenToBeCut(Misdeed.Framing framing) throws Exception {
        socrata.misbehave(EVERY, new Misdeed.CutBody(11, framing));
        var answer = visitor.open(ROWS, NUMBERS);
        try (var body = answer.body()) {
            assertThat(new String(body.readNBytes(11))).isEqualTo("srnumber\n1-");
            assertThatThrownBy(body::read).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aWholeBodyCanLackItsLastChunk() throws Exception {
        socrata.misbehave(EVERY, Misdeed.withoutLastChunk());
        var answer = visitor.open(ROWS, NUMBERS);
        try (var body = answer.body()) {
            assertThat(new String(body.readNBytes(21))).isEqualTo("srnumber\n1-1\n1-2\n1-3\n");
            assertThatThrownBy(body::read).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aStalledBodyStaysOpenUntilTheServerCloses() throws Exception {
        socrata.misbehave(EVERY, new Misdeed.Stall(9));
        var answer = visitor.open(ROWS, NUMBERS);
        try (var body = answer.body()) {
            assertThat(new String(body.readNBytes(9))).isEqualTo("srnumber\n");
            assertThat(body.available()).isZero();
            socrata.close();
            assertThatThrownBy(body::read).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aSilentServerSaysNothingUntilItCloses() throws Exception {
        var arrived = new CountDownLatch(1);
        socrata.misbehave(EVERY, new Misdeed.Silence());
        socrata.before(1, EVERY, arrived::countDown);
        var answer = visitor.ask(ROWS);
        arrived.await();
        assertThat(answer).isNotDone();
        socrata.close();
        assertThat(answer).failsWithin(Duration.ofSeconds(30));
    }

    @Test
    void aResetConnectionBringsNoAnswer() {
        socrata.misbehave(EVERY, new Misdeed.Reset());
        assertThatThrownBy(() -> visitor.get(ROWS)).isInstanceOf(IOException.class);
    }

    @Test
    void anOutageCanLookLikeSuccess() throws Exception {
        socrata.misbehave(EVERY, new Misdeed.EmptyAnswer());
        assertThat(visitor.get(ROWS, NUMBERS).body()).isEqualTo("srnumber\n");
        assertThat(visitor.get("/resource/abcd-1234.json", "$select", "count(*)").body())
                .isEqualTo("[]\n");
    }

    @Test
    void aPageCanBeShorterThanAsked() throws Exception {
        socrata.misbehave(EVERY, new Misdeed.PageCap(1));
        assertThat(visitor.lines(ROWS, NUMBERS)).containsExactly("1-1");
    }

    @Test
    void aRedirectLeadsElsewhere() throws Exception {
        socrata.misbehave(EVERY, new Misdeed.Redirect(302, "http://localhost:1/elsewhere"));
        var answer = visitor.get(ROWS);
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location"))
                .hasValue("http://localhost:1/elsewhere");
    }

    @Test
    void theRightAnswerCanComeUnderFalseHeaders() throws Exception {
        socrata.misbehave(EVERY, new Misdeed.FalseHeaders(Map.of("Content-Type", "text/html")));
        var answer = visitor.get(ROWS, NUMBERS);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html");
        assertThat(answer.body()).endsWith("1-3\n");
    }

    @Test
    void rowsCanChangeBetweenTwoPages() throws Exception {
        var changed = set("second.csv", 1, 3, 4);
        socrata.before(2, Asked::isForRows, () -> socrata.put(changed));
        assertThat(visitor.lines(ROWS, NUMBERS)).containsExactly("1-1", "1-2", "1-3");
        assertThat(visitor.lines(ROWS, NUMBERS)).containsExactly("1-1", "1-3", "1-4");
    }
}
