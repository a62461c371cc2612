package org.civichopper.integration.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.civichopper.testing.Patience;
import org.civichopper.testing.Site;

/// A tick that has fetched its objects and cannot import them as long as this holds a table: the
/// moment between fetch and commit, for as long as a test needs it.
final class BlockedImport implements AutoCloseable {

    private final Site site;
    private final Connection holder;
    private final CompletableFuture<Map<String, Object>> tick;

    private BlockedImport(Site site, Connection holder) {
        this.site = site;
        this.holder = holder;
        this.tick = CompletableFuture.supplyAsync(site::tick);
    }

    static BlockedImport begin(Site site) throws SQLException {
        var holder = site.connect();
        holder.setAutoCommit(false);
        try (var statement = holder.createStatement()) {
            statement.execute(
                    "LOCK TABLE opencivicdata_legislativesession IN ACCESS EXCLUSIVE MODE");
        }
        var blocked = new BlockedImport(site, holder);
        Patience.until(Duration.ofSeconds(30), () -> !blocked.waiting().equals("0"));
        return blocked;
    }

    /// Ends the function's connection, as a restart of the server would.
    void breakOff() throws SQLException {
        site.rows(
                """
                SELECT pg_terminate_backend(l.pid)
                  FROM pg_locks l
                  JOIN pg_database d ON d.oid = l.database
                 WHERE NOT granted AND datname = current_database()
                """);
    }

    /// Lets the import go on; answers what it came to.
    Map<String, Object> goOn() throws SQLException {
        holder.rollback();
        return tick.join();
    }

    private String waiting() throws SQLException {
        return site.rows(
                        """
                        SELECT count(*)
                          FROM pg_locks l
                          JOIN pg_database d ON d.oid = l.database
                         WHERE NOT granted AND datname = current_database()
                        """)
                .getFirst();
    }

    @Override
    public void close() throws SQLException {
        holder.close();
    }
}
