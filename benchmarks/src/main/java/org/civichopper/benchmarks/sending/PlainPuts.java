package org.civichopper.benchmarks.sending;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.civichopper.benchmarks.Stopwatch;

/// Each file read and put where it belongs by the HTTP client that the uploader has, with nothing
/// around it: not signed, not checked, not announced, not recorded.
record PlainPuts(URI bucket, int atOnce) {

    double seconds(List<Path> files) throws InterruptedException {
        var watch = new Stopwatch();
        var places = new Semaphore(atOnce);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var file : files) {
                places.acquire();
                threads.execute(() -> {
                    try {
                        put(file);
                    } finally {
                        places.release();
                    }
                });
            }
            places.acquire(atOnce);
        }
        return watch.seconds();
    }

    private void put(Path file) {
        try {
            var content = Files.readAllBytes(file);
            var target = bucket.resolve("/bench/wy/" + file.getFileName());
            var connection = (HttpURLConnection) target.toURL().openConnection();
            connection.setRequestMethod("PUT");
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(content.length);
            try (var out = connection.getOutputStream()) {
                out.write(content);
            }
            try (var in = connection.getInputStream()) {
                in.readAllBytes();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
