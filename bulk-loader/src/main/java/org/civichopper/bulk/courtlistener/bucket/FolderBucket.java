package org.civichopper.bulk.courtlistener.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.source.Download;
import org.civichopper.bulk.source.ObjectChangedException;

/// A folder that has the files under the names that they have in the bucket, with or without
/// `bulk-data/` above them.
public final class FolderBucket implements Bucket {

    private static final long SMALL = 1 << 20;

    private final Path folder;

    /// @throws IllegalArgumentException where it is no folder
    public FolderBucket(Path given) {
        if (!Files.isDirectory(given)) {
            throw new IllegalArgumentException(
                    "expected a folder with the files of a dump, found none: " + given);
        }
        var below = given.resolve("bulk-data");
        folder = Files.isDirectory(below) ? below : given;
    }

    @Override
    public String place() {
        return folder.toString();
    }

    @Override
    public List<BucketFile> files() {
        var files = new ArrayList<BucketFile>();
        try (var paths = Files.newDirectoryStream(folder)) {
            for (var path : paths) {
                if (BucketFile.isName(path.getFileName().toString()) && Files.isRegularFile(path)) {
                    files.add(file(path));
                }
            }
        } catch (IOException e) {
            throw new LoadStopped.Failed("%s: cannot be read: %s".formatted(folder, e), e);
        }
        return files.stream().sorted((a, b) -> a.name().compareTo(b.name())).toList();
    }

    // The ETag that it was fetched with; else, as a bucket's, the MD5 of what is small; else what
    // changes with the file.
    private BucketFile file(Path path) throws IOException {
        var name = path.getFileName().toString();
        var fetched = Download.standing(path);
        if (fetched.isPresent()) {
            return new BucketFile(name, fetched.get().etag(), Files.size(path));
        }
        var attributes = Files.readAttributes(path, BasicFileAttributes.class);
        var etag =
                attributes.size() <= SMALL
                        ? md5(Files.readAllBytes(path))
                        : attributes.lastModifiedTime().toInstant() + "-" + attributes.size();
        return new BucketFile(name, "\"" + etag + "\"", attributes.size());
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    @Override
    public InputStream open(BucketFile file, long from, long to) throws IOException {
        var path = folder.resolve(file.name());
        if (!Files.isRegularFile(path) || !file(path).equals(file)) {
            throw new ObjectChangedException(
                    "%s: expected the file as it was listed, %,d bytes of version %s, found another"
                            .formatted(path, file.bytes(), file.etag()));
        }
        return Channels.newInputStream(Files.newByteChannel(path).position(from));
    }
}
