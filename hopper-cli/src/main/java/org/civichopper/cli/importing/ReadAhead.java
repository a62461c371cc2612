package org.civichopper.cli.importing;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.civichopper.cli.importing.ScrapeDirectory.DocumentFile;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.importer.batch.Unreadable;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.document.DocumentReader;
import org.civichopper.model.document.DocumentVersion;
import org.civichopper.model.document.Kind;
import org.civichopper.model.document.Sha256;
import org.civichopper.model.file.RegularFile;

/// Reads files batch by batch: the next while the database works on the one before it, on as many
/// processors as there are.
final class ReadAhead {

    private static final int BATCH = 300;

    /// The files that are documents, and those that are none.
    record Batch(List<Arrival> arrivals, List<Unreadable> unreadable) {

        /// The kinds of the documents.
        Set<Kind> kinds() {
            var kinds = EnumSet.noneOf(Kind.class);
            arrivals.forEach(arrival -> kinds.add(arrival.document().kind()));
            return kinds;
        }
    }

    private sealed interface Read {
        record Sound(Arrival arrival) implements Read {}

        record Unsound(Unreadable thing) implements Read {}
    }

    private final DocumentReader reader;
    private final String jurisdictionId;
    private final String runId;
    private final Instant began;
    private final List<DocumentFile> files;
    private int from;
    private CompletableFuture<Batch> next;

    /// @param began the time that stands for the objects', so that of equal scrapes the later
    ///   import wins: a file's own time tells when it was unpacked, not when it was scraped
    ReadAhead(
            DocumentReader reader,
            String jurisdictionId,
            String runId,
            Instant began,
            List<DocumentFile> files) {
        this.reader = reader;
        this.jurisdictionId = jurisdictionId;
        this.runId = runId;
        this.began = began;
        this.files = files;
        next = begin();
    }

    /// The next batch; an empty one when all is read.
    Batch take() {
        try {
            var batch = next.join();
            next = begin();
            return batch;
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private CompletableFuture<Batch> begin() {
        var batch = files.subList(from, end());
        from += batch.size();
        return CompletableFuture.supplyAsync(() -> read(batch));
    }

    // Votes that share a key stay together, as long as they are not a batch by themselves.
    private int end() {
        var end = Math.min(files.size(), from + BATCH);
        var last = Math.min(files.size(), from + 2 * BATCH);
        while (end > from && end < last && areOne(files.get(end - 1), files.get(end))) {
            end++;
        }
        return end;
    }

    private static boolean areOne(DocumentFile file, DocumentFile next) {
        return next.kind() == Kind.VOTE_EVENT && file.order().key().equals(next.order().key());
    }

    private Batch read(List<DocumentFile> batch) {
        var arrivals = new ArrayList<Arrival>();
        var unreadable = new ArrayList<Unreadable>();
        for (var read : batch.parallelStream().map(this::read).toList()) {
            switch (read) {
                case Read.Sound(var arrival) -> arrivals.add(arrival);
                case Read.Unsound(var thing) -> unreadable.add(thing);
            }
        }
        return new Batch(arrivals, unreadable);
    }

    private Read read(DocumentFile file) {
        try {
            return new Read.Sound(arrival(file));
        } catch (InvalidInputException reason) {
            return new Read.Unsound(unreadable(file, reason));
        }
    }

    private Arrival arrival(DocumentFile file) {
        var content = content(file);
        var document = reader.read(file.kind(), content);
        return new Arrival(
                document,
                content,
                jurisdictionId,
                DocumentVersion.of(document.head(), began, Sha256.hex(content)),
                file.path().toString(),
                Optional.of(runId),
                Optional.empty(),
                Optional.empty());
    }

    private byte[] content(DocumentFile file) {
        try {
            var bytes = RegularFile.read(file.path(), (int) reader.largest());
            return reader.plain(file.path().toString().endsWith(".gz"), bytes);
        } catch (IOException e) {
            throw new InvalidInputException("file", "a file that can be read", e.toString());
        }
    }

    private Unreadable unreadable(DocumentFile file, InvalidInputException reason) {
        return new Unreadable(
                file.path().toString(),
                Optional.of(jurisdictionId),
                Optional.of(file.kind()),
                Outcome.Rejected.because(reason),
                Optional.empty(),
                Optional.empty(),
                Optional.of(runId));
    }
}
