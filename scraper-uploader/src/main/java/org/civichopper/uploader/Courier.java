package org.civichopper.uploader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.civichopper.model.wire.ObjectKey;

/// Takes each file that somebody saw to the bucket and the queue, once it is whole. Holds no more
/// documents than may be on their way.
final class Courier implements AutoCloseable {

    private static final long MOMENT = 100; // ms

    private final SendingRules rules;
    private final Optional<RunPlan> run;
    private final LiveListener listener;
    private final Optional<Carrier> carrier; // empty where nothing shall be sent
    private final Optional<ToldRuns> told;
    private final Semaphore places;
    private final SeenFiles files;
    private final Outbox outbox = new Outbox();
    private final Inspection inspection = new Inspection();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final FingerprintSet delivered = new FingerprintSet();
    private final Folders folders;
    private final LiveScore score;
    private volatile boolean ending;
    private volatile boolean over;

    Courier(
            Optional<UploadConfig> config,
            SendingRules rules,
            Patience patience,
            Optional<RunPlan> run,
            LiveListener listener) {
        this.rules = rules;
        this.run = run;
        this.listener = listener;
        this.carrier = config.map(to -> new Carrier(to, patience, listener::note));
        this.told = carrier.flatMap(by -> run.map(plan -> new ToldRuns(plan, by)));
        this.places = new Semaphore(rules.atOnce());
        this.files = new SeenFiles(run.isPresent());
        this.folders = new Folders(rules.jurisdictionId(), config.isPresent(), listener);
        this.score = new LiveScore(listener);
    }

    /// Nothing new comes: whoever waits for bucket or queue tries once more now.
    void hurry() {
        carrier.ifPresent(Carrier::hurry);
    }

    void giveUp() {
        over = true;
        carrier.ifPresent(Carrier::giveUp);
    }

    private boolean isOver() {
        return over || carrier.filter(Carrier::isOver).isPresent();
    }

    private boolean isAway() {
        return carrier.filter(Carrier::isAway).isPresent();
    }

    /// It lay there before the run.
    void leftover(Path file) {
        files.leftover(file);
    }

    /// A look at everything begins.
    void look() {
        files.look();
        folders.lookAgain();
    }

    /// Sends the file, unless it is no document, was sent, or was tried as it is now.
    void consider(Path file) {
        var folder = new ScrapeFolder(file.getParent());
        var key = folder.key(file);
        var taken = key.flatMap(_ -> files.take(file));
        if (taken.isEmpty()) {
            return;
        }
        var seen = taken.get();
        var jurisdiction = folders.jurisdiction(folder, ending ? listener::note : _ -> {});
        if (jurisdiction.isEmpty() || !acquire()) {
            files.leave(seen);
            return;
        }
        var document = new ScrapeDocument(file, key.get());
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

    private void deliver(ScrapeDocument document, SeenFile seen, Jurisdiction jurisdiction) {
        var handedOn = false;
        try {
            var parcel = Parcel.read(document);
            if (!Wholeness.of(parcel)) {
                files.notYet(seen);
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
        } catch (RuntimeException e) {
            // The only broad one: nobody waits for this thread, so what is thrown past here would
            // leave a document that is neither sent nor counted.
            fail(seen, "cannot be sent: " + e);
        } finally {
            if (!handedOn) {
                files.release(seen.file());
            }
            places.release();
        }
    }

    // What a run must bring completely is sent even if it is known: the importer has to see it.
    private boolean isDue(Parcel parcel, SeenFile seen) {
        var document = parcel.document();
        if (delivered.contains(document.key(), parcel.sha256())) {
            files.finish(seen); // it was seen when it was new, and once more when it was closed
            return false;
        }
        if (rules.again()
                || seen.ofTheRun() && run.orElseThrow().isComplete(document.key().kind())
                || !folders.record(document).contains(document, parcel.sha256())) {
            return true;
        }
        delivered.add(document.key(), parcel.sha256());
        files.finish(seen);
        score.already(document.key());
        return false;
    }

    private boolean passes(Parcel parcel, SeenFile seen) throws InterruptedException {
        var complaint = inspection.complaint(parcel);
        if (complaint.isPresent() && rules.strict()) {
            fail(seen, "not sent, the importer would reject it: " + complaint.get());
            return false;
        }
        complaint.ifPresent(reason -> listener.warned(seen.file(), reason));
        return true;
    }

    // Returns whether the document is in the outbox's hands.
    private boolean send(Parcel parcel, SeenFile seen, Jurisdiction jurisdiction)
            throws InterruptedException {
        if (carrier.isEmpty()) {
            delivered.add(parcel.document().key(), parcel.sha256());
            count(parcel.document().key(), seen, parcel.content().length);
            return false;
        }
        var runId = run.filter(_ -> seen.ofTheRun()).map(RunPlan::id);
        if (runId.isPresent() && !told.orElseThrow().begin(jurisdiction)) {
            return false;
        }
        var stored = carrier.get().store(parcel, jurisdiction, runId);
        stored.ifPresent(document -> announce(outbox.add(document)));
        return stored.isPresent();
    }

    private void announce(List<StoredDocument> documents) {
        if (documents.isEmpty()) {
            return;
        }
        try {
            var refused = carrier.orElseThrow().announce(documents);
            if (refused.isPresent()) {
                for (var stored : documents) {
                    var reason = refused.get().get(stored);
                    if (reason == null) {
                        sent(stored);
                    } else {
                        var seen = files.underWay(stored.document().file());
                        fail(seen, "stored, but the queue refused it: " + reason);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            documents.forEach(one -> files.release(one.document().file()));
        }
    }

    private void sent(StoredDocument stored) {
        var document = stored.document();
        var seen = files.underWay(document.file());
        folders.record(document).add(List.of(stored));
        if (seen.ofTheRun()) {
            told.orElseThrow().sent(stored.jurisdiction(), stored.key());
        }
        delivered.add(document.key(), stored.fileHash());
        count(document.key(), seen, stored.bytes());
    }

    private void count(ObjectKey key, SeenFile seen, long bytes) {
        files.finish(seen);
        score.sent(key, bytes);
    }

    private void unreadable(SeenFile seen, IOException reason) {
        if (!Files.exists(seen.file())) {
            listener.note(seen.file() + ": gone before it could be sent");
        } else if (ending) {
            fail(seen, "cannot be read: " + reason.getMessage());
        } else if (files.notYet(seen)) {
            listener.note(seen.file() + ": cannot be read: " + reason.getMessage());
        }
    }

    private void fail(SeenFile seen, String reason) {
        files.finish(seen);
        score.failed(seen.file(), reason);
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
        files.lastLooks();
        do {
            look();
            lookAtAll.run();
            while (!places.tryAcquire(rules.atOnce(), MOMENT, TimeUnit.MILLISECONDS)) {
                tellBacklog();
            }
            announce(outbox.rest());
            places.release(rules.atOnce());
            // A look that brought nothing to its end was the last that made sense.
        } while (files.finishedMore() && !isOver());
        look();
        giveUp(); // so that this look only counts
        lookAtAll.run();
    }

    LiveResult finish(int exitCode, Duration took) throws InterruptedException {
        var unsent = files.left() + score.failed();
        var reason = carrier.map(Carrier::reason).orElse("");
        var allTold = told.isEmpty() || told.get().end(exitCode, unsent == 0);
        return new LiveResult(score.sent(), score.already(), unsent, reason, allTold, took);
    }

    void tellBacklog() {
        listener.backlog(files.waiting(), files.oldest());
    }

    /// Whatever is on its way is stopped, and counts as not sent.
    @Override
    public void close() {
        giveUp();
        threads.shutdownNow();
        threads.close();
        folders.close();
        carrier.ifPresent(Carrier::close);
    }
}
