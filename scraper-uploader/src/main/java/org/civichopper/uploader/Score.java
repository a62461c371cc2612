package org.civichopper.uploader;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// Counts what became of each document, and knows when going on is pointless: a bucket that does
/// not exist fails a million files one by one, and says the same of each.
final class Score {

    private static final int FAILURES_IN_A_ROW = 100;

    private final String bucket;
    private final UploadListener listener;
    private final Map<String, LongAdder> sent = new ConcurrentHashMap<>();
    private final LongAdder bytes = new LongAdder();
    private final AtomicInteger failuresInARow = new AtomicInteger();
    private final AtomicReference<String> hopeless = new AtomicReference<>();

    Score(String bucket, UploadListener listener) {
        this.bucket = bucket;
        this.listener = listener;
    }

    void sent(StoredDocument stored) {
        failuresInARow.set(0);
        var key = stored.document().key();
        sent.computeIfAbsent(key.kind(), _ -> new LongAdder()).increment();
        bytes.add(stored.bytes());
        listener.sent(key, stored.bytes());
    }

    void unreadable(Path file, String reason) {
        listener.failed(file, "cannot be read: " + reason);
    }

    void notStored(Path file, SdkException reason) {
        giveUp(
                reason,
                "the bucket \"" + bucket + "\" does not exist: check S3_REALTIME_BASE",
                "may not write into the bucket \""
                        + bucket
                        + "\": check the credentials, which need s3:PutObject there");
        failed(file, "not stored: " + oneLine(reason.getMessage()));
    }

    void notAnnounced(Path file, SdkException reason) {
        giveUp(
                reason,
                "the queue does not exist: check SQS_QUEUE_URL and the region",
                "may not write to the queue: check the credentials, which need sqs:SendMessage");
        notAnnounced(file, reason.getMessage());
    }

    void notAnnounced(Path file, String reason) {
        failed(file, "stored, but the queue has no message for it: " + oneLine(reason));
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
        return new UploadResult(counts, started - total, bytes.sum(), took);
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

    private void giveUp(SdkException reason, String ifMissing, String ifForbidden) {
        if (reason instanceof AwsServiceException answer) {
            var code = answer.awsErrorDetails() == null ? "" : answer.awsErrorDetails().errorCode();
            if (code.equals("NoSuchBucket")
                    || code.endsWith("QueueDoesNotExist")
                    || code.endsWith("NonExistentQueue")) {
                hopeless.compareAndSet(null, ifMissing);
            } else if (answer.statusCode() == 401 || answer.statusCode() == 403) {
                hopeless.compareAndSet(null, ifForbidden + " (" + code + ")");
            }
        }
    }

    private static String oneLine(String text) {
        return String.valueOf(text).strip().replaceAll("\\s+", " ");
    }
}
