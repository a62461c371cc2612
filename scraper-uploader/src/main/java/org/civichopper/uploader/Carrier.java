package org.civichopper.uploader;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;

/// Carries things to the bucket and the queue, and keeps trying while these are away, until it
/// succeeds or everybody gives up. Whoever is interrupted has carried nothing.
final class Carrier implements AutoCloseable {

    @FunctionalInterface
    private interface Step<T> {
        T take() throws InterruptedException;
    }

    private final Upload upload;
    private final Bucket bucket;
    private final DocumentQueue queue;
    private final Outage bucketOutage;
    private final Outage queueOutage;

    /// @throws CannotUploadException without credentials or a region
    Carrier(UploadConfig config, Patience patience, Consumer<String> lines) {
        upload = new Upload(config);
        bucket = upload.bucket();
        queue = upload.queue();
        bucketOutage = new Outage("bucket", patience, lines);
        queueOutage = new Outage("queue", patience, lines);
    }

    String bucketName() {
        return bucket.name();
    }

    /// Whether nothing of a scraper's folder is in the bucket any more; no while it is away.
    boolean hasLost(String folder) {
        return bucket.hasLost(folder);
    }

    /// Whoever waits tries once more now, and from now on nobody waits for long.
    void hurry() {
        bucketOutage.end();
        queueOutage.end();
    }

    void giveUp() {
        bucketOutage.giveUp();
        queueOutage.giveUp();
    }

    boolean isOver() {
        return bucketOutage.isOver() || queueOutage.isOver();
    }

    boolean isAway() {
        return bucketOutage.isOn() || queueOutage.isOn();
    }

    /// Why the last attempt failed; empty if none did.
    String reason() {
        return bucketOutage.reason().isEmpty() ? queueOutage.reason() : bucketOutage.reason();
    }

    /// Empty if it was given up.
    Optional<StoredDocument> store(Parcel parcel, Jurisdiction jurisdiction, Optional<String> run)
            throws InterruptedException {
        return persist(
                bucketOutage,
                () -> parcel.store(jurisdiction, run, bucket),
                e -> Diagnosis.ofBucket(e, bucket.name()));
    }

    /// Those that the queue would not take, each with its reason. Empty if all was given up.
    Optional<Map<StoredDocument, String>> announce(List<StoredDocument> documents)
            throws InterruptedException {
        return persist(queueOutage, () -> queue.send(documents), Diagnosis::ofQueue);
    }

    /// Returns whether the queue has it.
    boolean tell(String body, String jurisdictionId) throws InterruptedException {
        return persist(
                        queueOutage,
                        () -> {
                            queue.tell(body, jurisdictionId);
                            return true;
                        },
                        Diagnosis::ofQueue)
                .isPresent();
    }

    private static <T> Optional<T> persist(
            Outage outage, Step<T> step, Function<SdkException, Optional<String>> diagnosis)
            throws InterruptedException {
        while (true) {
            try {
                var done = Optional.of(step.take());
                outage.succeeded();
                return done;
            } catch (SdkException e) {
                var lasting = diagnosis.apply(e);
                var reason = lasting.orElseGet(() -> Diagnosis.oneLine(e.getMessage()));
                if (!outage.failed(reason, lasting.isPresent())) {
                    return Optional.empty();
                }
            }
        }
    }

    @Override
    public void close() {
        upload.close();
    }
}
