package org.civichopper.bulk.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.localsearch.Asked;
import org.civichopper.localsearch.Misdeed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What comes of a server that misbehaves.
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class WaywardServerTest {

    private static final Predicate<Asked> CREATION =
            each -> each.method().equals("PUT") && !each.path().endsWith("/_settings");

    private final Sought sought = new Sought();

    @AfterEach
    void close() {
        sought.close();
    }

    @Test
    void documentsThatAreTooManyJustNowAreSentAgainByThemselves() throws Exception {
        sought.wayward.misbehave(
                Asked::isBulk,
                new Misdeed.RefuseDocuments(
                        line -> line.contains("\"g2\"") || line.contains("\"g4\""),
                        429,
                        "rejected_execution_exception"),
                2);

        sought.shown(Sought.FIRST, 5);

        assertThat(sought.gifts()).isEqualTo(5);
        var again = sought.wayward.asked().stream().filter(Asked::isBulk).skip(1).findFirst();
        assertThat(again.orElseThrow().body().lines()).hasSize(4);
    }

    @Test
    void documentsThatAreRefusedForGoodAreSetAside() throws Exception {
        sought.wayward.misbehave(
                Asked::isBulk,
                new Misdeed.RefuseDocuments(
                        line -> line.contains("\"g2\""), 400, "mapper_parsing_exception"));
        var copy = sought.server().copy("tx", Sought.FIRST);

        var refused = sought.fill(copy, 3);

        assertThat(refused).extracting(each -> each.key()).containsExactly("g2");
        assertThat(copy.check().getFirst().after()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void aBulkThatIsTurnedAwayIsSentAgain(int status) throws Exception {
        sought.wayward.misbehave(Asked::isBulk, Misdeed.status(status), 2);

        sought.shown(Sought.FIRST, 5);

        assertThat(sought.gifts()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBulkWhoseAnswerIsCutIsSentAgainAndDoublesNothing(boolean done) throws Exception {
        sought.wayward.misbehave(Asked::isBulk, new Misdeed.Cut(done), 1);

        sought.shown(Sought.FIRST, 5);

        assertThat(sought.gifts()).isEqualTo(5);
    }

    @Test
    void anAnswerThatSpeaksOfFewerDocumentsCountsForNone() throws Exception {
        sought.wayward.misbehave(
                Asked::isBulk, new Misdeed.Changed(_ -> "{\"errors\":false,\"items\":[]}"), 1);

        sought.shown(Sought.FIRST, 5);

        assertThat(sought.gifts()).isEqualTo(5);
        assertThat(sought.wayward.asked().stream().filter(Asked::isBulk)).hasSizeGreaterThan(2);
    }

    @Test
    void aPageForPeopleIsNoAnswer() throws Exception {
        sought.wayward.misbehave(
                Asked::isBulk, new Misdeed.Status(200, Map.of(), "<html>down</html>"), 1);

        sought.shown(Sought.FIRST, 5);

        assertThat(sought.gifts()).isEqualTo(5);
    }

    @Test
    void aServerThatStaysAwayPausesTheRun() throws Exception {
        sought.wayward.misbehave(Asked::isBulk, Misdeed.status(503));
        var copy = sought.server(Duration.ofSeconds(1), 2).copy("tx", Sought.FIRST);

        assertThatThrownBy(() -> sought.fill(copy, 5))
                .isInstanceOf(LoadStopped.Paused.class)
                .hasMessageContaining("503")
                .hasMessageContaining("longer than 1 s");
        copy.drop();
        assertThat(sought.indices()).isEmpty();
    }

    @Test
    void aBulkThatIsRefusedAsAWholeFailsTheRun() throws Exception {
        sought.wayward.misbehave(Asked::isBulk, Misdeed.status(413));
        var copy = sought.server().copy("tx", Sought.FIRST);

        assertThatThrownBy(() -> sought.fill(copy, 5))
                .isInstanceOf(LoadStopped.Failed.class)
                .hasMessageContaining("413");
    }

    @Test
    void anIndexThatWasMadeWithoutAWordIsMadeOnce() throws Exception {
        sought.wayward.misbehave(CREATION, new Misdeed.Cut(true), 1);

        sought.shown(Sought.FIRST, 5);

        assertThat(sought.gifts()).isEqualTo(5);
    }

    @Test
    void aCountThatIsTooLowPromotesNothing() throws Exception {
        var copy = sought.server().copy("tx", Sought.FIRST);
        sought.fill(copy, 5);
        sought.wayward.misbehave(
                each -> each.path().endsWith("/_count"),
                new Misdeed.Changed(answer -> answer.replace("\"count\":5", "\"count\":4")));

        assertThatThrownBy(copy::check)
                .isInstanceOf(LoadStopped.Failed.class)
                .hasMessageContaining("expected 5 documents")
                .hasMessageContaining("found 4");
    }

    @Test
    void aShardThatFailsIsNoCount() throws Exception {
        var copy = sought.server().copy("tx", Sought.FIRST);
        sought.fill(copy, 5);
        sought.wayward.misbehave(
                each -> each.path().endsWith("/_count"),
                new Misdeed.Changed(answer -> answer.replace("\"failed\":0", "\"failed\":1")));

        assertThatThrownBy(copy::check)
                .isInstanceOf(LoadStopped.Failed.class)
                .hasMessageContaining("every shard");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 429, 503})
    void anAliasCallThatIsTurnedAwayIsNotTriedAgain(int status) throws Exception {
        sought.shown(Sought.FIRST, 3);
        var copy = sought.loaded(sought.hasty(), Sought.SECOND, 7);
        var before = promotions();
        sought.wayward.misbehave(Asked::isPromotion, Misdeed.status(status));

        assertThatThrownBy(copy::promote)
                .isInstanceOf(LoadStopped.Failed.class)
                .hasMessageContaining(String.valueOf(status));

        assertThat(promotions()).isEqualTo(before + 1);
        assertThat(sought.gifts()).isEqualTo(3);
    }

    private long promotions() {
        return sought.wayward.asked().stream().filter(Asked::isPromotion).count();
    }

    @Test
    void whatTheAliasShowsTellsWhatNoAnswerTold() throws Exception {
        sought.shown(Sought.FIRST, 3);
        var copy = sought.loaded(Sought.SECOND, 7);
        sought.wayward.misbehave(Asked::isPromotion, new Misdeed.Cut(true), 1);

        copy.promote();

        assertThat(sought.gifts()).isEqualTo(7);
    }

    @Test
    void aliasesThatNeverMovedAreNotBelievedToHave() throws Exception {
        sought.shown(Sought.FIRST, 3);
        var copy = sought.loaded(sought.hasty(), Sought.SECOND, 7);
        sought.wayward.misbehave(Asked::isPromotion, new Misdeed.Cut(false), 1);

        assertThatThrownBy(copy::promote)
                .isInstanceOf(LoadStopped.Failed.class)
                .hasMessageContaining("expected aliases to show other indices within 2 s");

        assertThat(sought.gifts()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerThatNeverComesIsNotWaitedForLong(boolean done) throws Exception {
        sought.shown(Sought.FIRST, 3);
        var copy = sought.loaded(Sought.SECOND, 7);
        sought.wayward.misbehave(Asked::isPromotion, new Misdeed.Silence(done), 1);
        var began = System.nanoTime();

        if (done) {
            copy.promote();
        } else {
            assertThatThrownBy(copy::promote)
                    .isInstanceOf(LoadStopped.Failed.class)
                    .hasMessageContaining("no whole answer came within 5 s");
        }

        // Any other answer is waited for longer than that, whatever else this machine has to do.
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
        assertThat(sought.gifts()).isEqualTo(done ? 7 : 3);
    }

    @Test
    void aRunThatEndsWhileTheServerIsAwaySaysWhatItLeaves() throws Exception {
        var copy = sought.loaded(Sought.FIRST, 1);
        sought.wayward.misbehave(_ -> true, Misdeed.status(503));

        copy.drop();

        assertThat(sought.said).hasSize(1);
        assertThat(sought.said.getFirst()).contains(sought.index(Kind.REPORTS, Sought.FIRST));
    }
}
