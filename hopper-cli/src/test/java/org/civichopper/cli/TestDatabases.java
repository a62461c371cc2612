package org.civichopper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.concurrent.atomic.AtomicInteger;
import org.civichopper.localcloud.LocalPostgres;

/// One Postgres for all tests of this JVM that need no more than a database, and a database with
/// tables and jurisdictions for each that asks.
public final class TestDatabases {

    private static final String TEMPLATE = "initialised";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final LocalPostgres POSTGRES = start();

    private TestDatabases() {}

    /// The URL of a database as `hopper db init` leaves it.
    public static String fresh() {
        var name = "fresh_" + NUMBER.incrementAndGet();
        POSTGRES.createDatabase(name, TEMPLATE);
        return POSTGRES.url(name);
    }

    private static LocalPostgres start() {
        var postgres = LocalPostgres.startThrowaway();
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
        postgres.createDatabase(TEMPLATE);
        var url = postgres.url(TEMPLATE);
        assertThat(
                        HopperCommand.commandLine()
                                .setOut(new PrintWriter(Writer.nullWriter()))
                                .execute("db", "init", "--database-url", url))
                .isZero();
        return postgres;
    }
}
