package org.civichopper.localsearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LocalSearchTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void documentsAreFoundAndNothingIsLeftBehind() throws Exception {
        String url;
        long pid;
        try (var search = LocalSearch.start()) {
            url = search.url();
            pid = search.pid();
            assertThat(send(url, "PUT", "/gifts", "").statusCode()).isEqualTo(200);
            send(url, "POST", "/gifts/_doc?refresh=true", "{\"amount\": 5}");

            assertThat(send(url, "GET", "/gifts/_search?q=amount:5", "").body())
                    .contains("\"amount\": 5");
        }

        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    @Test
    void aWrongNameMakesNoIndex() throws Exception {
        try (var search = LocalSearch.start()) {
            assertThat(send(search.url(), "POST", "/misspelt/_doc", "{}").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void itEndsWithWhoeverStartedIt() throws Exception {
        try (var search = LocalSearch.start()) {
            var server = ProcessHandle.of(search.pid()).orElseThrow();

            search.letGo();

            assertThat(server.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
        }
    }

    private HttpResponse<String> send(String url, String method, String path, String body)
            throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
