package org.civichopper.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.civichopper.testing.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CampaignFinanceDemoCommandTest {

    @Test
    @Timeout(180)
    void aNewcomerSeesBothSystemsMoveTogether() {
        var said = Said.by("demo", "campaign-finance", "--gifts", "1000");

        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out())
                .containsPattern(
                        "alias tx_contribs_demo shows index tx_contribs_\\d{8}t\\d{9}_demo")
                .containsPattern("the reader asked [\\d,]+ times and saw \\d+ gifts")
                .containsPattern("show \\d+ gifts again")
                .contains("who got most?");
    }
}
