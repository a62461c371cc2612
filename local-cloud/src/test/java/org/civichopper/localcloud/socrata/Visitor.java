package org.civichopper.localcloud.socrata;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Asks a [LocalSocrata] as a loader would.
record Visitor(LocalSocrata socrata) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /// @param parameters names and values by turns
    HttpResponse<String> get(String path, String... parameters)
            throws IOException, InterruptedException {
        return CLIENT.send(request(path, parameters).build(), BodyHandlers.ofString());
    }

    HttpResponse<InputStream> open(String path, String... parameters)
            throws IOException, InterruptedException {
        return CLIENT.send(request(path, parameters).build(), BodyHandlers.ofInputStream());
    }

    CompletableFuture<HttpResponse<String>> ask(String path) {
        return CLIENT.sendAsync(request(path).build(), BodyHandlers.ofString());
    }

    HttpResponse<byte[]> getWith(String header, String value, String path)
            throws IOException, InterruptedException {
        return CLIENT.send(request(path).header(header, value).build(), BodyHandlers.ofByteArray());
    }

    /// The lines of a CSV answer behind its header.
    List<String> lines(String path, String... parameters) throws IOException, InterruptedException {
        return get(path, parameters).body().lines().skip(1).toList();
    }

    private HttpRequest.Builder request(String path, String... parameters) {
        var query = new ArrayList<String>();
        for (int i = 0; i < parameters.length; i += 2) {
            query.add(encoded(parameters[i]) + "=" + encoded(parameters[i + 1]));
        }
        return HttpRequest.newBuilder(
                URI.create(socrata.url() + path + "?" + String.join("&", query)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
