package org.civichopper.uploader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.civichopper.model.wire.ObjectKey;

/// Which documents go while a scraper writes: those that are whole, that are due, and if it has to
/// be so, only those that the importer would take.
final class LiveSelection {

    private final SendingRules rules;
    private final Optional<ScrapePlan> run;
    private final Folders folders;
    private final SeenFiles files;
    private final LiveScore score;
    private final LiveListener listener;
    private final Inspection inspection = new Inspection();
    private final FingerprintSet delivered = new FingerprintSet();
    private final Set<SeenFile> incomplete = ConcurrentHashMap.newKeySet(); // at the last look

    LiveSelection(
            SendingRules rules,
            Optional<ScrapePlan> run,
            Folders folders,
            SeenFiles files,
            LiveScore score,
            LiveListener listener) {
        this.rules = rules;
        this.run = run;
        this.folders = folders;
        this.files = files;
        this.score = score;
        this.listener = listener;
    }

    /// A look at everything begins.
    void look() {
        incomplete.clear();
    }

    /// The document as it was read, unless it stays, for now or for good.
    Optional<Parcel> take(ScrapeDocument document, SeenFile seen) throws InterruptedException {
        try {
            var parcel = Parcel.read(document);
            if (!Wholeness.of(parcel)) {
                files.notYet(seen);
                incomplete.add(seen);
                return Optional.empty();
            }
            return isDue(parcel, seen) && passes(parcel, seen)
                    ? Optional.of(parcel)
                    : Optional.empty();
        } catch (IOException e) {
            unreadable(seen, e);
            return Optional.empty();
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
        delivered(document.key(), parcel.sha256());
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

    private void unreadable(SeenFile seen, IOException reason) {
        if (!Files.exists(seen.file(), LinkOption.NOFOLLOW_LINKS)) {
            listener.note(seen.file() + ": gone before it could be sent");
        } else if (files.isEnding()) {
            fail(seen, "cannot be read: " + reason.getMessage());
        } else if (files.notYet(seen)) {
            listener.note(seen.file() + ": cannot be read: " + reason.getMessage());
        }
    }

    /// Another hopper holds the folder, and may have looked there for the last time before this
    /// file came. So its record is asked, until it has the file or the folder is free.
    void leaveToOther(ScrapeDocument document, SeenFile seen) {
        try {
            var parcel = Parcel.read(document);
            if (!folders.wentElsewhere(parcel) && Wholeness.of(parcel)) {
                files.awaitOther();
            }
        } catch (IOException e) {
            // who holds the folder says so
        }
        files.leaveToOthers(seen);
    }

    /// This content is where it belongs.
    void delivered(ObjectKey key, String sha256) {
        delivered.add(key, sha256);
    }

    /// Whether the last look found files that may still become whole.
    boolean foundIncomplete() {
        return !incomplete.isEmpty();
    }

    /// They are not waited for any more.
    void failIncomplete() {
        incomplete.forEach(seen -> fail(seen, "not sent: " + Wholeness.MISSING));
    }

    void fail(SeenFile seen, String reason) {
        files.finish(seen);
        score.failed(seen.file(), reason);
    }
}
