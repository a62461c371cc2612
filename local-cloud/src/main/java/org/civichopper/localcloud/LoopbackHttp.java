package org.civichopper.localcloud;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// The few requests by which this module sets up its own servers: without the AWS SDK, which it
/// does not need otherwise, and without a client that first prepares for TLS.
record LoopbackHttp(String accessKey) {

    void send(String method, URI address, String form, Set<Integer> expected) {
        try {
            var connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setRequestMethod(method);
            connection.setRequestProperty("Authorization", "AWS " + accessKey + ":unsigned");
            connection.setDoOutput(true);
            try (var body = connection.getOutputStream()) {
                body.write(form.getBytes(StandardCharsets.UTF_8));
            }
            if (!expected.contains(connection.getResponseCode())) {
                throw new LocalCloudException(
                        "%s %s %s: expected one of %s, the answer was %d"
                                .formatted(
                                        method,
                                        address,
                                        form,
                                        expected,
                                        connection.getResponseCode()));
            }
        } catch (IOException e) {
            throw new LocalCloudException(method + " " + address + " failed: " + e, e);
        }
    }
}
