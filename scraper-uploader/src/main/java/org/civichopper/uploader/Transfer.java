package org.civichopper.uploader;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import software.amazon.awssdk.core.exception.SdkException;

/// One run over a directory: many documents at once, each put into the bucket and then announced.
/// Holds no more documents than may be on their way, however many files there are.
final class Transfer implements AutoCloseable {

    private final Bucket bucket;
    private final DocumentQueue queue;
    private final Destination destination;
    private final SendingRules rules;
    private final UploadListener listener;
    private final Semaphore places;
    private final Outbox outbox = new Outbox();
    private final Map<Path, SentRecord> records = new HashMap<>();
    private final Score score;
    private final Selection selection;

    Transfer(
            Bucket bucket,
            DocumentQueue queue,
            Destination destination,
            SendingRules rules,
            UploadListener listener) {
        this.bucket = bucket;
        this.queue = queue;
        this.destination = destination;
        this.rules = rules;
        this.listener = listener;
        this.places = new Semaphore(rules.atOnce());
        this.score = new Score(bucket.name(), listener);
        this.selection = new Selection(rules, listener, score);
    }

    UploadResult run(Map<ScrapeFolder, Jurisdiction> folders) throws InterruptedException {
        var start = System.nanoTime();
        for (var folder : folders.keySet()) {
            var record = SentRecord.open(folder.path(), destination, listener);
            records.put(folder.path(), record);
            if (!record.isEmpty() && bucket.hasLost(folder.name())) {
                record.forget();
            }
        }
        var started = 0L;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var kind : ScrapeFolder.KINDS) {
                for (var folder : folders.entrySet()) {
                    started += start(folder.getKey(), kind, folder.getValue(), threads);
                }
            }
            places.acquire(rules.atOnce()); // all have arrived
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
            var parcel = selection.take(document, record(document));
            if (parcel.isPresent()) {
                announce(outbox.add(parcel.get().store(jurisdiction, Optional.empty(), bucket)));
            }
        } catch (SdkException e) {
            score.notStored(document.file(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
                    record(stored.document()).add(List.of(stored));
                    score.sent(stored.document().key(), stored.bytes());
                }
            }
        } catch (SdkException e) {
            documents.forEach(stored -> score.notAnnounced(stored.document().file(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private SentRecord record(ScrapeDocument document) {
        return records.get(document.file().getParent());
    }

    @Override
    public void close() {
        records.values().forEach(SentRecord::close);
    }
}
