package org.civichopper.bulk.bicam;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.civichopper.bulk.DyingProcess;
import org.civichopper.bulk.run.LoadStep;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The process dies at each step of its way: what showed shows until the same command has gone on,
/// and nothing of the dead one is left.
@Execution(ExecutionMode.CONCURRENT)
class CrashTest {

    private static final String SEEN =
            """
            SELECT concat_ws('/', (SELECT count(*) FROM bicam.members),
                                  (SELECT count(*) FROM bicam.terms),
                                  (SELECT count(*) FROM bicam.treaties))
            """;

    @TempDir private Path folder;

    private static Congress has(Congress congress, int rows, String bad) {
        return congress.types("members", "terms", "year", "integer")
                .has(
                        "members",
                        Congress.zip(
                                Congress.files(
                                        "members.csv", "id\n" + "M\n".repeat(rows),
                                        "terms.csv", "year\n" + "2001\n".repeat(rows) + bad)))
                .has("treaties", Congress.zip("treaties.csv", "id\n" + "T\n".repeat(rows)));
    }

    @ParameterizedTest
    @EnumSource
    void aProcessThatDiesAtAnyStepIsFollowedByOneThatGoesOn(LoadStep step) throws Exception {
        try (var congress = Congress.in(folder)) {
            has(congress, 20, "").load("members,treaties");
            has(congress, 30, "?\n");
            assertThat(die(congress, step)).isEqualTo(DyingProcess.HALTED);
            assertThat(congress.one(SEEN))
                    .isEqualTo(step.compareTo(LoadStep.PROMOTED) < 0 ? "20/20/20" : "30/30/30");

            var ran = congress.load("members,treaties");

            assertThat(ran.exitCode()).as(ran.err()).isEqualTo(3);
            assertThat(congress.one(SEEN)).isEqualTo("30/30/30");
            assertThat(congress.leftOfRuns()).isEmpty();
            assertThat(congress.ask("SELECT DISTINCT status FROM hopper.load_run WHERE run_id > 1"))
                    .containsExactly("completed_with_rejects");
            assertThat(
                            congress.one(
                                    "SELECT max(n) FROM (SELECT count(*) n FROM hopper.load_reject GROUP BY run_id) each"))
                    .isEqualTo("1");
            assertThat(
                            congress.one(
                                    "SELECT counts ->> 'read' FROM hopper.load_run ORDER BY run_id DESC LIMIT 1"))
                    .isEqualTo("91");
        }
    }

    private int die(Congress congress, LoadStep step) throws Exception {
        var often =
                switch (step) {
                    case RECEIVED, COPIED, CHECKPOINTED -> 2; // the second table of members
                    default -> 1;
                };
        return DyingProcess.run(
                DyingLoad.class, congress.url(), folder.toString(), step.name(), "" + often);
    }
}
