package org.civichopper.uploader;

import java.util.Map;
import org.civichopper.localcloud.LocalCloud;

/// The servers, started once for all tests of this JVM. Each test has a bucket and a queue of its
/// own.
final class SharedCloud {

    private static final LocalCloud CLOUD = start();

    private SharedCloud() {}

    /// The environment of a scraper that sends to a new bucket and queue of this name.
    static Map<String, String> environment(String name) {
        CLOUD.createBucket(name);
        CLOUD.createQueue(name);
        return CLOUD.environment("hopper", name, name);
    }

    private static LocalCloud start() {
        var cloud = LocalCloud.startThrowaway();
        cloud.postgres().createDatabase("hopper");
        Runtime.getRuntime().addShutdownHook(new Thread(cloud::close));
        return cloud;
    }
}
