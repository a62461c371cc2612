package org.civichopper.uploader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.wire.ObjectKey;

/// One scraper's folder, for example `_data/de`. Listed anew whenever someone asks: a scrape may
/// hold a million files, and none of their names is kept.
record ScrapeFolder(Path path) {

    /// What others refer to comes first. That spares the importer waiting; it does not need it.
    static final List<String> KINDS =
            List.of("jurisdiction", "organization", "bill", "vote_event", "event");

    String name() {
        return path.toAbsolutePath().normalize().getFileName().toString();
    }

    /// The documents of one kind. To be closed.
    Stream<ScrapeDocument> documents(String kind) {
        return files().filter(file -> file.getFileName().toString().startsWith(kind + "_"))
                .flatMap(file -> key(file).map(key -> new ScrapeDocument(file, key)).stream())
                .filter(document -> isFile(document.file()));
    }

    /// Everything in the folder, documents or not. To be closed.
    Stream<Path> files() {
        try {
            return Files.list(path);
        } catch (IOException e) {
            throw new CannotUploadException(path + ": cannot be listed: " + e.getMessage(), e);
        }
    }

    /// Whether it may be a document by what it is. What is no regular file is none in the end, but
    /// is not passed over in silence: reading it says so.
    static boolean isFile(Path file) {
        return !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
    }

    /// The key that this file gets; nothing for a name that is no document's.
    Optional<ObjectKey> key(Path file) {
        try {
            return Optional.of(new ObjectKey(name() + "/" + file.getFileName()));
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }
}
