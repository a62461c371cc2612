package org.civichopper.uploader;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// One run over a directory: many documents at once, each put into the bucket and then announced.
/// Holds no more documents than may be on their way, however many files there are.
final class Transfer {

    private static final long LARGEST =
            32L << 20; // bytes; the largest real document has under 2 MB

    private final S3Client s3;
    private final String bucket;
    private final DocumentQueue queue;
    private final int atOnce;
    private final Semaphore places;
    private final Outbox outbox = new Outbox();
    private final Score score;

    Transfer(S3Client s3, String bucket, DocumentQueue queue, int atOnce, UploadListener listener) {
        this.s3 = s3;
        this.bucket = bucket;
        this.queue = queue;
        this.atOnce = atOnce;
        this.places = new Semaphore(atOnce);
        this.score = new Score(bucket, listener);
    }

    UploadResult run(Map<ScrapeFolder, Jurisdiction> folders) throws InterruptedException {
        var start = System.nanoTime();
        var started = 0L;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var kind : ScrapeFolder.KINDS) {
                for (var folder : folders.entrySet()) {
                    started += start(folder.getKey(), kind, folder.getValue(), threads);
                }
            }
            places.acquire(atOnce); // all have arrived
            announce(outbox.rest());
        }
        return score.result(started, Duration.ofNanos(System.nanoTime() - start));
    }

    private long start(
            ScrapeFolder folder, String kind, Jurisdiction jurisdiction, Executor threads)
            throws InterruptedException {
        var started = 0L;
        try (var documents = folder.documents(kind)) {
            for (var each = documents.iterator(); each.hasNext() && !score.hopeless(); ) {
                var document = each.next();
                places.acquire();
                threads.execute(() -> deliver(document, jurisdiction));
                started++;
            }
        }
        return started;
    }

    private void deliver(ScrapeDocument document, Jurisdiction jurisdiction) {
        try {
            var content = read(document.file());
            s3.putObject(
                    put ->
                            put.bucket(bucket)
                                    .key(document.key().value())
                                    .contentType(
                                            document.key().zipped()
                                                    ? "application/gzip"
                                                    : "application/json"),
                    RequestBody.fromBytes(content));
            announce(outbox.add(StoredDocument.of(document, jurisdiction, content)));
        } catch (IOException e) {
            score.unreadable(document.file(), e.getMessage());
        } catch (SdkException e) {
            score.notStored(document.file(), e);
        } finally {
            places.release();
        }
    }

    // Everything in here is already in the bucket.
    private void announce(List<StoredDocument> documents) {
        if (documents.isEmpty()) {
            return;
        }
        try {
            var refused = queue.send(documents);
            for (var stored : documents) {
                if (refused.containsKey(stored)) {
                    score.notAnnounced(stored.document().file(), refused.get(stored));
                } else {
                    score.sent(stored);
                }
            }
        } catch (SdkException e) {
            documents.forEach(stored -> score.notAnnounced(stored.document().file(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] read(Path file) throws IOException {
        try {
            var size = Files.size(file);
            if (size > LARGEST) {
                throw new IOException(
                        "expected at most %d bytes, found %d".formatted(LARGEST, size));
            }
            return Files.readAllBytes(file);
        } catch (AccessDeniedException e) {
            throw new IOException("no permission to read it", e);
        } catch (NoSuchFileException e) {
            throw new IOException("gone since the upload began", e);
        }
    }
}
