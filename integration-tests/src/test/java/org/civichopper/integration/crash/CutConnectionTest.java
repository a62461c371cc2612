package org.civichopper.integration.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.civichopper.database.Database;
import org.civichopper.database.DatabaseConfig;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.importer.function.ImporterFunction;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The connection to the database ends in every moment, the worst one included: when the COMMIT is
/// done and its reply is lost. All tests work at one site, and what they left there has to come
/// right in the end. With `-Dhopper.attack=long` every single message to the server is a place to
/// cut.
@Tag("attack")
class CutConnectionTest {

    // So that a tick which postpones its batch does not poll again.
    private static final String A_BILL_AND_ITS_VOTE = "2";

    // More than there are before the first transaction is done.
    private static final int CONNECTED = 20;

    private static Site site;
    private static Docket docket;
    private static PostgresProxy proxy;
    private static ImporterFunction function;

    @BeforeAll
    static void open() throws Exception {
        site = Site.open();
        docket = new Docket(site);
        proxy = PostgresProxy.before(site.env().get("DATABASE_URL"));
        function =
                site.function(
                        Map.of(
                                "DATABASE_URL",
                                proxy.url(),
                                "HOPPER_BATCH_SIZE",
                                A_BILL_AND_ITS_VOTE));
    }

    @AfterAll
    static void everythingIsThereOnce() throws Exception {
        try (var _ = site;
                var _ = proxy;
                var _ = function) {
            site.drain(Duration.ofSeconds(90));
            docket.check(Attack.CONNECTION_CUT, proxy.strikes());
        }
    }

    @Test
    void aLostReplyToTheCommitMakesTheSecondTimeANoop() throws Exception {
        var bills = site.count("opencivicdata_bill");
        var keys = docket.deliverNext();
        proxy.arm(new Strike.SwallowCommitReply());

        assertThat(Site.tick(function)).containsEntry("postponed", 2);

        assertThat(proxy.armed()).isFalse();
        assertThat(site.count("opencivicdata_bill")).as("is committed").isEqualTo(bills + 1);
        assertThat(site.keys("de/")).as("is not put away").containsAll(keys);

        keys.forEach(site::announce);
        assertThat(Site.tick(function)).containsEntry("documents", Map.of("noop", 2));
        assertThat(site.count("opencivicdata_bill")).isEqualTo(bills + 1);
        assertThat(site.keys("de/")).doesNotContainAnyElementsOf(keys);
    }

    @Test
    void aCutBeforeTheCommitLeavesNothingButTheMessages() throws Exception {
        var bills = site.count("opencivicdata_bill");
        var keys = docket.deliverNext();
        proxy.arm(new Strike.CutBeforeCommit());

        assertThat(Site.tick(function)).containsEntry("postponed", 2);

        assertThat(proxy.armed()).isFalse();
        assertThat(site.count("opencivicdata_bill")).isEqualTo(bills);
        assertThat(site.keys("de/")).containsAll(keys);
        assertThat(site.held() + site.waiting()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aCutAtAnyMessageIsSurvived() {
        docket.deliverNext();
        proxy.arm(new Strike.CutAtMessage(Integer.MAX_VALUE));
        Site.tick(function);
        var messages = proxy.messages();
        assertThat(messages).isGreaterThan(100);

        for (int number = 1; number < messages; number += Thoroughness.of(messages / 15, 1)) {
            docket.deliverNext();
            proxy.arm(new Strike.CutAtMessage(number));
            tickWhateverComes();
        }
    }

    @Test
    void aPoolWhoseFirstConnectionIsCutAtAnyMessageConnectsAgain() throws Exception {
        var config = DatabaseConfig.of(DatabaseUrl.parse(proxy.url()));
        for (int number = 1; number <= CONNECTED; number++) {
            try (var database = Database.open(config)) {
                proxy.arm(new Strike.CutAtMessage(number));
                try {
                    database.requireWritable();
                } catch (SQLException e) {
                    assertThat(proxy.armed()).as("cut at message %d: %s", number, e).isFalse();
                }

                database.requireWritable();
            }
        }
    }

    // Without a connection there is nothing to receive for; later there is.
    private static void tickWhateverComes() {
        try {
            Site.tick(function);
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageStartingWith("nothing received: ");
        }
    }

    @Test
    void aSlowConnectionIsOnlySlow() {
        docket.deliverNext();
        proxy.slowDown(Duration.ofMillis(5));
        try {
            assertThat(Site.tick(function)).containsEntry("postponed", 0);
        } finally {
            proxy.slowDown(Duration.ZERO);
        }
    }
}
