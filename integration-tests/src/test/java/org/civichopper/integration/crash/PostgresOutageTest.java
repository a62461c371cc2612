package org.civichopper.integration.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.civichopper.cli.db.PreparedDatabase;
import org.civichopper.integration.SmallDisk;
import org.civichopper.localcloud.LocalPostgres;
import org.civichopper.testing.SharedCloud;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server stops, turns read-only or is full, in the middle of a batch or before it: what was
/// received is given back, nothing more is received, and it all comes right afterwards. With
/// `-Dhopper.attack=long` it stops in twenty places of a batch. All tests work at one site.
@Tag("attack")
class PostgresOutageTest {

    private static final String NAME = "outage";
    // What failed often stays away for up to a quarter of an hour.
    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final int MORE_THAN_A_PAGE = 60; // of the table's, so that it has to grow

    @TempDir private static Path folder;

    private static LocalPostgres postgres;
    private static PostgresProxy proxy;
    private static Site site;
    private static Docket docket;
    private static int fullDisks;
    private static int withoutConnection;

    @BeforeAll
    static void open() throws Exception {
        // Temporary folders belong to whoever runs the tests; Postgres may run as somebody else.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        postgres = LocalPostgres.start(folder.resolve(NAME));
        postgres.createDatabase(NAME);
        PreparedDatabase.prepare(postgres.url(NAME));
        proxy = PostgresProxy.before(postgres.url(NAME));
        var env = new HashMap<>(SharedCloud.environment(NAME));
        env.put("DATABASE_URL", proxy.url());
        site = Site.at(env);
        docket = new Docket(site);
    }

    @AfterAll
    static void everythingIsThereOnce() throws Exception {
        try (var _ = postgres;
                var _ = proxy;
                var _ = site) {
            site.drain(LONGEST);
            docket.check(Attack.POSTGRES_OUT, proxy.strikes() + fullDisks + withoutConnection);
        }
    }

    @Test
    void aServerThatStopsInTheMiddleOfABatchLosesNothing() throws Exception {
        docket.deliverNext();
        proxy.arm(new Strike.CutAtMessage(Integer.MAX_VALUE));
        site.tick();
        var messages = proxy.messages();

        var places = Thoroughness.of(1, 20);
        for (int place = 1; place <= places; place++) {
            docket.deliverNext();
            proxy.arm(
                    new Strike.Meanwhile(
                            place * messages / (places + 1), PostgresOutageTest::stopImmediately));
            tickWhateverComes();
            assertThat(proxy.armed()).isFalse();

            assertThatThrownBy(site::tick).hasMessageStartingWith("nothing received: ");
            startAgain();
        }
    }

    private static void tickWhateverComes() {
        try {
            assertThat(site.tick()).containsEntry("documents", Map.of());
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageStartingWith("nothing received: ");
        }
    }

    /// What `pg_ctl stop -m immediate` does.
    private static void stopImmediately() {
        try {
            var file = folder.resolve(NAME).resolve("data/postmaster.pid");
            var pid = Files.readAllLines(file).getFirst();
            var server = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
            new ProcessBuilder("kill", "-QUIT", pid).start().onExit().join();
            server.onExit().join();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void startAgain() {
        postgres.close();
        postgres = LocalPostgres.start(folder.resolve(NAME));
        proxy.leadTo(postgres.url(NAME));
    }

    @Test
    void aServerThatTurnsReadOnlyIsNoticedByConnectionsThatStandAlready() throws Exception {
        docket.deliverNext();
        proxy.arm(new Strike.Meanwhile(50, () -> readOnly("on")));
        site.tick();
        assertThat(proxy.armed()).isFalse();
        docket.deliverNext();

        assertThatThrownBy(site::tick)
                .hasMessageContaining("expected a database that can be written to");

        assertThat(site.waiting()).isGreaterThanOrEqualTo(2);
        readOnly("off");
        assertThat(site.tick()).containsEntry("postponed", 0);
    }

    private static void readOnly(String value) {
        try (var connection = postgres.superuser(NAME);
                var statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET default_transaction_read_only = " + value);
            statement.execute("SELECT pg_reload_conf()");
            awaitOnNewConnections(value);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    // The server reads its settings anew some time after it was told to.
    private static void awaitOnNewConnections(String value) throws SQLException {
        String found;
        do {
            try (var connection = postgres.superuser(NAME);
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("SHOW default_transaction_read_only")) {
                rows.next();
                found = rows.getString(1);
            }
        } while (!found.equals(value));
    }

    /// Runs where a small disk can be mounted, that is for root.
    @Test
    void aServerWhoseDiskIsFullGetsTheWorkWhenThereIsRoomAgain() throws Exception {
        var mounted = SmallDisk.mount(folder.resolve("small"));
        assumeTrue(mounted.isPresent(), "needs to be root, to mount a small disk");
        try (var disk = mounted.get()) {
            execute("CREATE TABLESPACE small LOCATION '%s'".formatted(disk.folder()));
            execute("ALTER TABLE opencivicdata_bill SET TABLESPACE small");
            disk.fill();
            for (int bill = 0; bill < MORE_THAN_A_PAGE; bill++) {
                docket.deliverNext();
            }
            try (var log = LogLines.begin()) {
                assertThat(site.tick()).containsEntry("documents", Map.of());
                fullDisks++;
                assertThat(log.errors()).anyMatch(line -> line.contains("No space left on device"));
            }
            disk.clear();
            site.drain(LONGEST);
            execute("ALTER TABLE opencivicdata_bill SET TABLESPACE pg_default");
            execute("DROP TABLESPACE small");
        }
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = postgres.superuser(NAME);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aServerWithoutAFreeConnectionReceivesNothing() throws Exception {
        docket.deliverNext();
        var held = new ArrayList<Connection>();
        try (var function = site.function(Map.of())) {
            takeAllConnections(held);
            assertThatThrownBy(() -> Site.tick(function))
                    .hasMessageStartingWith("nothing received: ")
                    .hasMessageContaining("remaining connection slots are reserved");
            withoutConnection++;
            assertThat(site.waiting()).isGreaterThanOrEqualTo(2);
            release(held);
            assertThat(Site.tick(function)).containsEntry("postponed", 0);
        } finally {
            release(held);
        }
    }

    private static void takeAllConnections(ArrayList<Connection> held) {
        try {
            while (true) {
                held.add(site.connect());
            }
        } catch (SQLException e) {
            assertThat(e.getMessage()).contains("remaining connection slots are reserved");
        }
    }

    private static void release(ArrayList<Connection> held) throws SQLException {
        for (var connection : held) {
            connection.close();
        }
    }
}
