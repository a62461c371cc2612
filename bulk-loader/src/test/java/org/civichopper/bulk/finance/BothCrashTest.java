package org.civichopper.bulk.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.civichopper.bulk.finance.TwoTargets.GoneError;
import org.civichopper.bulk.run.LoadStep;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A process that dies on its way, or whose commit fails, leaves tables and aliases that the same
/// command brings together again.
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
class BothCrashTest {

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

    @ParameterizedTest
    @EnumSource(
            value = LoadStep.class,
            names = {"PLANNED", "COPIED", "READ", "CHECKED", "FINISHED", "PROMOTED"})
    void afterACrashTheSameCommandComesToTheSame(LoadStep step) throws Exception {
        both.publishes(1_000);
        both.load("both");
        both.publishes(1_500);

        assertThatThrownBy(() -> both.dieAt(step)).isInstanceOf(GoneError.class);
        var ran = both.load("both");

        assertThat(ran.exitCode()).as(ran.err() + ran.out()).isZero();
        assertThat(both.rows()).isEqualTo(both.documents());
        assertThat(both.indices()).hasSize(4); // those that show, and those before
        assertThat(both.capitol.leftInStaging()).isEmpty();
    }

    @Test
    void whatADeadRunLeftInTheSearchServerGoesWithALoadOfTablesAlone() throws Exception {
        both.publishes(1_000);
        assertThatThrownBy(() -> both.dieAt(LoadStep.CHECKED)).isInstanceOf(GoneError.class);
        assertThat(both.indices()).hasSize(2);

        assertThat(both.load("postgres").exitCode()).isZero();

        assertThat(both.indices()).isEmpty();
    }

    @Test
    void aCommitThatFailsTakesTheAliasesBack() throws Exception {
        both.publishes(1_000);
        both.load("both");
        var before = both.documents();
        both.publishes(1_500);

        both.load(reached -> {
            if (reached == LoadStep.FINISHED) {
                endSessions();
            }
        });

        assertThat(both.documents()).isEqualTo(before).isEqualTo(both.rows());
        assertThat(both.load("both").exitCode()).isZero();
        assertThat(both.documents()).isGreaterThan(before).isEqualTo(both.rows());
    }

    private void endSessions() {
        both.number(
                """
                SELECT count(pg_terminate_backend(pid))
                  FROM pg_stat_activity
                 WHERE datname = current_database() AND pid <> pg_backend_pid()
                """);
    }
}
