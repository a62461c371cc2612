package org.civichopper.uploader;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.file.RegularFile;

/// Which contents of which files a destination has taken, kept beside them in `.hopper-sent`: a
/// line `<sha256>@<destination> <file name>` each. It outlives the death of this program at any
/// moment; a line that was being written then does not count, so that its document is sent once
/// more.
///
/// A record that cannot be written loses nothing: what it lacks is sent again the next time.
final class SentRecord implements AutoCloseable {

    static final String NAME = ".hopper-sent";

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})@([0-9a-f]{12}) ([^/]+)");
    private static final String FORGOTTEN = "forgotten@%s -"; // all lines of it above
    private static final int LONGEST_LINE = 1 << 12; // no name comes near it
    private static final Duration BETWEEN_SYNCS = Duration.ofSeconds(1);

    private final Path path;
    private final UploadListener listener;
    private final Optional<Destination> destination;
    private FingerprintSet sent = new FingerprintSet();
    private FileChannel file; // null once it cannot be written
    private long end;
    private boolean unsynced;
    private long lastSync = System.nanoTime();

    private SentRecord(Path path, Optional<Destination> destination, UploadListener listener) {
        this.path = path;
        this.destination = destination;
        this.listener = listener;
    }

    /// Reads what stands, and keeps other programs from sending from this folder meanwhile.
    ///
    /// @throws CannotUploadException if another program sends from it
    static SentRecord open(Path folder, Destination destination, UploadListener listener) {
        return tryOpen(folder, destination, listener)
                .orElseThrow(() ->
                        new CannotUploadException(
                                folder.resolve(NAME)
                                        + ": expected to be the only one who sends from this folder,"
                                        + " found another hopper: wait until it ends, or stop it"));
    }

    /// The same; empty if another program sends from the folder.
    static Optional<SentRecord> tryOpen(
            Path folder, Destination destination, UploadListener listener) {
        var record = new SentRecord(folder.resolve(NAME), Optional.of(destination), listener);
        try {
            return record.isOpened() ? Optional.of(record) : Optional.empty();
        } catch (IOException | InvalidInputException e) {
            record.stop(e);
            return Optional.of(record);
        }
    }

    /// Reads what stands, writes nothing and keeps nobody from anything.
    ///
    /// @param destination empty for what was sent to any
    static SentRecord peek(
            Path folder, Optional<Destination> destination, UploadListener listener) {
        var record = new SentRecord(folder.resolve(NAME), destination, listener);
        try (var channel = record.channel(StandardOpenOption.READ)) {
            record.load(channel);
        } catch (NoSuchFileException e) {
            // nothing was sent from here
        } catch (IOException | InvalidInputException e) {
            listener.note(record.path + ": cannot be read: " + Diagnosis.oneLine(e.getMessage()));
        }
        return record;
    }

    private boolean isOpened() throws IOException {
        var opened =
                channel(
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE);
        if (!isLocked(opened)) {
            opened.close();
            return false;
        }
        file = opened;
        end = load(file);
        file.truncate(end); // half a line
        return true;
    }

    // Whoever may put a link here must not choose what is read, written and cut off.
    private FileChannel channel(OpenOption... options) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            RegularFile.require(path); // a pipe would keep the reader waiting
        }
        var all = new HashSet<>(List.of(options));
        all.add(LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(path, all);
    }

    private static boolean isLocked(FileChannel opened) throws IOException {
        try {
            return opened.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    // Returns where the last whole line ends.
    private long load(FileChannel from) throws IOException {
        var in = new BufferedInputStream(Channels.newInputStream(from.position(0)), 1 << 16);
        var line = new ByteArrayOutputStream();
        var read = 0L;
        var whole = 0L;
        for (int next; (next = in.read()) >= 0; ) {
            read++;
            if (next != '\n') {
                if (line.size() < LONGEST_LINE) {
                    line.write(next);
                }
                continue;
            }
            whole = read;
            take(line.toString(StandardCharsets.UTF_8));
            line.reset();
        }
        return whole;
    }

    private void take(String line) {
        var matcher = LINE.matcher(line);
        if (matcher.matches() && isOurs(matcher.group(2))) {
            sent.add(matcher.group(3), matcher.group(1));
        } else if (destination.filter(to -> line.equals(forgotten(to))).isPresent()) {
            sent = new FingerprintSet();
        }
    }

    private boolean isOurs(String print) {
        return destination.map(Destination::print).orElse(print).equals(print);
    }

    private static String forgotten(Destination destination) {
        return FORGOTTEN.formatted(destination.print());
    }

    /// Whether the destination was sent nothing from here.
    boolean isEmpty() {
        return sent.size() == 0;
    }

    /// The destination has nothing any more of what it was sent. Written down, because whoever dies
    /// after the first document must not believe the rest again.
    synchronized void forget() {
        listener.note(
                "%s: %d documents were sent to this bucket, and nothing of them is there any more: all are sent again"
                        .formatted(path, sent.size()));
        sent = new FingerprintSet();
        append(forgotten(destination.orElseThrow()) + "\n");
    }

    boolean contains(ScrapeDocument document, String sha256) {
        return sent.contains(name(document), sha256);
    }

    /// What the queue took. No line is written twice.
    synchronized void add(List<StoredDocument> documents) {
        var lines = new StringBuilder();
        for (var stored : documents) {
            var name = name(stored.document());
            if (sent.add(name, stored.fileHash())) {
                lines.append(stored.fileHash())
                        .append('@')
                        .append(destination.orElseThrow().print())
                        .append(' ')
                        .append(name)
                        .append('\n');
            }
        }
        append(lines.toString());
    }

    private void append(String lines) {
        if (file == null || lines.isEmpty()) {
            return;
        }
        try {
            var bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
            for (var at = end; bytes.hasRemaining(); ) {
                at += file.write(bytes, at);
            }
            end += bytes.limit();
            unsynced = true;
            sync(BETWEEN_SYNCS);
        } catch (IOException e) {
            stop(e);
        }
    }

    private void sync(Duration pause) throws IOException {
        if (unsynced && System.nanoTime() - lastSync >= pause.toNanos()) {
            file.force(false);
            lastSync = System.nanoTime();
            unsynced = false;
        }
    }

    private void stop(Exception reason) {
        listener.note(
                "%s: cannot be written: %s; documents go on being sent, and what it lacks is sent again the next time"
                        .formatted(path, reason.getMessage()));
        closeFile();
    }

    private void closeFile() {
        try (var closing = file) {
            file = null;
            if (closing != null && unsynced) {
                closing.force(false);
            }
        } catch (IOException e) {
            unsynced = false; // its lines are with the system, or were said to be missing
        }
    }

    @Override
    public synchronized void close() {
        closeFile();
    }

    private static String name(ScrapeDocument document) {
        return document.file().getFileName().toString();
    }
}
