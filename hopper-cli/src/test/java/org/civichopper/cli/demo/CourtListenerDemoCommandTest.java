package org.civichopper.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.civichopper.testing.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CourtListenerDemoCommandTest {

    @Test
    @Timeout(120)
    void aNewcomerSeesADumpComeFromABucketThatCutsAndTheNextTakenBack() {
        var said = Said.by("demo", "courtlistener", "--opinions", "200");

        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out())
                .contains("breaks off behind 60,000 bytes", "answers 503 SlowDown")
                .contains("dump 2026-07-01: 2,005 rows", "dump 2026-10-01: 2,205 rows")
                .contains("search_opinioncluster.docket_id: 1 row without its search_docket")
                .contains("the tables have 200 opinions again");
    }
}
