package org.civichopper.localcloud;

/// One cloud for all tests of this JVM; each takes a bucket or a queue of its own.
final class SharedCloud {

    static final LocalCloud CLOUD = LocalCloud.startThrowaway();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(CLOUD::close));
    }

    private SharedCloud() {}
}
