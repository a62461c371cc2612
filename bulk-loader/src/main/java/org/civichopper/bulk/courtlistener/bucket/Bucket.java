package org.civichopper.bulk.courtlistener.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.source.ObjectChangedException;

/// Where dumps lie. May be asked by several threads at once.
public sealed interface Bucket permits HttpBucket, FolderBucket {

    /// All files, however many, by name.
    ///
    /// @throws LoadStopped where the source says no or stays away
    List<BucketFile> files() throws InterruptedException;

    /// Opens a file from one of its bytes on. The stream goes on by itself where it is cut, and may
    /// be closed before its end.
    ///
    /// @param to the byte up to which it will be read for certain, at least; `Long.MAX_VALUE` for
    ///   all
    /// @throws ObjectChangedException where another version stands; reading throws it, too
    InputStream open(BucketFile file, long from, long to) throws IOException, InterruptedException;

    /// The address or folder, to be shown.
    String place();

    /// The file as it stands now.
    default Optional<BucketFile> find(String name) throws InterruptedException {
        return files().stream().filter(file -> file.name().equals(name)).findFirst();
    }

    /// All of a small file.
    ///
    /// @throws LoadStopped.Failed where it is larger, changes meanwhile or cannot be read
    default byte[] read(BucketFile file, int most) throws InterruptedException {
        if (file.bytes() > most) {
            throw new LoadStopped.Failed(
                    "%s in %s: expected at most %,d bytes, found %,d"
                            .formatted(file.name(), place(), most, file.bytes()));
        }
        try (var in = open(file, 0, Long.MAX_VALUE)) {
            var bytes = in.readNBytes(most + 1);
            if (bytes.length != file.bytes()) {
                throw new LoadStopped.Failed(
                        "%s in %s: expected %,d bytes, as listed, found %,d"
                                .formatted(file.name(), place(), file.bytes(), bytes.length));
            }
            return bytes;
        } catch (IOException e) {
            throw new LoadStopped.Failed(
                    "%s in %s: %s".formatted(file.name(), place(), e.getMessage()), e);
        }
    }
}
