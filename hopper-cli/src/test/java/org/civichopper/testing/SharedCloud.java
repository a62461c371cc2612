package org.civichopper.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.civichopper.cli.db.PreparedDatabase;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.localcloud.LocalCloud;

/// The servers, started once for all tests of this JVM that need them.
public final class SharedCloud {

    private static final LocalCloud CLOUD = start();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private SharedCloud() {}

    /// The environment of whoever works with a new database, bucket and queue of this name.
    public static Map<String, String> environment(String name) {
        CLOUD.postgres().createDatabase(name);
        return withBucketAndQueue(name);
    }

    /// The same with tables and jurisdictions in the database, under a name that nobody else has.
    public static Map<String, String> prepared() {
        var name = "prepared-" + NUMBER.incrementAndGet();
        CLOUD.postgres().createDatabase(name, Template.name());
        return withBucketAndQueue(name);
    }

    /// Connected as who may do everything, to the database that this environment names.
    public static Connection superuser(Map<String, String> environment) throws SQLException {
        var url = DatabaseUrl.parse(environment.get("DATABASE_URL"));
        return CLOUD.postgres().superuser(url.database());
    }

    private static Map<String, String> withBucketAndQueue(String name) {
        CLOUD.createBucket(name);
        CLOUD.createQueue(name);
        return CLOUD.environment(name, name, name);
    }

    private static LocalCloud start() {
        var cloud = LocalCloud.startThrowaway();
        Runtime.getRuntime().addShutdownHook(new Thread(cloud::close));
        return cloud;
    }

    // Made when the first test asks.
    private static final class Template {

        private static final String NAME = "prepared";

        static {
            CLOUD.postgres().createDatabase(NAME);
            PreparedDatabase.prepare(CLOUD.postgres().url(NAME));
        }

        static String name() {
            return NAME;
        }
    }
}
