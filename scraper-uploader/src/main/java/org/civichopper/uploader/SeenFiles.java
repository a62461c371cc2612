package org.civichopper.uploader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Which files were seen, and how far each has come. One thread looks; many bring files to an end.
final class SeenFiles {

    private final boolean run;
    private final FingerprintSet before = new FingerprintSet();
    private final FingerprintSet finished = new FingerprintSet();
    private final FingerprintSet unfinished = new FingerprintSet();
    private final Map<Path, SeenFile> underWay = new ConcurrentHashMap<>();
    private final Set<Path> changed = new HashSet<>(); // while they were under way
    private int finishedAtLook;
    private final FingerprintSet expected = new FingerprintSet();
    private volatile boolean lastLooks;
    private volatile boolean nothingNew;
    private volatile boolean awaitsOther;
    private final LongAdder leftToOthers = new LongAdder();
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
        leftToOthers.reset();
        awaitsOther = false;
        oldestLeft = Instant.MAX;
    }

    /// Nothing new comes: what the next look finds is all there is to be sent, and is tried until
    /// the end.
    void lastLooks() {
        lastLooks = true;
    }

    /// That look is over. What comes now is not of the scraper that has ended.
    void nothingNew() {
        nothingNew = true;
    }

    boolean isEnding() {
        return lastLooks;
    }

    /// Marks the file as under way, unless it is, or nothing has changed since it was tried.
    Optional<SeenFile> take(Path file) {
        return seen(file)
                .filter(seen -> !in(finished, seen))
                .filter(seen -> lastLooks || !in(unfinished, seen))
                .filter(this::isExpected)
                .filter(this::isFree);
    }

    private boolean isFree(SeenFile seen) {
        var other = underWay.putIfAbsent(seen.file(), seen);
        if (other != null && !other.equals(seen)) {
            changed.add(seen.file());
        }
        return other == null;
    }

    /// Those that changed while they were under way, each once. What the file system said of them
    /// is used up.
    List<Path> changed() {
        var files = List.copyOf(changed);
        changed.clear();
        return files;
    }

    private boolean isExpected(SeenFile seen) {
        if (!nothingNew) {
            if (lastLooks) {
                expected.add(seen.file());
            }
            return true;
        }
        if (!expected.contains(seen.file())) {
            leftToOthers.increment();
            return false;
        }
        return true;
    }

    /// Another hopper is to send it, or has it in hand.
    void leaveToOthers(SeenFile seen) {
        leftToOthers.increment();
        underWay.remove(seen.file());
    }

    /// One of these is of the run, and that it went is worth waiting for.
    void awaitOther() {
        awaitsOther = true;
    }

    boolean awaitsOther() {
        return awaitsOther;
    }

    /// How many the last look left to others.
    long leftToOthers() {
        return leftToOthers.sum();
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
            var attributes =
                    Files.readAttributes(
                            file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            var time = attributes.lastModifiedTime().toInstant();
            var known = before.contains(file, attributes.size(), time);
            return attributes.isDirectory()
                    ? Optional.empty()
                    : Optional.of(new SeenFile(file, attributes.size(), time, run && !known));
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
