package org.civichopper.localcloud;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// One user at a time for a folder. The system lets go of the lock when its holder dies, so a lock
/// file that was left behind stops nobody.
final class FolderLock implements AutoCloseable {

    private final FileChannel file;

    private FolderLock(FileChannel file) {
        this.file = file;
    }

    static FolderLock take(Path folder) {
        try {
            var file =
                    FileChannel.open(
                            Files.createDirectories(folder).resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (lock(file) == null) {
                file.close();
                throw new LocalCloudException(
                        folder
                                + " is in use: a local cloud is already running on it. Stop that one"
                                + " first, or use another folder.");
            }
            return new FolderLock(file);
        } catch (IOException e) {
            throw new LocalCloudException(
                    "cannot write to " + folder + " (" + e + "). Choose a folder that is yours.",
                    e);
        }
    }

    private static FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) { // held by this very program
            return null;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new LocalCloudException("cannot let go of a folder's lock", e);
        }
    }
}
