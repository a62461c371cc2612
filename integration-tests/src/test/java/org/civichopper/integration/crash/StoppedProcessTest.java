package org.civichopper.integration.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.civichopper.importer.step.Step;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// SIGSTOP hits a function that has written and not committed: the database ends its transaction,
/// the others go on after seconds, and what wakes up again finds that its time is over. It waits
/// for the database's timeouts, and runs with `-Dhopper.attack=long`.
@EnabledIfSystemProperty(named = "hopper.attack", matches = "long")
@Tag("attack")
class StoppedProcessTest {

    private static final Map<String, String> SOON_BACK = Map.of("HOPPER_VISIBILITY", "PT5S");

    @Test
    void aStoppedProcessDelaysTheOthersBySecondsAndHarmsNobodyWhenItWakes() throws Exception {
        try (var site = Site.open(SOON_BACK)) {
            var docket = new Docket(site);
            docket.deliver(Docket.bill(1, 0, "The older title"));
            var stopped = ChildFunction.stopAt(Step.RECORDED, env(site));
            try {
                docket.deliver(Docket.bill(1, 1, "The newer title"));
                assertThat(site.tick()).as("waited in vain").containsEntry("postponed", 1);
                site.drain(Duration.ofMinutes(5));
                assertThat(site.rows("SELECT title FROM opencivicdata_bill"))
                        .containsExactly("The newer title");

                ChildFunction.signal("CONT", stopped.toHandle());
                assertThat(stopped.waitFor(60, TimeUnit.SECONDS)).as("woke and ended").isTrue();
            } finally {
                stopped.destroyForcibly();
            }
            site.drain(Duration.ofMinutes(5));
            var newest = new HashMap<>(Docket.JURISDICTION);
            newest.putAll(Docket.bill(1, 1, "The newer title"));
            docket.check(Attack.FROZEN, 1, newest);
        }
    }

    private static Map<String, String> env(Site site) {
        var env = new HashMap<>(site.env());
        env.putAll(SOON_BACK);
        return env;
    }
}
