package org.civichopper.integration.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.importer.function.ImporterFunction;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The password for the database comes from Secrets Manager, and changes now and then.
class DatabaseSecretTest {

    private static final String USER = "rotated";

    private Site site;
    private SecretsServer secrets;
    private ImporterFunction function;

    @BeforeEach
    void aUserWhoNeedsAPassword() throws SQLException, IOException {
        site = Site.open();
        site.executeAsSuperuser("CREATE ROLE " + USER + " SUPERUSER LOGIN PASSWORD 'first'");
        assertThat(mayConnect("wrong")).isFalse();
        secrets = new SecretsServer();
        secrets.holds(USER, "first");
        function = site.function(secrets.settings());
    }

    @AfterEach
    void close() throws SQLException {
        function.close();
        secrets.close();
        site.executeAsSuperuser("DROP ROLE " + USER);
        site.close();
    }

    @Test
    void theSecretIsAskedForOnceWhileItHolds() throws Exception {
        assertThat(secrets.timesAsked()).as("by the constructor").isZero();

        Site.tick(function);
        hangUp();
        Site.tick(function);

        assertThat(secrets.timesAsked()).isEqualTo(1);
    }

    @Test
    void aPasswordThatWasRotatedIsNoticedByTheNextConnection() throws Exception {
        site.deliverSession();
        Site.tick(function);

        site.executeAsSuperuser("ALTER ROLE " + USER + " PASSWORD 'second'");
        secrets.holds(USER, "second");
        hangUp();
        site.deliver(DelawareScrape.billKey(1), DelawareScrape.bill(1));
        Site.tick(function);

        assertThat(site.count("opencivicdata_bill")).isEqualTo(1);
        assertThat(secrets.timesAsked()).isEqualTo(2);
    }

    @Test
    void aConnectionThatStandsIsLeftAloneByARotation() throws Exception {
        Site.tick(function);
        site.executeAsSuperuser("ALTER ROLE " + USER + " PASSWORD 'second'");
        secrets.holds(USER, "second");

        Site.tick(function);

        assertThat(secrets.timesAsked()).isEqualTo(1);
    }

    @Test
    void aSecretThatIsBehindTheDatabaseReceivesNothing() throws Exception {
        site.deliverSession();
        secrets.holds(USER, "of last month");

        assertThatThrownBy(() -> Site.tick(function))
                .hasMessageStartingWith("nothing received: ")
                .hasMessageContaining("password authentication failed");
        assertThat(site.waiting()).isEqualTo(1);

        secrets.holds(USER, "first");
        assertThat(Site.tick(function)).containsEntry("messages", 1);
    }

    @Test
    void withoutSecretsManagerNothingIsReceived() {
        secrets.goAway();

        assertThatThrownBy(() -> Site.tick(function))
                .hasMessageContaining("no password for the database: secret arn:aws:")
                .hasMessageContaining("400 ResourceNotFoundException");
    }

    @Test
    void aSecretOfAnotherShapeIsNotShown() {
        secrets.holds("s3cret");

        assertThatThrownBy(() -> Site.tick(function))
                .hasMessageContaining("expected JSON with username and password")
                .hasMessageNotContaining("s3cret");
    }

    // The pool believes for half a second that a connection still stands: whoever asks within that
    // time finds it dead.
    private void hangUp() throws SQLException {
        site.executeAsSuperuser(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '%s'"
                        .formatted(USER));
        catchThrowable(() -> Site.tick(function));
    }

    private boolean mayConnect(String password) {
        var url = DatabaseUrl.parse(site.env().get("DATABASE_URL"));
        var source =
                new DatabaseUrl(
                                url.host(),
                                url.port(),
                                url.database(),
                                Optional.of(USER),
                                Optional.of(password),
                                url.options())
                        .dataSource();
        try (var _ = source.getConnection()) {
            return true;
        } catch (SQLException e) {
            return false;
        }
    }
}
