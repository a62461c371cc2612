package org.civichopper.bulk.courtlistener;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.civichopper.bulk.DyingProcess;
import org.civichopper.bulk.ledger.LoadStatus;
import org.civichopper.bulk.run.LoadStep;
import org.civichopper.bulk.run.LoadSteps;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CourtCrashTest {

    private static final int CLUSTERS = 150;

    @ParameterizedTest
    @EnumSource
    void aLoadThatIsKilledAtAnyStepGoesOnWithWhatIsNotCommitted(LoadStep step) throws Exception {
        try (var courts = Courts.with(CLUSTERS)) {
            courts.edit(Courts.OPINIONS, text -> text); // in many small blocks
            assertThat(die(courts, step)).isEqualTo(DyingProcess.HALTED);
            var left = left(courts, step);
            courts.bucket.forget();

            if (step != LoadStep.CLOSED) {
                var report =
                        DyingCourtLoad.run(courts.url(), courts.bucket.url(), LoadSteps.UNWATCHED);
                assertThat(report.status())
                        .as("%s", report.error())
                        .isEqualTo(LoadStatus.COMPLETED_WITH_REJECTS);
                assertThat(report.run().orElseThrow()).isEqualTo(1);
            }

            assertThat(courts.bucket.sent()).isLessThanOrEqualTo(left);
            assertEnd(courts);
        }
    }

    // What the ledger says is not read yet, with what is read twice to end the last record of a
    // part, and script and schema file.
    private static long left(Courts courts, LoadStep step) {
        if (step == LoadStep.OPENED) {
            return Long.MAX_VALUE;
        }
        return Long.parseLong(
                courts.one(
                        """
                        SELECT coalesce(sum((checkpoint ->> 'to')::bigint - (checkpoint ->> 'from')::bigint
                                            + 150000) FILTER (WHERE status <> 'done'), 0) + 20000
                          FROM hopper.load_slice
                        """));
    }

    // The last cluster has no docket, and goes with its opinion and what refers to them.
    private static void assertEnd(Courts courts) {
        assertThat(courts.rows("search_opinioncluster")).isEqualTo(CLUSTERS - 1);
        assertThat(courts.rows(Courts.OPINIONS)).isEqualTo(CLUSTERS - 1);
        assertThat(courts.one("SELECT count(DISTINCT id) FROM courtlistener.search_opinion"))
                .isEqualTo("" + (CLUSTERS - 1));
        assertThat(courts.one("SELECT status FROM hopper.load_run ORDER BY run_id DESC LIMIT 1"))
                .isEqualTo("completed_with_rejects");
        assertThat(
                        courts.one(
                                "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND NOT convalidated"))
                .isEqualTo("0");
        assertThat(courts.one("SELECT count(*) FROM pg_namespace WHERE nspname LIKE '%\\_run%'"))
                .isEqualTo("0");
        assertThat(
                        courts.one(
                                """
                                SELECT (counts ->> 'read')::bigint = (counts ->> 'inserted')::bigint + (counts ->> 'rejected')::bigint
                                       AND (counts ->> 'rejected')::bigint = (SELECT count(*) FROM hopper.load_reject)
                                  FROM hopper.load_run
                                """))
                .isEqualTo("t");
    }

    private static int die(Courts courts, LoadStep step) throws Exception {
        var often =
                switch (step) {
                    case CLAIMED, RECEIVED, COPIED, CHECKPOINTED -> 4;
                    default -> 1;
                };
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx128m",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                DyingCourtLoad.class.getName(),
                                courts.url(),
                                courts.bucket.url(),
                                step.name(),
                                String.valueOf(often))
                        .inheritIO();
        var process = builder.start();
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
