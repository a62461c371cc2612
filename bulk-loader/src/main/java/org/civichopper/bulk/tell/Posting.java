package org.civichopper.bulk.tell;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// A POST that may fail without harm: three attempts, each of a few seconds.
final class Posting {

    private static final int ATTEMPTS = 3;
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private Posting() {}

    static boolean took(URI address, String json) {
        try (var http =
                HttpClient.newBuilder()
                        .connectTimeout(LONGEST)
                        .proxy(ProxySelector.getDefault())
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build()) {
            var request =
                    HttpRequest.newBuilder(address)
                            .timeout(LONGEST)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(json))
                            .build();
            for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
                if (took(http, request)) {
                    return true;
                }
                Thread.sleep(PAUSE.multipliedBy(attempt));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private static boolean took(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() / 100
                    == 2;
        } catch (IOException e) {
            return false;
        }
    }
}
