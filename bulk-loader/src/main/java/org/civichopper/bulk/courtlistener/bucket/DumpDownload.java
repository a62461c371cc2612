package org.civichopper.bulk.courtlistener.bucket;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.civichopper.bulk.run.LoadProgress;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.source.Manners;

/// Brings the files of a dump into a folder: the largest first, several at once, schema and script
/// last, so that a folder with the script has all. What is there already is not fetched again.
public final class DumpDownload {

    private final HttpBucket bucket;
    private final Path folder;
    private final Room room;
    private final int workers;
    private final LoadProgress progress;
    private final AtomicInteger fetched = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    /// What it came to.
    ///
    /// @param files that are in the folder now
    /// @param fetched how many of them were brought now
    /// @param bytes that came
    public record Downloaded(List<String> files, int fetched, long bytes) {}

    private DumpDownload(
            HttpBucket bucket, Path folder, Room room, int workers, LoadProgress progress) {
        this.bucket = bucket;
        this.folder = folder;
        this.room = room;
        this.workers = workers;
        this.progress = progress;
    }

    /// Makes the folder where it is not there.
    ///
    /// @param keepFree bytes of the disk that stay free
    /// @param manners whose patience is that for room on the disk, too
    /// @throws LoadStopped.Failed where nothing can be written there
    public static DumpDownload into(
            Path folder,
            long keepFree,
            HttpBucket bucket,
            int workers,
            Manners manners,
            LoadProgress progress) {
        try {
            Files.createDirectories(folder);
            var store = Files.getFileStore(folder);
            return new DumpDownload(
                    bucket,
                    folder,
                    new Room(
                            folder.toString(),
                            keepFree,
                            manners.retryFor(),
                            progress,
                            () -> usable(store)),
                    workers,
                    progress);
        } catch (IOException e) {
            throw new LoadStopped.Failed("%s: cannot be used: %s".formatted(folder, e), e);
        }
    }

    private static long usable(FileStore store) {
        try {
            return store.getUsableSpace();
        } catch (IOException e) {
            throw new LoadStopped.Failed(
                    "%s: its free space is not told: %s".formatted(store, e), e);
        }
    }

    /// @param entries the tables whose files are wanted; none of what they need is missing
    /// @throws LoadStopped where it cannot be finished now; what came stays, and is continued
    public Downloaded fetch(Dump dump, Collection<Manifest.Entry> entries)
            throws InterruptedException {
        var data =
                entries.stream()
                        .map(dump::file)
                        .distinct()
                        .sorted(Comparator.comparingLong(BucketFile::bytes).reversed())
                        .toList();
        var last = List.of(dump.schema(), dump.script().orElseThrow());
        progress.found(data.stream().mapToLong(BucketFile::bytes).sum());
        fetchAtOnce(data);
        for (var file : last) {
            fetch(file);
        }
        var names = new ArrayList<String>();
        data.forEach(file -> names.add(file.name()));
        last.forEach(file -> names.add(file.name()));
        return new Downloaded(names, fetched.get(), bytes.get());
    }

    // The first that fails stops the others, whose parts are continued the next time.
    private void fetchAtOnce(List<BucketFile> files) throws InterruptedException {
        var queue = new ConcurrentLinkedQueue<>(files);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var ended = new ExecutorCompletionService<Void>(threads);
            var running = new ArrayList<Future<Void>>();
            for (var number = 0; number < workers; number++) {
                running.add(
                        ended.submit(() -> {
                            for (var file = queue.poll(); file != null; file = queue.poll()) {
                                fetch(file);
                            }
                            return null;
                        }));
            }
            try {
                for (var _ : running) {
                    ended.take().get();
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof LoadStopped stopped
                        ? stopped
                        : new IllegalStateException(e.getCause());
            } finally {
                queue.clear();
                running.forEach(each -> each.cancel(true));
            }
        }
    }

    private void fetch(BucketFile file) throws InterruptedException {
        var download = bucket.download(file, folder);
        try {
            if (download.standing().filter(file.version()::equals).isPresent()) {
                return;
            }
            var here = download.here(file.version());
            try (var place = room.take(file.name(), Math.max(0, file.bytes() - here));
                    var bar = progress.begin(file.name(), OptionalLong.of(file.bytes()))) {
                bar.came(0, here);
                var version =
                        download.fetch(more -> {
                            place.pass(more);
                            bytes.addAndGet(more);
                            bar.came(0, more);
                        });
                requireContent(
                        new BucketFile(file.name(), version.etag(), version.bytes().orElse(0)));
            }
            fetched.incrementAndGet();
        } catch (IOException e) {
            throw new LoadStopped.Failed(
                    "%s: cannot be written: %s".formatted(folder.resolve(file.name()), e), e);
        }
    }

    private void requireContent(BucketFile came) {
        if (!came.hasContent()) {
            throw new LoadStopped.Failed(
                    "%s: expected the file as it was listed, found that it has %d bytes now: the dump is not complete"
                            .formatted(came.name(), came.bytes()));
        }
    }
}
