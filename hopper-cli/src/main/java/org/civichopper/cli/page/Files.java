package org.civichopper.cli.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/// What the page needs beside itself, from the folder of this class and nowhere else.
final class Files {

    private Files() {}

    /// By the path that it is asked for with.
    static Map<String, Reply> all() {
        return Map.of(
                "/page.css", file("page.css", "text/css; charset=utf-8"),
                "/page.js", file("page.js", "text/javascript; charset=utf-8"),
                "/icon.svg", file("icon.svg", "image/svg+xml"));
    }

    private static Reply file(String name, String type) {
        try (var in = Files.class.getResourceAsStream(name)) {
            return Reply.file(type, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
