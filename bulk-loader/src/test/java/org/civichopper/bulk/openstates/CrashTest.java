package org.civichopper.bulk.openstates;

import static org.assertj.core.api.Assertions.assertThat;

import org.civichopper.bulk.DyingProcess;
import org.civichopper.bulk.run.LoadStep;
import org.civichopper.localcloud.openstates.Kind;
import org.civichopper.localcloud.openstates.Manners;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The process dies at each step of its way; the same command goes on behind the last page that was
/// committed, and the end is the one of a load that nobody disturbed.
@Execution(ExecutionMode.CONCURRENT)
class CrashTest {

    private static final String END =
            """
            SELECT (SELECT string_agg(id || title || actions || openstates_updated_at, E'\\n' ORDER BY id) FROM openstates.bills)
                   || (SELECT string_agg(concat_ws('|', bill_id, name, person_id), E'\\n' ORDER BY bill_id, id) FROM openstates.bill_sponsorships)
                   || (SELECT string_agg(concat_ws('|', vote_id, voter_name, option, person_id), E'\\n' ORDER BY vote_id, id) FROM openstates.vote_records)
                   || (SELECT string_agg(key || value, ' ' ORDER BY key) FROM hopper.load_watermark)
                   || (SELECT count(*) FROM openstates.people) || (SELECT count(*) FROM openstates.committees)
            """;

    @ParameterizedTest
    @EnumSource
    void aProcessThatDiesAtAnyStepIsFollowedByOneThatGoesOn(LoadStep step) throws Exception {
        try (var states = States.ofNorthCarolina();
                var undisturbed = States.ofNorthCarolina()) {
            // In the middle of what is reached more than once: jurisdictions, people and
            // committees come before the three pages.
            var often =
                    switch (step) {
                        case CLAIMED -> 4;
                        case RECEIVED, COPIED -> 5;
                        case CHECKPOINTED -> 5;
                        default -> 1;
                    };
            assertThat(die(states, step, often)).isEqualTo(DyingProcess.HALTED);
            var asked = states.asked(Kind.BILL);

            var ran = states.load("all", "--jurisdiction", "nc", "--session", States.SESSION);
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            undisturbed.load("all", "--jurisdiction", "nc", "--session", States.SESSION);
            assertThat(states.one(END)).isEqualTo(undisturbed.one(END));
            assertThat(states.ask("SELECT DISTINCT status FROM hopper.load_run"))
                    .containsExactly("completed");
            assertThat(states.ask("SELECT DISTINCT status FROM openstates.ingestion_logs"))
                    .containsExactly("completed");
            assertThat(
                            states.ask(
                                    "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace('hopper_staging') AND relkind = 'r'"))
                    .isEmpty();
            if (step != LoadStep.CLOSED) { // then the same command begins a run of its own
                assertThat(states.asked(Kind.BILL)).isLessThanOrEqualTo(Math.max(3, asked + 4));
            }
        }
    }

    @Test
    void whatWasSeenAndIsLostInACrashOfPostgresIsReadAgain() throws Exception {
        try (var states = States.ofNorthCarolina()) {
            assertThat(die(states, LoadStep.CHECKPOINTED, 5)).isEqualTo(DyingProcess.HALTED);
            states.execute("TRUNCATE hopper_staging.load_1_seen");
            var ran = states.load("all", "--jurisdiction", "nc", "--session", States.SESSION);
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(ran.err()).contains("read anew");
            assertThat(states.one("SELECT count(*) FROM openstates.bills")).isEqualTo("45");
        }
    }

    private static int die(States states, LoadStep step, int often) throws Exception {
        return DyingProcess.run(
                DyingLoad.class,
                states.url(),
                states.api.url(),
                Manners.KEY,
                step.name(),
                Integer.toString(often));
    }
}
