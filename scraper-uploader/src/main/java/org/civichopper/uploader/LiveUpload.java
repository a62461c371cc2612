package org.civichopper.uploader;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Sends what appears below a directory, each document as soon as it is whole, until it is told
/// that nothing new comes. The file system's own word is fast and may get lost; a look at
/// everything now and then misses nothing.
public final class LiveUpload implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);
    private static final int LOOKS_COST = 20; // at most a twentieth of the time goes to them

    private final Path root;
    private final WatchService watcher;
    private final Map<WatchKey, Path> watched = new HashMap<>();
    private final Set<Path> refused = new HashSet<>();
    private final Courier courier;
    private final LiveListener listener;
    private volatile CompletableFuture<Void> following = CompletableFuture.completedFuture(null);
    private volatile boolean ending;
    private long lookAfter;
    private final long start = System.nanoTime();

    /// @param config empty to check documents without sending any
    /// @param run empty where nobody knows of a beginning and an end
    /// @throws CannotUploadException without credentials or a region, or a directory to watch
    public LiveUpload(
            Path root,
            Optional<UploadConfig> config,
            SendingRules rules,
            Patience patience,
            Optional<ScrapePlan> run,
            LiveListener listener) {
        this.root = root.toAbsolutePath().normalize();
        this.listener = listener;
        try {
            watcher = FileSystems.getDefault().newWatchService();
        } catch (IOException e) {
            throw new CannotUploadException(root + ": cannot be watched: " + e.getMessage(), e);
        }
        courier = new Courier(config, rules, patience, run, listener);
        // What lies there before the scrape begins is no part of it.
        run.ifPresent(_ -> everyFile(courier::leftover));
    }

    public void start() {
        following =
                CompletableFuture.runAsync(
                        this::follow, task -> Thread.ofPlatform().name("live-upload").start(task));
        following.whenComplete((_, failure) -> {
            if (failure != null) {
                listener.note(
                        "watching %s stopped: %s".formatted(root, failure.getCause().getMessage()));
            }
        });
    }

    /// Calls back when it has stopped, by itself or after [#finish].
    public void whenStopped(Runnable action) {
        following.whenComplete((_, _) -> action.run());
    }

    /// Looks once more, and sends what is left.
    ///
    /// @param exitCode of the scraper, for the last run messages
    /// @throws CannotUploadException if the directory could not be watched to the end
    public LiveResult finish(int exitCode) throws InterruptedException {
        ending = true;
        courier.hurry();
        try {
            following.get();
        } catch (ExecutionException e) {
            var failure = e.getCause();
            throw failure instanceof CannotUploadException known
                    ? known
                    : new IllegalStateException(failure);
        }
        return courier.finish(exitCode, Duration.ofNanos(System.nanoTime() - start));
    }

    /// Ends the attempts to send what is left.
    public void giveUp() {
        courier.giveUp();
    }

    private void follow() {
        try {
            while (!ending) {
                courier.followChanges();
                events();
                lookAtEverything();
                courier.flush();
                courier.tellBacklog();
            }
            courier.drain(() -> everyFile(courier::consider));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ClosedWatchServiceException e) {
            // closed before its end
        }
    }

    private void events() throws InterruptedException {
        var key = watcher.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
        if (key == null) {
            return;
        }
        for (var event : key.pollEvents()) {
            if (event.context() instanceof Path name && watched.containsKey(key)) {
                var file = watched.get(key).resolve(name);
                if (Files.isDirectory(file)) {
                    lookAfter = 0;
                } else {
                    courier.consider(file);
                }
            } else {
                lookAfter = 0; // some events got lost
            }
        }
        if (!key.reset()) {
            watched.remove(key);
        }
    }

    private void lookAtEverything() {
        var began = System.nanoTime();
        if (lookAfter != 0 && began - lookAfter < 0) {
            return;
        }
        courier.look();
        everyFile(courier::consider);
        var took = System.nanoTime() - began - courier.waited().toNanos();
        lookAfter = System.nanoTime() + Math.max(BETWEEN_LOOKS.toNanos(), LOOKS_COST * took);
    }

    // Documents lie in the folders below, or right here.
    private void everyFile(Consumer<Path> visitor) {
        eachIn(
                root,
                file -> {
                    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                        eachIn(file, visitor);
                    } else if (Files.isDirectory(file)) {
                        refuse(file);
                    } else {
                        visitor.accept(file);
                    }
                });
    }

    // It would let anybody who writes here choose what is sent.
    private void refuse(Path link) {
        if (!refused.contains(link)
                && Files.isReadable(link)
                && ScrapeDirectory.holdsDocuments(new ScrapeFolder(link))) {
            refused.add(link);
            courier.refuse(
                    link,
                    "not sent: expected a folder, found a link to one: name that folder itself");
        }
    }

    private void eachIn(Path folder, Consumer<Path> visitor) {
        try (Stream<Path> files = Files.list(watch(folder))) {
            files.forEach(visitor);
        } catch (NoSuchFileException e) {
            // gone meanwhile
        } catch (IOException e) {
            listener.note(folder + ": cannot be listed: " + e.getMessage());
        }
    }

    // Before it is listed, so that nothing falls between.
    private Path watch(Path folder) throws IOException {
        if (!watched.containsValue(folder)) {
            watched.put(
                    folder.register(
                            watcher,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY),
                    folder);
        }
        return folder;
    }

    @Override
    public void close() {
        try {
            watcher.close();
        } catch (IOException e) {
            listener.note("the watch did not close: " + e.getMessage());
        }
        courier.close();
    }
}
