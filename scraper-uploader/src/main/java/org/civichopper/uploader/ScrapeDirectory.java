package org.civichopper.uploader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.file.RegularFile;
import org.civichopper.model.wire.ObjectKey;

/// What scrapers left on disk: `<abbr>/<type>_<uuid>.json` or `.json.gz`, below this directory or
/// below its parent.
public final class ScrapeDirectory {

    private final List<ScrapeFolder> folders;

    private ScrapeDirectory(List<ScrapeFolder> folders) {
        this.folders = folders;
    }

    /// @param directory for example `_data`, or `_data/de` for one scraper's documents alone
    /// @throws CannotUploadException if no document lies there
    public static ScrapeDirectory of(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new CannotUploadException(
                    directory
                            + ": expected a directory, found "
                            + (Files.exists(directory) ? "a file" : "nothing"));
        }
        var itself = new ScrapeFolder(directory);
        if (holdsDocuments(itself)) {
            return new ScrapeDirectory(List.of(checked(itself)));
        }
        var below = foldersIn(itself);
        if (below.isEmpty()) {
            throw new CannotUploadException(
                    directory
                            + ": expected <abbr>/<type>_<uuid>.json or .json.gz, found no such file:"
                            + " name the directory that a scraper writes to, for example _data");
        }
        return new ScrapeDirectory(below);
    }

    /// Counts everything, without reading any of it.
    public Survey survey() {
        var documents = new LinkedHashMap<String, Long>();
        ScrapeFolder.KINDS.forEach(kind -> documents.put(kind, 0L));
        var counting =
                new Object() {
                    long bytes;
                    long skipped;
                    Optional<String> example = Optional.empty();
                };
        for (var folder : folders) {
            try (var files = folder.files()) {
                files.forEach(file -> {
                    var key = folder.key(file).filter(_ -> ScrapeFolder.isFile(file));
                    if (key.isPresent()) {
                        documents.merge(key.get().kind(), 1L, Long::sum);
                        counting.bytes += size(file);
                    } else if (!file.endsWith(SentRecord.NAME)) {
                        counting.skipped++;
                        counting.example = counting.example.or(() -> Optional.of(file.toString()));
                    }
                });
            }
        }
        documents.values().removeIf(count -> count == 0);
        return new Survey(documents, counting.bytes, counting.skipped, counting.example);
    }

    List<ScrapeFolder> folders() {
        return folders;
    }

    private static List<ScrapeFolder> foldersIn(ScrapeFolder directory) {
        try (var files = directory.files()) {
            return files.filter(Files::isDirectory)
                    .sorted()
                    .map(ScrapeFolder::new)
                    .filter(ScrapeDirectory::holdsDocuments)
                    .map(ScrapeDirectory::noLink)
                    .map(ScrapeDirectory::checked)
                    .toList();
        }
    }

    // By file name alone, so that a folder with a name that cannot be a key is seen and refused.
    static boolean holdsDocuments(ScrapeFolder folder) {
        try (Stream<Path> files = folder.files()) {
            return files.anyMatch(
                    file -> isKey("xx/" + file.getFileName()) && ScrapeFolder.isFile(file));
        }
    }

    // The folder that a person names may be a link. One that is found would let anybody who writes
    // there choose what is sent.
    private static ScrapeFolder noLink(ScrapeFolder folder) {
        if (Files.isSymbolicLink(folder.path())) {
            throw new CannotUploadException(
                    "%s: expected a folder, found a link to one: name that folder itself, or take the link away"
                            .formatted(folder.path()));
        }
        return folder;
    }

    private static ScrapeFolder checked(ScrapeFolder folder) {
        if (!isKey(folder.name() + "/bill_1.json")) {
            throw new CannotUploadException(
                    "%s: expected a folder named as its scraper, for example \"de\", found \"%s\": rename it"
                            .formatted(folder.path(), folder.name()));
        }
        return folder;
    }

    private static boolean isKey(String path) {
        try {
            new ObjectKey(path);
            return true;
        } catch (InvalidInputException e) {
            return false;
        }
    }

    private static long size(Path file) {
        try {
            return RegularFile.require(file).size();
        } catch (IOException | InvalidInputException e) {
            return 0; // gone meanwhile, or not to be sent
        }
    }
}
