package org.civichopper.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.civichopper.testing.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OpenStatesDemoCommandTest {

    @Test
    @Timeout(120)
    void aNewcomerSeesADayThatEndsRowsThatMoveAndThatNothingIsMissing() throws Exception {
        var said = Said.by("demo", "openstates", "--bills", "100");

        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out())
                .contains("answers 500", "exit code 75", "move up by one")
                .containsPattern("until the day ends +paused ")
                .containsPattern("the rest +completed ")
                .containsPattern("what changed +completed +\\d+ +0 +3 ")
                .containsPattern("history +completed +50 +50 ")
                .contains("FROM openstates.bill_sponsorships");
    }
}
