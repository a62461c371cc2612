package org.civichopper.integration.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Said;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Tables that their owner has changed: no document is at fault, and a person is told what to do.
@Execution(ExecutionMode.CONCURRENT)
class UnfitDatabaseTest {

    private static final String FOREIGN = "opencivicdata_bill.popularity: expected a default or";

    @TempDir private Path folder;
    private Site site;

    @BeforeEach
    void aBillWaits() {
        site = Site.open();
        site.deliverSession();
        site.tick();
        site.deliver(DelawareScrape.billKey(1), DelawareScrape.bill(1));
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aColumnThatRefusesEveryBillRejectsNone() throws Exception {
        execute("ALTER TABLE opencivicdata_bill ADD COLUMN popularity integer NOT NULL");

        site.tick();

        assertThat(site.count("hopper.rejected")).isZero();
        assertThat(site.held() + site.waiting()).isEqualTo(1);
        assertThat(imports(url())).contains("public." + FOREIGN, "DROP NOT NULL");
        assertThat(hopper("doctor").out()).contains(FOREIGN.split(":")[0], "integer NOT NULL");
        assertThat(hopper("db", "init").err()).contains(FOREIGN);

        execute("ALTER TABLE opencivicdata_bill ALTER COLUMN popularity SET DEFAULT 0");
        assertThat(imports(url())).isEmpty();
        assertThat(site.count("opencivicdata_bill")).isEqualTo(1);
        assertThat(hopper("db", "init").exitCode()).isZero();
    }

    @Test
    void whereRowsMayBeHiddenNothingIsImported() throws Exception {
        var role = "hidden_" + UUID.randomUUID().toString().replace("-", "");
        site.executeAsSuperuser(
                """
                CREATE ROLE %1$s LOGIN PASSWORD 'seen';
                GRANT ALL ON SCHEMA public, hopper TO %1$s;
                GRANT ALL ON ALL TABLES IN SCHEMA public, hopper TO %1$s;
                GRANT ALL ON ALL SEQUENCES IN SCHEMA public, hopper TO %1$s;
                ALTER TABLE opencivicdata_bill ENABLE ROW LEVEL SECURITY;
                CREATE POLICY writes ON opencivicdata_bill FOR INSERT WITH CHECK (true)
                """
                        .formatted(role));
        var all = DatabaseUrl.parse(url());
        var url =
                "postgresql://%s:seen@%s:%d/%s?sslmode=disable"
                        .formatted(role, all.host(), all.port(), all.database());
        var expected =
                new String[] {
                    "expected a role that sees every row of public.opencivicdata_bill",
                    "ALTER ROLE " + role + " BYPASSRLS"
                };

        try (var function = site.function(Map.of("DATABASE_URL", url))) {
            assertThatThrownBy(() -> Site.tick(function)).hasMessageContainingAll(expected);
        }
        assertThat(imports(url)).contains(expected);
        for (var command : new String[] {"doctor", "doctor --fix duplicates", "db init"}) {
            var said = Said.by((command + " --database-url " + url).split(" "));
            assertThat(said.out() + said.err()).as(command).contains(expected);
        }
        assertThat(site.count("opencivicdata_bill")).isZero();

        site.executeAsSuperuser("ALTER ROLE " + role + " BYPASSRLS");
        assertThat(imports(url)).isEmpty();
    }

    @Test
    void theFunctionReceivesNothingOnAnOlderLedger() throws Exception {
        execute("DROP FUNCTION hopper.ledger_version");

        assertThatThrownBy(site::tick)
                .hasMessageContainingAll("expected the ledger in version", "hopper db init");
        assertThat(site.waiting()).isEqualTo(1);
    }

    private String url() {
        return site.env().get("DATABASE_URL");
    }

    private Said hopper(String... arguments) {
        return Said.by((String.join(" ", arguments) + " --database-url " + url()).split(" "));
    }

    /// @return what went wrong
    private String imports(String url) throws Exception {
        Files.writeString(folder.resolve("bill_1.json"), DelawareScrape.bill(1));
        return Said.by(
                        "import",
                        "--jurisdiction",
                        Site.DELAWARE,
                        "--database-url",
                        url,
                        folder.toString())
                .err();
    }

    private void execute(String sql) throws SQLException {
        try (var connection = site.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
