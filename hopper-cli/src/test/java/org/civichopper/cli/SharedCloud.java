package org.civichopper.cli;

import java.util.Map;
import org.civichopper.localcloud.LocalCloud;

/// The servers, started once for all tests of this JVM that need them.
public final class SharedCloud {

    private static final LocalCloud CLOUD = start();

    private SharedCloud() {}

    /// The environment of whoever works with a new database, bucket and queue of this name.
    public static Map<String, String> environment(String name) {
        CLOUD.postgres().createDatabase(name);
        CLOUD.createBucket(name);
        CLOUD.createQueue(name);
        return CLOUD.environment(name, name, name);
    }

    private static LocalCloud start() {
        var cloud = LocalCloud.startThrowaway();
        Runtime.getRuntime().addShutdownHook(new Thread(cloud::close));
        return cloud;
    }
}
