package org.civichopper.uploader;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.civichopper.model.wire.ObjectKey;
import software.amazon.awssdk.core.exception.SdkException;

/// Counts what became of each document, and knows when going on is pointless: a bucket that does
/// not exist fails a million files one by one, and says the same of each.
final class Score {

    private static final int FAILURES_IN_A_ROW = 100;

    private final String bucket;
    private final UploadListener listener;
    private final Map<String, LongAdder> sent = new ConcurrentHashMap<>();
    private final LongAdder already = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final AtomicInteger failuresInARow = new AtomicInteger();
    private final AtomicReference<String> hopeless = new AtomicReference<>();

    Score(String bucket, UploadListener listener) {
        this.bucket = bucket;
        this.listener = listener;
    }

    void sent(ObjectKey key, long size) {
        failuresInARow.set(0);
        sent.computeIfAbsent(key.kind(), _ -> new LongAdder()).increment();
        bytes.add(size);
        listener.sent(key, size);
    }

    /// The record has it.
    void already(ObjectKey key) {
        already.increment();
        listener.already(key);
    }

    void refused(Path file, String reason) {
        listener.failed(file, reason);
    }

    void unreadable(Path file, String reason) {
        listener.failed(file, "cannot be read: " + reason);
    }

    void notStored(Path file, SdkException reason) {
        Diagnosis.ofBucket(reason, bucket).ifPresent(this::giveUp);
        failed(file, "not stored: " + Diagnosis.oneLine(reason.getMessage()));
    }

    void notAnnounced(Path file, SdkException reason) {
        Diagnosis.ofQueue(reason).ifPresent(this::giveUp);
        notAnnounced(file, reason.getMessage());
    }

    void notAnnounced(Path file, String reason) {
        failed(file, "stored, but the queue has no message for it: " + Diagnosis.oneLine(reason));
    }

    /// Whether nothing more can succeed.
    boolean hopeless() {
        return hopeless.get() != null;
    }

    /// @param started how many documents were begun
    /// @throws CannotUploadException if the run was given up
    UploadResult result(long started, Duration took) {
        var counts = new LinkedHashMap<String, Long>();
        for (var kind : ScrapeFolder.KINDS) {
            if (sent.containsKey(kind)) {
                counts.put(kind, sent.get(kind).sum());
            }
        }
        var total = counts.values().stream().mapToLong(Long::longValue).sum();
        if (hopeless()) {
            throw new CannotUploadException(
                    "%s (gave up; %d documents were sent before)".formatted(hopeless.get(), total));
        }
        // By subtraction: what nobody reported as sent was not sent.
        var before = already.sum();
        return new UploadResult(counts, before, started - total - before, bytes.sum(), took);
    }

    private void failed(Path file, String reason) {
        if (!hopeless()) {
            listener.failed(file, reason);
        }
        if (failuresInARow.incrementAndGet() >= FAILURES_IN_A_ROW) {
            hopeless.compareAndSet(
                    null, FAILURES_IN_A_ROW + " failures in a row, the last: " + reason);
        }
    }

    private void giveUp(String reason) {
        hopeless.compareAndSet(null, reason);
    }
}
