package org.civichopper.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.civichopper.cli.HopperCommand;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.localcloud.LocalPostgres;

/// One Postgres for all tests of this JVM that need no more than a database, and a database with
/// tables and jurisdictions for each that asks. It dies with the JVM.
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

    /// The URL of a database that nothing was ever done to.
    public static String empty() {
        var name = "empty_" + NUMBER.incrementAndGet();
        POSTGRES.createDatabase(name);
        return POSTGRES.url(name);
    }

    /// Connected as who may do everything, to the database of this URL.
    public static Connection superuser(String url) throws SQLException {
        return POSTGRES.superuser(DatabaseUrl.parse(url).database());
    }

    private static LocalPostgres start() {
        var postgres = LocalPostgres.startThrowaway();
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
