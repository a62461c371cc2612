package org.civichopper.bulk.openstates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.localcloud.openstates.Asked.list;
import static org.civichopper.localcloud.openstates.Asked.page;

import java.util.TreeSet;
import org.civichopper.localcloud.openstates.Kind;
import org.civichopper.localcloud.openstates.Misdeed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Pages that fail, move and come short: nothing is lost, and nothing is called completed that is
/// not.
@Execution(ExecutionMode.CONCURRENT)
class HonestPagesTest {

    private static final String COUNT = "SELECT count(*) FROM openstates.bills";
    private static final String WATERMARKS = "SELECT count(*) FROM hopper.load_watermark";
    private static final String LOG =
            "SELECT status || ': ' || coalesce(error_message, '') FROM openstates.ingestion_logs WHERE operation_type = 'bills' ORDER BY id DESC";

    @Test
    void aSessionTakesAsManyRequestsAsItHasPages() {
        try (var states = States.ofNorthCarolina()) {
            states.load("jurisdictions");
            var ran = states.loadBills();
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(ran.json().path("inserted").asInt()).isEqualTo(45);
            assertThat(states.asked(Kind.BILL)).isEqualTo(3);
            assertThat(ran.json().path("requests").asInt()).isEqualTo(3);
            assertAllThere(states);
            assertThat(states.one(LOG)).isEqualTo("completed: ");
        }
    }

    @Test
    void aPageThatFailsForLongPausesTheRunAndOneOrTwoRequestsBringTheRest() {
        try (var states = States.ofNorthCarolina()) {
            states.api.misbehave(page(Kind.BILL, 3), Misdeed.internalError());
            var ran = states.loadBills("--retry-for", "1s");
            assertThat(ran.exitCode()).as(ran.err()).isEqualTo(75);
            assertThat(ran.json().path("status").asText()).isEqualTo("paused");
            assertThat(states.one(COUNT)).isEqualTo("40");
            assertThat(states.one(WATERMARKS)).isEqualTo("0");
            assertThat(states.one(LOG)).startsWith("paused: ").contains("500");

            states.api.behave();
            states.api.forgetAsked();
            var run = ran.json().path("run").asText();
            var resumed = states.hopper("load", "resume", run, "--json");
            assertThat(resumed.exitCode()).as(resumed.err()).isZero();
            assertThat(states.asked(Kind.BILL)).isBetween(1L, 2L);
            assertThat(resumed.json().path("read").asInt()).isEqualTo(45 + jurisdictions(states));
            assertAllThere(states);
            assertThat(states.one(WATERMARKS)).isEqualTo("1");
            assertThat(states.one(LOG)).isEqualTo("completed: ");
        }
    }

    private static int jurisdictions(States states) {
        return Integer.parseInt(states.one("SELECT count(*) FROM openstates.jurisdictions"));
    }

    @Test
    void aPageThatIsRefusedFailsTheRunAtOnce() {
        try (var states = States.ofNorthCarolina()) {
            states.api.misbehave(page(Kind.BILL, 3), Misdeed.status(400, "no such thing"));
            var ran = states.loadBills();
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.error()).contains("400").contains("no such thing");
            assertThat(states.one(LOG)).startsWith("failed: ").contains("no such thing");
            assertThat(states.one(WATERMARKS)).isEqualTo("0");
            assertThat(states.asked(Kind.BILL)).isEqualTo(3);

            states.api.behave();
            var again = states.loadBills();
            assertThat(again.exitCode()).as(again.err()).isZero();
            assertThat(again.json().path("unchanged").asInt()).isEqualTo(40);
            assertThat(again.json().path("inserted").asInt()).isEqualTo(5);
            assertAllThere(states);
        }
    }

    @Test
    void aBillThatMovesToTheEndLetsNoneSlip() {
        try (var states = States.ofNorthCarolina()) {
            var first = states.bills().getFirst();
            states.api.before(page(Kind.BILL, 2), () -> states.api.touch(first));
            var ran = states.loadBills();
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertAllThere(states);
            assertThat(states.asked(Kind.BILL)).as("it is read again").isEqualTo(6);
        }
    }

    @Test
    void billsThatMoveInEveryRoundAreAllThereInTheEnd() {
        try (var states = States.ofNorthCarolina()) {
            var bills = states.bills();
            for (var round = 1; round <= 2; round++) {
                var moved = bills.get(round);
                states.api.before(round, page(Kind.BILL, 3), () -> states.api.touch(moved));
            }
            var ran = states.loadBills();
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertAllThere(states);
        }
    }

    @Test
    void billsThatGoMeanwhileLetNoneSlipAlsoWhereTheLastPageIsGone() {
        try (var states = States.ofNorthCarolina()) {
            var bills = states.bills();
            states.api.before(
                    page(Kind.BILL, 3), () -> bills.subList(0, 5).forEach(states.api::remove));
            var ran = states.loadBills();
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(states.ask("SELECT id FROM openstates.bills"))
                    .containsAll(states.bills())
                    .hasSize(45); // those that went were there when they were read
        }
    }

    @Test
    void aSessionThatNeverHoldsStillFailsAndMovesNoWatermark() {
        try (var states = States.ofNorthCarolina()) {
            var bills = states.bills();
            for (var round = 1; round <= Lists.ROUNDS; round++) {
                var gone = bills.get(round);
                states.api.before(round, page(Kind.BILL, 2), () -> states.api.remove(gone));
            }
            var ran = states.loadBills();
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.error()).contains("changes meanwhile");
            assertThat(states.one(WATERMARKS)).isEqualTo("0");
        }
    }

    @Test
    void anApologyWithAStatusOf200AndABodyThatIsCutAreAskedForAgain() {
        try (var states = States.ofNorthCarolina()) {
            states.api.misbehaveAt(1, page(Kind.BILL, 1), Misdeed.html());
            states.api.misbehaveAt(1, page(Kind.BILL, 2), new Misdeed.CutBody(1_000));
            states.api.misbehaveAt(1, page(Kind.BILL, 3), Misdeed.status(503, "busy"));
            var ran = states.loadBills();
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertAllThere(states);
            assertThat(ran.json().path("requests").asLong()).isEqualTo(states.api.asked().size());
        }
    }

    @Test
    void aDayThatIsUsedUpPausesAtOnceAndALaterRunAsksOnceAndKnows() {
        try (var states = States.ofNorthCarolina()) {
            states.api.misbehave(page(Kind.BILL, 2), Misdeed.dayUsedUp());
            var ran = states.loadBills();
            assertThat(ran.exitCode()).isEqualTo(75);
            assertThat(ran.error()).contains("/day").contains("midnight UTC");
            assertThat(states.one(COUNT)).isEqualTo("20");
            states.api.misbehave(list(Kind.BILL), Misdeed.dayUsedUp());
            states.api.forgetAsked();
            assertThat(states.loadBills().exitCode()).isEqualTo(75);
            assertThat(states.api.asked()).hasSize(1);
            states.api.behave();
            assertThat(states.loadBills().exitCode()).isZero();
            assertAllThere(states);
        }
    }

    @Test
    void whatThisKeyMayNotAskAnyMoreTodayIsNotAskedAndTheRunIsPaused() {
        try (var states = States.ofNorthCarolina()) {
            var command =
                    new String[] {
                        "bills",
                        "--jurisdiction",
                        "nc",
                        "--session",
                        States.SESSION,
                        "--requests-per-minute",
                        "60000",
                        "--requests-per-day",
                        "4"
                    };
            var ran = states.loadWithin(command);
            assertThat(ran.exitCode()).as(ran.err()).isEqualTo(75);
            assertThat(ran.error()).contains("4 requests of today are used up");
            assertThat(states.api.asked()).hasSize(4);
            assertThat(states.loadWithin(command).exitCode()).isEqualTo(75);
            assertThat(states.api.asked()).hasSize(4);
            assertThat(states.loadBills().exitCode()).as("a larger tier").isZero();
            assertAllThere(states);
        }
    }

    @Test
    void aMinuteThatIsUsedUpIsWaitedForUnlessThatIsLongerThanPatience() {
        try (var states = States.ofNorthCarolina()) {
            states.api.misbehave(page(Kind.BILL, 2), Misdeed.throttled());
            // Less than a second into a minute the next one is further away than this.
            var ran = states.loadBills("--retry-for", "1s");
            assertThat(ran.exitCode()).isEqualTo(75);
            assertThat(ran.error()).contains("exceeded limit of 10/min");
            assertThat(states.asked(Kind.BILL)).as("asked again in no hurry").isLessThan(5);
        }
    }

    private static void assertAllThere(States states) {
        assertThat(new TreeSet<>(states.ask("SELECT id FROM openstates.bills")))
                .isEqualTo(new TreeSet<>(states.bills()));
    }
}
