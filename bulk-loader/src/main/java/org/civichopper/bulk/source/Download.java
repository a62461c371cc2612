package org.civichopper.bulk.source;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.civichopper.bulk.run.LoadStopped;

/// An object as a file. The file has its name only when it is whole, on the disk, and of one
/// version; until then it is `<name>.part`, which another process continues if that version still
/// stands. Beside it `.<name>.etag` says of which version it is.
public final class Download {

    private static final int BUFFER = 1 << 18;
    private static final int MOST_CHANGES = 5;

    private final PoliteClient client;
    private final URI address;
    private final Path file;
    private final Path part;
    private final VersionNote whole;
    private final VersionNote begun;

    public Download(PoliteClient client, URI address, Path file) {
        this.client = client;
        this.address = address;
        this.file = file;
        this.part = file.resolveSibling(file.getFileName() + ".part");
        this.whole = VersionNote.beside(file);
        this.begun = VersionNote.beside(part);
    }

    /// Sees the bytes before they are written, and may let them wait.
    @FunctionalInterface
    public interface Passing {
        void pass(int bytes) throws InterruptedException;
    }

    /// The version that the file is of; empty where there is no whole one.
    public Optional<ObjectVersion> standing() throws IOException {
        return whole.of(file);
    }

    /// The version that the source has now. Takes and writes nothing of it.
    ///
    /// @throws LoadStopped where the source says no or stays away
    public ObjectVersion look() throws IOException, InterruptedException {
        try (var body = ResumableBody.open(client, address, 0, 1, unlessHere())) {
            return body.isUnchanged() ? standing().orElseThrow() : body.version();
        }
    }

    /// The version that a file is of, if it was brought here by a download.
    public static Optional<ObjectVersion> standing(Path file) throws IOException {
        return VersionNote.beside(file).of(file);
    }

    /// How many bytes of this version are here already, in a part that goes on or as a whole.
    public long here(ObjectVersion version) throws IOException {
        if (standing().filter(version::equals).isPresent()) {
            return Files.size(file);
        }
        return begun.read().filter(version::equals).isPresent() && Files.isRegularFile(part)
                ? Files.size(part)
                : 0;
    }

    /// Brings the file to the version that stands: asks for nothing but what is not here yet.
    ///
    /// @throws LoadStopped where the source says no or stays away, or another process is at it
    public ObjectVersion fetch(Passing passing) throws IOException, InterruptedException {
        try (var out = openPart()) {
            for (var changes = 0; ; changes++) {
                try {
                    return fetch(out, passing);
                } catch (ObjectChangedException e) {
                    begun.remove();
                    if (changes == MOST_CHANGES) {
                        throw new LoadStopped.Failed(
                                "%s; it changed %d times while it was read"
                                        .formatted(e.getMessage(), changes + 1),
                                e);
                    }
                }
            }
        } catch (ClosedByInterruptException | InterruptedIOException e) {
            throw (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
        }
    }

    private ObjectVersion fetch(FileChannel out, Passing passing)
            throws IOException, InterruptedException {
        try (var body = open(out.size())) {
            if (body.isUnchanged()) {
                Files.delete(part);
                begun.remove();
                return standing().orElseThrow();
            }
            var version = fill(out, body, passing);
            out.force(true);
            finish();
            return version;
        }
    }

    private FileChannel openPart() throws IOException {
        var out =
                FileChannel.open(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS);
        try {
            if (out.tryLock() != null && Files.exists(part)) { // not whole and renamed meanwhile
                return out;
            }
        } catch (OverlappingFileLockException e) {
            // said below
        }
        out.close();
        throw new LoadStopped.Failed(
                part + ": expected it for this process alone, found that another one is at it");
    }

    private ObjectVersion fill(FileChannel out, ResumableBody body, Passing passing)
            throws IOException, InterruptedException {
        out.truncate(body.position());
        out.position(body.position());
        begun.write(body.version());
        var bytes = new byte[BUFFER];
        for (var read = body.read(bytes); read >= 0; read = body.read(bytes)) {
            passing.pass(read);
            var buffer = ByteBuffer.wrap(bytes, 0, read);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
        }
        var version = new ObjectVersion(body.version().etag(), out.size());
        begun.write(version);
        return version;
    }

    // From its last byte on where the part is whole already: behind it there is nothing to ask for.
    private ResumableBody open(long size) throws IOException, InterruptedException {
        var started = begun.read().filter(each -> Condition.isStrong(each.etag()));
        if (started.isPresent() && size > 0 && size <= started.get().bytes().orElse(size)) {
            var isAll = size == started.get().bytes().orElse(-1);
            return open(isAll ? size - 1 : size, new Condition.Range(started.get().etag()));
        }
        return open(0, unlessHere());
    }

    private Condition unlessHere() throws IOException {
        var there = standing().filter(each -> Condition.isStrong(each.etag()));
        return there.isPresent()
                ? new Condition.NoneMatch(there.get().etag())
                : new Condition.Any();
    }

    private ResumableBody open(long from, Condition condition)
            throws IOException, InterruptedException {
        return ResumableBody.open(client, address, from, Long.MAX_VALUE, condition);
    }

    // A crash in between leaves a file without its note, which is not taken for a whole one.
    private void finish() throws IOException {
        whole.remove();
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        begun.moveTo(whole);
        try (var folder =
                FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
