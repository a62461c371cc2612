package org.civichopper.model.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.civichopper.model.InvalidInputException;

/// A file in a folder that others write to. What a link points at is not theirs to hand over, a
/// pipe never ends, and a device has no size: so only regular files are opened, and no link is
/// followed, even one that took the file's place a moment ago.
public final class RegularFile {

    private RegularFile() {}

    /// All that stands in it.
    ///
    /// @param most bytes that it may have, however it grows meanwhile
    /// @throws InvalidInputException for what is no regular file, or has more bytes
    public static byte[] read(Path file, int most) throws IOException {
        requireAtMost(most, require(file).size());
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            var bytes = in.readNBytes(most + 1);
            requireAtMost(most, bytes.length);
            return bytes;
        }
    }

    /// @throws InvalidInputException for what is no regular file
    public static InputStream open(Path file) throws IOException {
        require(file);
        return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    }

    /// What the folder says of it.
    ///
    /// @throws InvalidInputException for what is no regular file
    public static BasicFileAttributes require(Path file) throws IOException {
        var attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw new InvalidInputException("document", "a regular file", kind(attributes));
        }
        return attributes;
    }

    private static String kind(BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return "a link";
        }
        return attributes.isDirectory() ? "a folder" : "a pipe, a socket or a device";
    }

    private static void requireAtMost(int most, long bytes) {
        if (bytes > most) {
            throw new InvalidInputException("document", "at most " + most + " bytes", "more");
        }
    }
}
