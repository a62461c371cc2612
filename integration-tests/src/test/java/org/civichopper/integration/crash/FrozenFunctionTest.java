package org.civichopper.integration.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.civichopper.importer.function.ImporterFunction;
import org.civichopper.testing.Patience;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// A function stands still before its COMMIT, with the locks of its bill, as when its machine is
/// suspended: the others wait for it for seconds, not for ever, and what it comes back with does
/// not replace what is newer.
@Tag("attack")
@Execution(ExecutionMode.CONCURRENT)
class FrozenFunctionTest {

    private Site site;
    private Docket docket;
    private PostgresProxy proxy;
    private ImporterFunction function;
    private Strike.Freeze freeze;
    private CompletableFuture<Map<String, Object>> frozen;

    @BeforeEach
    void freezeWithAnOldBill() throws Exception {
        site = Site.open();
        docket = new Docket(site);
        proxy = PostgresProxy.before(site.env().get("DATABASE_URL"));
        function = site.function(Map.of("DATABASE_URL", proxy.url()));
        docket.deliver(Docket.bill(1, 0, "The older title"));
        freeze = new Strike.Freeze();
        proxy.arm(freeze);
        frozen = begin(() -> Site.tick(function));
        freeze.reached().await();
        docket.deliver(Docket.bill(1, 1, "The newer title"));
    }

    @AfterEach
    void close() throws Exception {
        freeze.thawed().countDown();
        function.close();
        proxy.close();
        site.close();
    }

    @Test
    void whoWaitsGoesOnWhenTheFrozenOneGoesOn() throws Exception {
        var other = begin(site::tick);
        Patience.until(Duration.ofSeconds(30), () -> !waitingForLocks().isEmpty());

        freeze.thawed().countDown();

        assertThat(frozen.join()).containsEntry("documents", Map.of("insert", 1));
        assertThat(other.join()).containsEntry("documents", Map.of("update", 1));
        allIsWell();
    }

    @Test
    void whatAFrozenOneComesBackWithDoesNotReplaceWhatIsNewer() throws Exception {
        var other = begin(site::tick);
        Patience.until(Duration.ofSeconds(30), () -> !waitingForLocks().isEmpty());

        site.rows(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                 WHERE datname = current_database() AND state = 'idle in transaction'
                """);

        assertThat(other.join()).containsEntry("documents", Map.of("insert", 1));
        freeze.thawed().countDown();
        assertThat(frozen.join()).containsEntry("postponed", 1);
        site.drain(Duration.ofSeconds(90));
        allIsWell();
        assertThat(site.rows("SELECT outcome FROM hopper.receipt WHERE kind = 'bill' ORDER BY 1"))
                .containsExactly("insert", "superseded");
    }

    // The common pool may have but one thread.
    private static CompletableFuture<Map<String, Object>> begin(
            Supplier<Map<String, Object>> tick) {
        return CompletableFuture.supplyAsync(tick, Thread::startVirtualThread);
    }

    private void allIsWell() throws Exception {
        var newest = new HashMap<>(Docket.JURISDICTION);
        newest.putAll(Docket.bill(1, 1, "The newer title"));
        docket.check(Attack.FROZEN, 1, newest);
    }

    private List<String> waitingForLocks() throws Exception {
        return site.rows(
                """
                SELECT pid FROM pg_locks l JOIN pg_database d ON d.oid = l.database
                 WHERE NOT granted AND datname = current_database()
                """);
    }
}
