package org.civichopper.uploader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import org.civichopper.model.wire.ObjectKey;
import software.amazon.awssdk.core.exception.SdkException;

/// Takes each file that somebody saw to the bucket and the queue, once it is whole, and keeps
/// trying while they are away. Holds no more documents than may be on their way.
final class Courier implements AutoCloseable {

    /// A file as it was when it was seen; another size or time makes it another one.
    private record Seen(Path file, long size, Instant time, boolean ofTheRun) {}

    private static final long MOMENT = 100; // ms

    private final SendingRules rules;
    private final Optional<RunPlan> run;
    private final LiveListener listener;
    private final Outage bucketOutage;
    private final Outage queueOutage;
    private final Optional<Upload> upload;
    private final Semaphore places;
    private final Outbox outbox = new Outbox();
    private final Inspection inspection = new Inspection();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final FingerprintSet before = new FingerprintSet();
    private final FingerprintSet finished = new FingerprintSet();
    private final FingerprintSet delivered = new FingerprintSet();
    private final FingerprintSet unfinished = new FingerprintSet();
    private final Map<Path, Seen> underWay = new ConcurrentHashMap<>();
    private final Map<Path, SentRecord> records = new ConcurrentHashMap<>();
    private final Map<Path, Optional<Jurisdiction>> jurisdictions = new ConcurrentHashMap<>();
    private final Map<String, ToldRun> told = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> sent = new ConcurrentHashMap<>();
    private final LongAdder already = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private int finishedAtLook;
    private volatile boolean ending;
    private volatile long left; // the last look found no place for so many
    private volatile Instant oldestLeft = Instant.MAX;

    Courier(
            Optional<UploadConfig> config,
            SendingRules rules,
            Patience patience,
            Optional<RunPlan> run,
            LiveListener listener) {
        this.rules = rules;
        this.run = run;
        this.listener = listener;
        this.places = new Semaphore(rules.atOnce());
        this.bucketOutage = new Outage("bucket", patience, listener::note);
        this.queueOutage = new Outage("queue", patience, listener::note);
        this.upload = config.map(Upload::new);
    }

    /// Nothing new comes: whoever waits for bucket or queue tries once more now.
    void hurry() {
        bucketOutage.end();
        queueOutage.end();
    }

    void giveUp() {
        bucketOutage.giveUp();
        queueOutage.giveUp();
    }

    private boolean isOver() {
        return bucketOutage.isOver() || queueOutage.isOver();
    }

    private boolean isAway() {
        return bucketOutage.isOn() || queueOutage.isOn();
    }

    /// It lay there before the run.
    void leftover(Path file) {
        seen(file).ifPresent(seen -> before.add(seen.file(), seen.size(), seen.time()));
    }

    /// A look at everything begins.
    void look() {
        left = 0;
        oldestLeft = Instant.MAX;
        jurisdictions.values().removeIf(Optional::isEmpty);
    }

    /// Sends the file, unless it is no document, was sent, or was tried as it is now.
    void consider(Path file) {
        var folder = new ScrapeFolder(file.getParent());
        var key = folder.key(file);
        var found = key.isPresent() ? seen(file) : Optional.<Seen>empty();
        if (found.isEmpty()) {
            return;
        }
        var seen = found.get();
        if (in(finished, seen)
                || !ending && in(unfinished, seen)
                || underWay.putIfAbsent(file, seen) != null) {
            return;
        }
        var jurisdiction = jurisdiction(folder);
        if (jurisdiction.isEmpty() || !acquire()) {
            left++;
            oldestLeft = seen.time().isBefore(oldestLeft) ? seen.time() : oldestLeft;
            underWay.remove(file);
            return;
        }
        var document = new ScrapeDocument(file, key.get());
        records.computeIfAbsent(folder.path(), path -> SentRecord.open(path, listener));
        threads.execute(() -> deliver(document, seen, jurisdiction.get()));
    }

    // In good weather whoever looks waits for a place; in bad weather it only counts.
    private boolean acquire() {
        try {
            while (!isOver() && (ending || !isAway())) {
                if (places.tryAcquire(MOMENT, TimeUnit.MILLISECONDS)) {
                    return true;
                }
                flush();
            }
            return !isOver() && places.tryAcquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<Jurisdiction> jurisdiction(ScrapeFolder folder) {
        return jurisdictions.computeIfAbsent(
                folder.path(),
                _ -> {
                    try {
                        return Optional.of(JurisdictionSearch.in(folder, rules.jurisdictionId()));
                    } catch (CannotUploadException e) {
                        if (ending) {
                            listener.note(e.getMessage());
                        }
                        return Optional.empty(); // perhaps a document to come says it
                    }
                });
    }

    private void deliver(ScrapeDocument document, Seen seen, Jurisdiction jurisdiction) {
        var handedOn = false;
        try {
            var parcel = Parcel.read(document);
            if (!Wholeness.of(parcel)) {
                unfinished.add(seen.file(), seen.size(), seen.time());
                if (ending) {
                    fail(seen, "not sent: expected a whole JSON object, found a part of one");
                }
            } else if (isDue(parcel, seen) && passes(parcel, seen)) {
                handedOn = send(parcel, seen, jurisdiction);
            }
        } catch (IOException e) {
            unreadable(seen, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) { // what nobody foresaw stops one document, not the watch
            fail(seen, "cannot be sent: " + e);
        } finally {
            if (!handedOn) {
                underWay.remove(seen.file());
            }
            places.release();
        }
    }

    // What a run must bring completely is sent even if it is known: the importer has to see it.
    private boolean isDue(Parcel parcel, Seen seen) {
        var document = parcel.document();
        if (delivered.contains(parcel.document().key(), parcel.sha256())) {
            finish(seen); // it was seen when it was new, and once more when it was closed
            return false;
        }
        if (rules.again()
                || isComplete(document.key(), seen)
                || !record(document).contains(document, parcel.sha256())) {
            return true;
        }
        delivered.add(parcel.document().key(), parcel.sha256());
        finish(seen);
        already.increment();
        listener.already(document.key());
        return false;
    }

    private boolean isComplete(ObjectKey key, Seen seen) {
        return seen.ofTheRun()
                && run.orElseThrow().complete().stream()
                        .anyMatch(kind -> kind.word().equals(key.kind()));
    }

    private boolean passes(Parcel parcel, Seen seen) throws InterruptedException {
        var complaint = inspection.complaint(parcel);
        if (complaint.isPresent() && rules.strict()) {
            fail(seen, "not sent, the importer would reject it: " + complaint.get());
            return false;
        }
        complaint.ifPresent(reason -> listener.warned(seen.file(), reason));
        return true;
    }

    // Returns whether the document is in the outbox's hands.
    private boolean send(Parcel parcel, Seen seen, Jurisdiction jurisdiction)
            throws InterruptedException {
        if (upload.isEmpty()) {
            delivered.add(parcel.document().key(), parcel.sha256());
            count(parcel.document().key(), seen, parcel.content().length);
            return false;
        }
        var runId = run.filter(_ -> seen.ofTheRun()).map(RunPlan::id);
        if (runId.isPresent() && !begin(jurisdiction)) {
            return false;
        }
        var bucket = upload.get().bucket();
        var stored =
                persist(
                        bucketOutage,
                        () -> parcel.store(jurisdiction, runId, bucket),
                        e -> Diagnosis.ofBucket(e, bucket.name()));
        stored.ifPresent(document -> announce(outbox.add(document)));
        return stored.isPresent();
    }

    private boolean begin(Jurisdiction jurisdiction) throws InterruptedException {
        var one = told.computeIfAbsent(jurisdiction.id(), id -> new ToldRun(id, run.orElseThrow()));
        synchronized (one) {
            if (!one.begun()) {
                one.begun(tell(one.first(upload.orElseThrow().bucket().name()), jurisdiction.id()));
            }
            return one.begun();
        }
    }

    private boolean tell(String body, String jurisdictionId) throws InterruptedException {
        return persist(
                        queueOutage,
                        () -> {
                            upload.orElseThrow().queue().tell(body, jurisdictionId);
                            return true;
                        },
                        Diagnosis::ofQueue)
                .isPresent();
    }

    // Until it succeeds or everybody gives up.
    private <T> Optional<T> persist(
            Outage outage, Supplier<T> step, Function<SdkException, Optional<String>> diagnosis)
            throws InterruptedException {
        while (true) {
            try {
                var done = Optional.of(step.get());
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

    private void announce(List<StoredDocument> documents) {
        if (documents.isEmpty()) {
            return;
        }
        try {
            var queue = upload.orElseThrow().queue();
            var refused =
                    persist(
                            queueOutage,
                            () -> {
                                try {
                                    return queue.send(documents);
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                    return Map.<StoredDocument, String>of();
                                }
                            },
                            Diagnosis::ofQueue);
            if (refused.isPresent()) {
                documents.stream()
                        .filter(one -> !refused.get().containsKey(one))
                        .forEach(this::sent);
                refused.get()
                        .forEach((one, reason) ->
                                fail(
                                        underWay.get(one.document().file()),
                                        "stored, but the queue refused it: " + reason));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            documents.forEach(one -> underWay.remove(one.document().file()));
        }
    }

    private void sent(StoredDocument stored) {
        var document = stored.document();
        var seen = underWay.get(document.file());
        record(document).add(List.of(stored));
        if (seen.ofTheRun()) {
            told.get(stored.jurisdiction().id()).sent(stored.key());
        }
        delivered.add(document.key(), stored.fileHash());
        count(document.key(), seen, stored.bytes());
    }

    private void count(ObjectKey key, Seen seen, long bytes) {
        finish(seen);
        sent.computeIfAbsent(key.kind(), _ -> new LongAdder()).increment();
        listener.sent(key, bytes);
    }

    private void unreadable(Seen seen, IOException reason) {
        if (!Files.exists(seen.file())) {
            listener.note(seen.file() + ": gone before it could be sent");
        } else if (ending) {
            fail(seen, "cannot be read: " + reason.getMessage());
        } else if (unfinished.add(seen.file(), seen.size(), seen.time())) {
            listener.note(seen.file() + ": cannot be read: " + reason.getMessage());
        }
    }

    private void fail(Seen seen, String reason) {
        finish(seen);
        failures.increment();
        listener.failed(seen.file(), reason);
    }

    /// Sends what waits for company.
    void flush() {
        if (places.tryAcquire()) {
            threads.execute(() -> {
                try {
                    announce(outbox.rest());
                } finally {
                    places.release();
                }
            });
        }
    }

    /// Looks and sends until nothing is left, or nothing more can be sent.
    void drain(Runnable lookAtAll) throws InterruptedException {
        ending = true;
        do {
            look();
            lookAtAll.run();
            while (!places.tryAcquire(rules.atOnce(), MOMENT, TimeUnit.MILLISECONDS)) {
                listener.backlog(waiting(), oldest());
            }
            announce(outbox.rest());
            places.release(rules.atOnce());
        } while (finishedMore() && !isOver());
        look();
        giveUp(); // so that this look only counts
        lookAtAll.run();
    }

    // A look that brought nothing to its end was the last that made sense.
    private boolean finishedMore() {
        var now = finished.size();
        var more = now > finishedAtLook;
        finishedAtLook = now;
        return more;
    }

    LiveResult finish(int exitCode, Duration took) throws InterruptedException {
        var unsent = left + failures.sum();
        var reason = bucketOutage.reason().isEmpty() ? queueOutage.reason() : bucketOutage.reason();
        var all = true;
        for (var one : told.values()) {
            if (one.begun()) {
                var bucket = upload.orElseThrow().bucket().name();
                all &= tell(one.last(bucket, exitCode, unsent == 0), one.jurisdictionId());
            }
        }
        var counts = new TreeMap<String, Long>();
        sent.forEach((kind, count) -> counts.put(kind, count.sum()));
        return new LiveResult(counts, already.sum(), unsent, reason, all, took);
    }

    long waiting() {
        return left + underWay.size();
    }

    Optional<Instant> oldest() {
        var oldest = oldestLeft;
        for (var seen : underWay.values()) {
            oldest = seen.time().isBefore(oldest) ? seen.time() : oldest;
        }
        return Optional.of(oldest).filter(time -> !time.equals(Instant.MAX));
    }

    private Optional<Seen> seen(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            var time = attributes.lastModifiedTime().toInstant();
            var known = before.contains(file, attributes.size(), time);
            return attributes.isRegularFile()
                    ? Optional.of(
                            new Seen(file, attributes.size(), time, run.isPresent() && !known))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // gone
        }
    }

    private SentRecord record(ScrapeDocument document) {
        return records.get(document.file().getParent());
    }

    private void finish(Seen seen) {
        finished.add(seen.file(), seen.size(), seen.time());
    }

    private static boolean in(FingerprintSet set, Seen seen) {
        return set.contains(seen.file(), seen.size(), seen.time());
    }

    @Override
    public void close() {
        giveUp();
        threads.shutdownNow();
        records.values().forEach(SentRecord::close);
        upload.ifPresent(Upload::close);
    }
}
