package org.civichopper.integration;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.civichopper.testing.Fault;
import org.civichopper.testing.FaultyServer;
import org.civichopper.testing.Site;

/// Stands before a site's bucket and hands on every request, except those that it is told to
/// refuse.
public final class FailingBucket implements AutoCloseable {

    private static final int FORBIDDEN = 403; // which no client tries again

    private final FaultyServer server;

    private FailingBucket(FaultyServer server) {
        this.server = server;
    }

    public static FailingBucket before(Site site) throws IOException {
        return new FailingBucket(
                FaultyServer.before(URI.create(site.env().get("AWS_ENDPOINT_URL_S3"))));
    }

    /// What a function must have set to find its bucket here.
    public Map<String, String> endpoint() {
        return Map.of("AWS_ENDPOINT_URL_S3", server.endpoint());
    }

    public void refuse(String method) {
        server.when(request -> request.method().equals(method), new Fault.Refused(FORBIDDEN, ""));
    }

    @Override
    public void close() {
        server.close();
    }
}
