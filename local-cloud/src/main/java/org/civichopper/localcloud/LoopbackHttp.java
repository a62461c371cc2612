package org.civichopper.localcloud;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;

/// The few requests by which this module sets up its own servers, without the AWS SDK.
final class LoopbackHttp {

    private LoopbackHttp() {}

    static void send(String method, URI address, String form, int... expected) {
        var request =
                HttpRequest.newBuilder(address)
                        .method(method, BodyPublishers.ofString(form))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request, BodyHandlers.ofString());
            if (Arrays.stream(expected).noneMatch(code -> code == response.statusCode())) {
                throw new LocalCloudException(
                        "%s %s %s: expected %s, the answer was %d %s"
                                .formatted(
                                        method,
                                        address,
                                        form,
                                        Arrays.toString(expected),
                                        response.statusCode(),
                                        response.body()));
            }
        } catch (IOException e) {
            throw new LocalCloudException(method + " " + address + " failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalCloudException(method + " " + address + " was interrupted", e);
        }
    }
}
