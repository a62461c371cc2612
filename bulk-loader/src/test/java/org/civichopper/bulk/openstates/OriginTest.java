package org.civichopper.bulk.openstates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Bills that a zip brought before the API did.
class OriginTest {

    private static final String OF_ZIPS =
            "SELECT count(*) FROM openstates.bills WHERE origin = 'zip'";

    @Test
    void theApiReplacesABillOfAZipHoweverNewTheZipIs() throws Exception {
        try (var states = States.ofNorthCarolina()) {
            assertThat(states.loadBills().exitCode()).isZero();
            states.execute(
                    "UPDATE openstates.bills SET origin = 'zip', title = 'of a zip', openstates_updated_at = '2099-01-01'");
            var ran = states.loadBills("--full");
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(ran.count("updated")).isEqualTo(45);
            assertThat(states.one(OF_ZIPS)).isEqualTo("0");
            assertThat(states.one("SELECT count(*) FROM openstates.bills WHERE title = 'of a zip'"))
                    .isEqualTo("0");
        }
    }
}
