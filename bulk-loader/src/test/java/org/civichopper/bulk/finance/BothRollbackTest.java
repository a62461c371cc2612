package org.civichopper.bulk.finance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.civichopper.bulk.search.SharedSearch;
import org.civichopper.localsearch.Asked;
import org.civichopper.localsearch.Misdeed;
import org.civichopper.localsearch.WaywardSearch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// A rollback puts tables and aliases back together, or neither.
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
class BothRollbackTest {

    @TempDir private Path folder;

    private TwoTargets both;

    @BeforeEach
    void open() {
        both = new TwoTargets(folder);
    }

    @AfterEach
    void close() {
        both.close();
    }

    @Test
    void aRollbackPutsBothBack() throws Exception {
        both.publishes(1_000);
        both.load("both");
        var before = both.rows();
        both.publishes(1_500);
        both.load("both");
        assertThat(both.rows()).isGreaterThan(before);

        var ran = both.rollback();

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(both.rows()).isEqualTo(before).isEqualTo(both.documents());
    }

    @Test
    void aRollbackWhoseCommitFailsLetsTheAliasesShowWhatTheTablesDo() throws Exception {
        both.publishes(1_000);
        both.load("both");
        both.publishes(1_500);
        both.load("both");
        var shown = both.rows();
        both.commitsFail();

        var ran = both.rollback();

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(both.documents()).isEqualTo(shown).isEqualTo(both.rows());
    }

    @Test
    void aRollbackThatDiedBeforeItsCommitIsFollowedByTheSameCommand() throws Exception {
        both.publishes(1_000);
        both.load("both");
        var before = both.rows();
        both.publishes(1_500);
        both.load("both");
        both.commitsFail();
        both.search.misbehave(new SecondPromotion(), Misdeed.status(400));
        both.rollback();
        assertThat(both.documents())
                .as("aliases went ahead")
                .isEqualTo(before)
                .isLessThan(both.rows());
        both.commitsHold();

        var ran = both.rollback();

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(both.documents()).isEqualTo(before).isEqualTo(both.rows());
    }

    @Test
    void whereOneOfTwoSearchServersRefusesTheOtherShowsWhatTheTablesDo() throws Exception {
        both.publishes(1_000);
        both.load("both");
        both.publishes(1_500);
        both.load("both");
        try (var other = WaywardSearch.before(SharedSearch.URL)) {
            for (var time = 1; time <= 2; time++) {
                both.capitol.loadFrom(
                        Capitol.sample("input"),
                        "mi",
                        "--to",
                        "both",
                        "--env",
                        both.env,
                        "--search-url",
                        other.url(),
                        "--max-rejects",
                        "1");
            }
            assertThat(
                            both.number(
                                    "SELECT count(*) FROM campaign_finance.contributions_mi_previous"))
                    .isPositive();
            other.misbehave(Asked::isPromotion, Misdeed.status(400));

            var ran = both.rollback();

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.err()).contains("400");
            assertThat(both.documents())
                    .isEqualTo(
                            both.number("SELECT count(*) FROM campaign_finance.contributions_tx"));
        }
    }

    // Lets the first one through.
    private static final class SecondPromotion implements Predicate<Asked> {

        private final AtomicInteger promotions = new AtomicInteger();

        @Override
        public boolean test(Asked asked) {
            return asked.isPromotion() && promotions.incrementAndGet() > 1;
        }
    }
}
