package org.civichopper.cli.page;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a server says to a request written out in full, with headers that no client would send.
record HttpAnswer(int status, Map<String, String> headers, String body) {

    private static final int PATIENCE_MILLIS = 20_000;

    static HttpAnswer to(
            URI page, String method, String path, Map<String, String> headers, String body)
            throws IOException {
        var all = new TreeMap<>(headers);
        all.putIfAbsent("Host", page.getAuthority());
        all.put("Connection", "close");
        if (!body.isEmpty()) {
            all.putIfAbsent(
                    "Content-Length",
                    Integer.toString(body.getBytes(StandardCharsets.UTF_8).length));
        }
        var lines =
                all.entrySet().stream()
                        .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                        .collect(Collectors.joining());
        try (var socket = new Socket(page.getHost(), page.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            var request = "%s %s HTTP/1.1\r\n%s\r\n%s".formatted(method, path, lines, body);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return parsed(
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static HttpAnswer parsed(String text) {
        var parts = text.split("\r\n\r\n", 2);
        var lines = parts[0].lines().toList();
        var headers = new TreeMap<String, String>();
        for (var line : lines.subList(1, lines.size())) {
            var pair = line.split(": ?", 2);
            headers.put(pair[0].toLowerCase(Locale.ROOT), pair[1]);
        }
        return new HttpAnswer(Integer.parseInt(lines.getFirst().split(" ")[1]), headers, parts[1]);
    }
}
