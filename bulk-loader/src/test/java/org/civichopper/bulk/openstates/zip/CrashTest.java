package org.civichopper.bulk.openstates.zip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.civichopper.bulk.DyingProcess;
import org.civichopper.bulk.run.LoadStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The process dies at each step of its way: readers see the session of before or that of the zip,
/// and the same command ends as one that nobody disturbed.
@Execution(ExecutionMode.CONCURRENT)
class CrashTest {

    private static final String END =
            """
            SELECT (SELECT string_agg(concat_ws('|', id, title, actions, openstates_updated_at), E'\\n' ORDER BY id) FROM openstates.bills)
                   || (SELECT string_agg(concat_ws('|', bill_id, name), E'\\n' ORDER BY bill_id, id) FROM openstates.bill_sponsorships)
                   || (SELECT string_agg(concat_ws('|', vote_id, voter_name, option), E'\\n' ORDER BY vote_id, id) FROM openstates.vote_records)
            """;
    private static final String TITLES = "SELECT DISTINCT left(title, 6) FROM openstates.bills";

    @TempDir private Path folder;

    private Path newer(Sessions sessions) {
        var members = Sessions.members("csv");
        members.put("README", Sessions.readme("2025-07-01 00:00:00"));
        members.computeIfPresent(
                Sessions.PREFIX + "bills.csv", (_, bills) -> bills.replace("An act", "A law!"));
        return sessions.zip("newer.zip", members);
    }

    @ParameterizedTest
    @EnumSource
    void aProcessThatDiesAtAnyStepIsFollowedByOneThatGoesOn(LoadStep step) throws Exception {
        var sessions = Sessions.in(folder);
        assertThat(sessions.load(Sessions.sample("csv")).exitCode()).isZero();
        var newer = newer(sessions);
        assertThat(DyingProcess.run(DyingLoad.class, sessions.url(), newer.toString(), step.name()))
                .isEqualTo(DyingProcess.HALTED);
        assertThat(sessions.ask(TITLES)).hasSize(1);

        var ran = sessions.load(newer);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(sessions.ask(TITLES)).containsExactly("A law!");
        var end = sessions.one(END);
        sessions.execute("DELETE FROM openstates.bills");
        assertThat(sessions.load(newer).exitCode()).isZero();
        assertThat(end).isEqualTo(sessions.one(END));
        assertThat(sessions.ask("SELECT DISTINCT status FROM hopper.load_run"))
                .containsExactly("completed");
        assertThat(sessions.ask("SELECT DISTINCT status FROM openstates.ingestion_logs"))
                .containsExactly("completed");
        assertThat(
                        sessions.ask(
                                "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace('hopper_staging') AND relkind = 'r'"))
                .isEmpty();
    }

    @Test
    void readersInALoopSeeTheSessionOfBeforeOrThatOfTheZip() throws Exception {
        var sessions = Sessions.in(folder);
        assertThat(sessions.load(Sessions.sample("csv")).exitCode()).isZero();
        var newer = newer(sessions);
        var first = Sessions.sample("csv");
        try (var reader = new LoopingReader(sessions)) {
            for (var time = 0; time < 5; time++) {
                assertThat(sessions.load(time % 2 == 0 ? newer : first, "--force").exitCode())
                        .isZero();
            }
            assertThat(reader.seen())
                    .containsExactlyInAnyOrder("An act 23 36 96", "A law! 23 36 96");
        }
    }
}
