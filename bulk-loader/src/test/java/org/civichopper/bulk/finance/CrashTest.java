package org.civichopper.bulk.finance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.civichopper.bulk.DyingProcess;
import org.civichopper.bulk.run.LoadStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The process dies at each step of its way: what showed shows until the same command has gone on,
/// and nothing of the dead one is left.
@Execution(ExecutionMode.CONCURRENT)
class CrashTest {

    private static final String COUNT = "SELECT count(*) FROM campaign_finance.contributions";

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource
    void aProcessThatDiesAtAnyStepIsFollowedByOneThatGoesOn(LoadStep step) throws Exception {
        try (var capitol = Capitol.in(folder)) {
            capitol.has(TexasZip.of(20)).load("tx");
            capitol.has(TexasZip.of(30).gift("bad", Map.of("contributionAmount", "?")));
            assertThat(die(capitol, step)).isEqualTo(DyingProcess.HALTED);
            assertThat(capitol.one(COUNT))
                    .isEqualTo(step.compareTo(LoadStep.PROMOTED) < 0 ? "20" : "30");

            var ran = capitol.load("tx");
            assertThat(ran.exitCode()).as(ran.err()).isEqualTo(3);
            assertThat(capitol.one(COUNT)).isEqualTo("30");
            assertThat(capitol.leftInStaging()).isEmpty();
            assertThat(capitol.ask("SELECT DISTINCT status FROM hopper.load_run WHERE run_id > 1"))
                    .containsExactly("completed_with_rejects");
            assertThat(
                            capitol.one(
                                    "SELECT max(n) FROM (SELECT count(*) n FROM hopper.load_reject GROUP BY run_id) each"))
                    .isEqualTo("1");
        }
    }

    @Test
    void whatADeadProcessOfOtherOptionsLeftIsClearedAway() throws Exception {
        try (var capitol = Capitol.in(folder)) {
            capitol.has(TexasZip.of(30));
            assertThat(die(capitol, LoadStep.BUILT)).isEqualTo(DyingProcess.HALTED);
            assertThat(capitol.leftInStaging()).hasSize(2);
            var ran = capitol.load("tx", "--since", "2020-01-01");
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(capitol.leftInStaging()).isEmpty();
            assertThat(capitol.ask("SELECT status FROM hopper.load_run ORDER BY run_id"))
                    .containsExactly("abandoned", "completed");
        }
    }

    private static int die(Capitol capitol, LoadStep step) throws Exception {
        return DyingProcess.run(
                DyingLoad.class, capitol.url(), capitol.file("tx", "").toString(), step.name());
    }
}
