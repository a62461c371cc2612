package org.civichopper.bulk.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.civichopper.bulk.run.LoadStopped;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What readers of the aliases see of promotes and rollbacks, and which indices outlive them.
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class AliasMoveTest {

    private final Sought sought = new Sought();

    @AfterEach
    void close() {
        sought.close();
    }

    @Test
    void oneCallWithExactNamesMovesBothAliases() throws Exception {
        sought.shown(Sought.FIRST, 3);
        assertThat(sought.gifts()).isEqualTo(3);

        sought.shown(Sought.SECOND, 2);

        assertThat(sought.gifts()).isEqualTo(2);
        var calls = sought.wayward.asked().stream().filter(each -> each.isPromotion()).toList();
        assertThat(calls).hasSize(2);
        assertThat(new JsonMapper().readTree(calls.getLast().body()).path("actions"))
                .extracting(Object::toString)
                .containsExactlyInAnyOrder(
                        action(
                                "remove",
                                Kind.CONTRIBUTIONS,
                                sought.index(Kind.CONTRIBUTIONS, Sought.FIRST)),
                        action(
                                "add",
                                Kind.CONTRIBUTIONS,
                                sought.index(Kind.CONTRIBUTIONS, Sought.SECOND)),
                        action("remove", Kind.REPORTS, sought.index(Kind.REPORTS, Sought.FIRST)),
                        action("add", Kind.REPORTS, sought.index(Kind.REPORTS, Sought.SECOND)));
    }

    private String action(String action, Kind kind, String index) {
        return "{\"%s\":{\"index\":\"%s\",\"alias\":\"%s\"}}"
                .formatted(action, index, sought.alias(kind));
    }

    @Test
    void aReaderSeesTheOldOrTheNew() throws Exception {
        sought.shown(Sought.FIRST, 3);
        var seen = new CopyOnWriteArraySet<Long>();
        var over = new AtomicBoolean();
        var reader =
                Thread.ofVirtual()
                        .start(() -> {
                            while (!over.get()) {
                                try {
                                    seen.add(sought.gifts());
                                } catch (Exception e) {
                                    throw new AssertionError(e);
                                }
                            }
                        });

        sought.shown(Sought.SECOND, 5).prune();
        over.set(true);
        reader.join();

        assertThat(seen).isSubsetOf(3L, 5L);
        assertThat(sought.gifts()).isEqualTo(5);
    }

    @Test
    void anAliasThatMovedBeforeTheCrashMovesBack() throws Exception {
        sought.shown(Sought.FIRST, 3);
        sought.shown(Sought.SECOND, 7);

        sought.server().copy("tx", Sought.SECOND).drop();

        assertThat(sought.gifts()).isEqualTo(3);
        assertThat(sought.indices())
                .containsExactly(
                        sought.index(Kind.CONTRIBUTIONS, Sought.FIRST),
                        sought.index(Kind.REPORTS, Sought.FIRST));
    }

    @Test
    void theFirstOfAllMovesBackToNothing() throws Exception {
        sought.shown(Sought.FIRST, 3);

        sought.server().copy("tx", Sought.FIRST).begin();

        assertThat(sought.gifts()).isEqualTo(-1);
    }

    @Test
    void whatIsTakenBackShowsWhatItShowed() throws Exception {
        sought.shown(Sought.FIRST, 3);
        var copy = sought.shown(Sought.SECOND, 7);

        copy.takeBack();

        assertThat(sought.gifts()).isEqualTo(3);
    }

    @Test
    void aRollbackPutsBothKindsBackInOneCall() throws Exception {
        sought.shown(Sought.FIRST, 3);
        sought.shown(Sought.SECOND, 7).prune();
        var calls = promotions();

        sought.putBack(Sought.SECOND);

        assertThat(sought.gifts()).isEqualTo(3);
        assertThat(promotions()).isEqualTo(calls + 1);
    }

    private long promotions() {
        return sought.wayward.asked().stream().filter(each -> each.isPromotion()).count();
    }

    @Test
    void thereIsNothingToPutBackBehindTheFirst() throws Exception {
        sought.shown(Sought.FIRST, 3);

        assertThatThrownBy(() -> sought.putBack(Sought.FIRST))
                .isInstanceOf(LoadStopped.Failed.class)
                .hasMessageContaining("nothing was put back");
        assertThat(sought.gifts()).isEqualTo(3);
    }

    @Test
    void theOneBeforeIsKeptAndOlderOnesGo() throws Exception {
        sought.shown(Sought.FIRST, 1).prune();
        sought.shown(Sought.SECOND, 2).prune();

        sought.shown(Sought.THIRD, 3).prune();

        assertThat(sought.indices())
                .containsExactly(
                        sought.index(Kind.CONTRIBUTIONS, Sought.SECOND),
                        sought.index(Kind.CONTRIBUTIONS, Sought.THIRD),
                        sought.index(Kind.REPORTS, Sought.SECOND),
                        sought.index(Kind.REPORTS, Sought.THIRD));
    }

    @Test
    void whatARollbackNeedsOutlivesWhatWasRolledBack() throws Exception {
        sought.shown(Sought.FIRST, 1);
        sought.shown(Sought.SECOND, 2);
        sought.putBack(Sought.SECOND);

        sought.shown(Sought.THIRD, 3).prune();
        sought.putBack(Sought.THIRD);

        assertThat(sought.gifts()).isEqualTo(1);
    }

    @Test
    void namesOfOthersAreLeftAlone() throws Exception {
        var strangers =
                List.of(
                        "tx_contribs_20200101t000000000_other_" + sought.env,
                        "tx_contribs_old_" + sought.env,
                        "mi_contribs_20200101t000000000_" + sought.env);
        for (var stranger : strangers) {
            sought.send("PUT", stranger, "");
        }
        sought.shown(Sought.FIRST, 1);
        var copy = sought.server(Duration.ofSeconds(30), 1).copy("tx", Sought.SECOND);
        sought.fill(copy, 2);
        copy.check();
        copy.promote();

        copy.prune();

        assertThat(sought.indices())
                .containsAll(strangers)
                .contains(sought.index(Kind.CONTRIBUTIONS, Sought.SECOND))
                .doesNotContain(sought.index(Kind.CONTRIBUTIONS, Sought.FIRST));
    }

    @Test
    void anIndexInThePlaceOfTheAliasIsNamedBeforeAnythingIsLoaded() throws Exception {
        sought.send("PUT", sought.alias(Kind.REPORTS), "");

        assertThatThrownBy(() -> sought.server().copy("tx", Sought.FIRST).begin())
                .isInstanceOf(LoadStopped.Failed.class)
                .hasMessageContaining("found an index of that name");
    }

    @Test
    void anAliasThatOthersMovedMeanwhileIsNotTouched() throws Exception {
        sought.shown(Sought.FIRST, 1);
        var slow = sought.loaded(Sought.SECOND, 2);
        sought.shown(Sought.THIRD, 3);

        assertThatThrownBy(slow::promote)
                .isInstanceOf(LoadStopped.Failed.class)
                .hasMessageContaining("as when the run began");
        assertThat(sought.gifts()).isEqualTo(3);
    }
}
