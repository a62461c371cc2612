package org.civichopper.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.civichopper.testing.Said;
import org.junit.jupiter.api.Test;

class BicamDemoCommandTest {

    @Test
    void aNewcomerSeesALoadARefusalAndTheWayBack() {
        var said = Said.by("demo", "bicam", "--bills", "200");

        assertThat(said.exitCode()).as(said.out() + said.err()).isZero();
        assertThat(said.out())
                .contains("1,400 rows into 3 tables")
                .contains("as in the manifest, found")
                .contains("the tables have 200 bills, as before")
                .contains("1,540 rows into 3 tables")
                .contains("the tables have 200 bills again");
    }
}
