package org.civichopper.database;

import java.util.concurrent.atomic.AtomicInteger;
import org.civichopper.localcloud.LocalPostgres;
import org.flywaydb.core.Flyway;

/// One Postgres for all tests of this module, stopped when they end, and a database for each that
/// asks.
public final class TestDatabases {

    private static final LocalPostgres POSTGRES = LocalPostgres.startThrowaway();
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String TEMPLATE = "open_states";

    static {
        POSTGRES.createDatabase(TEMPLATE);
        create("public");
        create("hopper");
    }

    private TestDatabases() {}

    public static DatabaseUrl empty() {
        var name = "test_" + NUMBER.incrementAndGet();
        POSTGRES.createDatabase(name);
        return url(name);
    }

    /// With the Open States tables and the ledger, and nothing in them.
    public static DatabaseUrl withTables() {
        var name = "test_" + NUMBER.incrementAndGet();
        POSTGRES.createDatabase(name, TEMPLATE);
        return url(name);
    }

    private static void create(String tables) {
        Flyway.configure()
                .dataSource(url(TEMPLATE).dataSource())
                .schemas("hopper")
                .table("history_" + tables)
                .locations("classpath:db/" + tables)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    private static DatabaseUrl url(String name) {
        return DatabaseUrl.parse(POSTGRES.url(name));
    }
}
