package org.civichopper.bulk.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.OptionalLong;

/// A small file beside another one that says of which version that is: the ETag, a line end, the
/// size (or nothing), a line end. Torn or strange ones say nothing.
record VersionNote(Path path) {

    private static final int MOST = 4_096;

    static VersionNote beside(Path file) {
        return new VersionNote(file.resolveSibling("." + file.getFileName() + ".etag"));
    }

    Optional<ObjectVersion> read() throws IOException {
        try (var in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            var text = new String(in.readNBytes(MOST), StandardCharsets.UTF_8);
            var lines = text.split("\n", -1);
            if (lines.length != 3 || !lines[1].matches("\\d{0,18}")) {
                return Optional.empty();
            }
            return Optional.of(
                    new ObjectVersion(
                            lines[0],
                            lines[1].isEmpty()
                                    ? OptionalLong.empty()
                                    : OptionalLong.of(Long.parseLong(lines[1]))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// What it says of this file, if the file is there and as long as it says.
    Optional<ObjectVersion> of(Path file) throws IOException {
        return Files.isRegularFile(file)
                ? read().filter(each -> each.bytes().orElse(-1) == file.toFile().length())
                : Optional.empty();
    }

    void write(ObjectVersion version) throws IOException {
        var size = version.bytes().isPresent() ? "" + version.bytes().getAsLong() : "";
        Files.writeString(path, version.etag() + "\n" + size + "\n");
    }

    void moveTo(VersionNote other) throws IOException {
        Files.move(path, other.path, StandardCopyOption.ATOMIC_MOVE);
    }

    void remove() throws IOException {
        Files.deleteIfExists(path);
    }
}
