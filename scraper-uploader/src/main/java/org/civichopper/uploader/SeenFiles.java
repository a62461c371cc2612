package org.civichopper.uploader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Which files were seen, and how far each has come. One thread looks; many bring files to an end.
final class SeenFiles {

    private final boolean run;
    private final FingerprintSet before = new FingerprintSet();
    private final FingerprintSet finished = new FingerprintSet();
    private final FingerprintSet unfinished = new FingerprintSet();
    private final Map<Path, SeenFile> underWay = new ConcurrentHashMap<>();
    private int finishedAtLook;
    private volatile boolean lastLooks;
    private volatile long left; // the last look found no place for so many
    private volatile Instant oldestLeft = Instant.MAX;

    /// @param run whether there is a scrape whose beginning is known
    SeenFiles(boolean run) {
        this.run = run;
    }

    /// It lay there before the run.
    void leftover(Path file) {
        seen(file).ifPresent(seen -> add(before, seen));
    }

    /// A look at everything begins.
    void look() {
        left = 0;
        oldestLeft = Instant.MAX;
    }

    /// From now on what was not whole is not waited for.
    void lastLooks() {
        lastLooks = true;
    }

    /// Marks the file as under way, unless it is, or nothing has changed since it was tried.
    Optional<SeenFile> take(Path file) {
        return seen(file)
                .filter(seen -> !in(finished, seen))
                .filter(seen -> lastLooks || !in(unfinished, seen))
                .filter(seen -> underWay.putIfAbsent(file, seen) == null);
    }

    /// There was no place for it: it waits for the next look.
    void leave(SeenFile seen) {
        left++;
        oldestLeft = seen.time().isBefore(oldestLeft) ? seen.time() : oldestLeft;
        underWay.remove(seen.file());
    }

    /// It is not under way any more, whatever came of it.
    void release(Path file) {
        underWay.remove(file);
    }

    SeenFile underWay(Path file) {
        return underWay.get(file);
    }

    /// Nothing more is to be done with it as it is.
    void finish(SeenFile seen) {
        add(finished, seen);
    }

    /// It is worth another attempt once it has changed. Returns whether this is new.
    boolean notYet(SeenFile seen) {
        return add(unfinished, seen);
    }

    /// Whether anything came to its end since this was last asked.
    boolean finishedMore() {
        var now = finished.size();
        var more = now > finishedAtLook;
        finishedAtLook = now;
        return more;
    }

    /// How many found no place.
    long left() {
        return left;
    }

    long waiting() {
        return left + underWay.size();
    }

    /// When the oldest that waits was written.
    Optional<Instant> oldest() {
        var oldest = oldestLeft;
        for (var seen : underWay.values()) {
            oldest = seen.time().isBefore(oldest) ? seen.time() : oldest;
        }
        return Optional.of(oldest).filter(time -> !time.equals(Instant.MAX));
    }

    private Optional<SeenFile> seen(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            var time = attributes.lastModifiedTime().toInstant();
            var known = before.contains(file, attributes.size(), time);
            return attributes.isRegularFile()
                    ? Optional.of(new SeenFile(file, attributes.size(), time, run && !known))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // gone
        }
    }

    private static boolean in(FingerprintSet set, SeenFile seen) {
        return set.contains(seen.file(), seen.size(), seen.time());
    }

    private static boolean add(FingerprintSet set, SeenFile seen) {
        return set.add(seen.file(), seen.size(), seen.time());
    }
}
