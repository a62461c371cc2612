package org.civichopper.uploader;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.civichopper.model.wire.ObjectKey;
import org.civichopper.uploader.Folders.Standing;

/// Takes each file that somebody saw to the bucket and the queue, once it is whole. Holds no more
/// documents than may be on their way.
final class Courier implements AutoCloseable {

    private static final long MOMENT = 100; // ms
    private static final Duration TO_BECOME_WHOLE = Duration.ofSeconds(2);

    private final SendingRules rules;
    private final Optional<ScrapePlan> run;
    private final LiveListener listener;
    private final Optional<Carrier> carrier; // empty where nothing shall be sent
    private final Optional<ToldScrapes> told;
    private final Semaphore places;
    private final SeenFiles files;
    private final Outbox outbox = new Outbox();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Folders folders;
    private final LiveScore score;
    private final LiveSelection selection;
    private final Patience patience;
    private Consumer<String> complaints = _ -> {}; // until the end they may become pointless
    private volatile boolean over;
    private Duration waited = Duration.ZERO; // for places, since the look began

    Courier(
            Optional<UploadConfig> config,
            SendingRules rules,
            Patience patience,
            Optional<ScrapePlan> run,
            LiveListener listener) {
        this.rules = rules;
        this.patience = patience;
        this.run = run;
        this.listener = listener;
        this.carrier = config.map(to -> new Carrier(to, patience, listener::note));
        this.told = carrier.flatMap(by -> run.map(plan -> new ToldScrapes(plan, by)));
        this.places = new Semaphore(rules.atOnce());
        this.files = new SeenFiles(run.isPresent());
        this.folders =
                new Folders(
                        rules.jurisdictionId(),
                        run.flatMap(ScrapePlan::only),
                        carrier.map(by ->
                                new Folders.Sending(
                                        Destination.of(config.orElseThrow()), by::hasLost)),
                        rules.previewed(),
                        listener);
        this.score = new LiveScore(listener);
        this.selection = new LiveSelection(rules, run, folders, files, score, listener);
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

    /// It lay there before the run.
    void leftover(Path file) {
        files.leftover(file);
    }

    /// A look at everything begins.
    void look() {
        waited = Duration.ZERO;
        files.look();
        selection.look();
        folders.lookAgain();
    }

    /// How much of this look was no looking, but waiting for a document before to arrive.
    Duration waited() {
        return waited;
    }

    /// Looks again at what changed while it was under way.
    void followChanges() {
        files.changed().forEach(this::consider);
    }

    void refuse(Path folder, String reason) {
        score.failed(folder, reason);
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
        var document = new ScrapeDocument(file, key.get());
        switch (folders.standing(folder, complaints)) {
            case Standing.Ours(var jurisdiction) -> {
                if (acquire()) {
                    threads.execute(() -> deliver(document, seen, jurisdiction));
                } else {
                    files.leave(seen);
                }
            }
            case Standing.Unknown() -> files.leave(seen);
            case Standing.Foreign() -> files.leaveToOthers(seen);
            case Standing.Held() -> {
                if (files.isEnding() && seen.ofTheRun() && acquire()) {
                    threads.execute(() -> {
                        try {
                            selection.leaveToOther(document, seen);
                        } finally {
                            places.release();
                        }
                    });
                } else {
                    files.leaveToOthers(seen);
                }
            }
        }
    }

    // In good weather whoever looks waits for a place; in bad weather it only counts.
    private boolean acquire() {
        var began = System.nanoTime();
        try {
            while (!isOver() && (files.isEnding() || carrier.filter(Carrier::isAway).isEmpty())) {
                if (places.tryAcquire(MOMENT, TimeUnit.MILLISECONDS)) {
                    return true;
                }
                flush();
            }
            return !isOver() && places.tryAcquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waited = waited.plusNanos(System.nanoTime() - began);
        }
    }

    private void deliver(ScrapeDocument document, SeenFile seen, Jurisdiction jurisdiction) {
        var handedOn = false;
        try {
            var parcel = selection.take(document, seen);
            handedOn = parcel.isPresent() && send(parcel.get(), seen, jurisdiction);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // The only broad one: nobody waits for this thread, so what is thrown past here would
            // leave a document that is neither sent nor counted.
            selection.fail(seen, "cannot be sent: " + e);
        } finally {
            if (!handedOn) {
                files.release(seen.file());
            }
            places.release();
        }
    }

    // Returns whether the document is in the outbox's hands.
    private boolean send(Parcel parcel, SeenFile seen, Jurisdiction jurisdiction)
            throws InterruptedException {
        if (carrier.isEmpty()) {
            selection.delivered(parcel.document().key(), parcel.sha256());
            count(parcel.document().key(), seen, parcel.content().length);
            return false;
        }
        var runId = run.filter(_ -> seen.ofTheRun()).map(ScrapePlan::id);
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
                        selection.fail(seen, "stored, but the queue refused it: " + reason);
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
        selection.delivered(document.key(), stored.fileHash());
        count(document.key(), seen, stored.bytes());
    }

    private void count(ObjectKey key, SeenFile seen, long bytes) {
        files.finish(seen);
        score.sent(key, bytes);
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

    /// Looks and sends until nothing is left of what the first look finds, or nothing more can be
    /// sent.
    void drain(Runnable lookAtAll) throws InterruptedException {
        files.lastLooks();
        var began = System.nanoTime();
        do {
            look();
            lookAtAll.run();
            arriveAll();
            files.nothingNew();
            // A look that brought nothing to its end was the last that made sense, or a moment
            // helps.
        } while (!isOver() && (files.finishedMore() || waitedAMoment(began)));
        selection.failIncomplete();
        complaints = listener::note;
        folders.takeNoMore();
        look();
        giveUp(); // so that this look only counts
        lookAtAll.run();
        folders.close();
    }

    private void arriveAll() throws InterruptedException {
        while (!places.tryAcquire(rules.atOnce(), MOMENT, TimeUnit.MILLISECONDS)) {
            tellBacklog();
        }
        announce(outbox.rest());
        places.release(rules.atOnce());
    }

    // A file that is written becomes whole, and says whose its folder is; another hopper sends.
    private boolean waitedAMoment(long began) throws InterruptedException {
        var spent = Duration.ofNanos(System.nanoTime() - began);
        var growing = selection.foundIncomplete() || files.left() > 0;
        var worthIt =
                growing && spent.compareTo(TO_BECOME_WHOLE) < 0
                        || files.awaitsOther() && spent.compareTo(patience.atTheEnd()) < 0;
        if (worthIt) {
            Thread.sleep(MOMENT);
        }
        return worthIt;
    }

    LiveResult finish(int exitCode, Duration took) throws InterruptedException {
        var unsent = files.left() + score.failed();
        var reason = carrier.map(Carrier::reason).orElse("");
        told.flatMap(runs -> runs.whyNothingIsComplete(exitCode)).ifPresent(listener::note);
        var allTold = told.isEmpty() || told.get().end(exitCode, unsent);
        return new LiveResult(
                score.sent(), score.already(), unsent, files.leftToOthers(), reason, allTold, took);
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
