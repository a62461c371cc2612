package org.civichopper.cli.importing;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.civichopper.cli.CannotRunException;
import org.civichopper.model.document.Kind;

/// The documents that lie in a directory, wherever below it, in the order in which they are best
/// imported: what others name comes first.
final class ScrapeDirectory {

    record DocumentFile(Kind kind, Path path) {}

    private final Path directory;
    private final List<DocumentFile> files;

    private ScrapeDirectory(Path directory, List<DocumentFile> files) {
        this.directory = directory;
        this.files = files;
    }

    /// @throws CannotRunException for a directory that is none, or holds no document
    static ScrapeDirectory open(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new CannotRunException(
                    directory + ": expected a directory with a scrape, found none");
        }
        try (var paths = Files.walk(directory)) {
            var files =
                    paths.filter(Files::isRegularFile)
                            .flatMap(ScrapeDirectory::document)
                            .sorted(
                                    Comparator.comparing(DocumentFile::kind)
                                            .thenComparing(DocumentFile::path))
                            .toList();
            if (files.isEmpty()) {
                throw new CannotRunException(
                        directory
                                + ": expected documents such as bill_<id>.json, found none in it");
            }
            return new ScrapeDirectory(directory, files);
        } catch (IOException | UncheckedIOException e) {
            throw new CannotRunException(directory + ": cannot be read: " + e.getMessage(), e);
        }
    }

    List<DocumentFile> files() {
        return files;
    }

    /// The jurisdiction that the documents say they are of.
    ///
    /// @throws CannotRunException when none of them says so
    String jurisdictionId() {
        return files.stream()
                .flatMap(file -> jurisdictionId(file).stream())
                .findFirst()
                .orElseThrow(() ->
                        new CannotRunException(
                                directory
                                        + ": expected a document that names its"
                                        + " jurisdiction, found none: give --jurisdiction"
                                        + " ocd-jurisdiction/…"));
    }

    private static Stream<DocumentFile> document(Path path) {
        var name = path.getFileName().toString();
        return name.endsWith(".json") || name.endsWith(".json.gz")
                ? Kind.ofFileName(name).map(kind -> new DocumentFile(kind, path)).stream()
                : Stream.empty();
    }

    // Only a first look: what cannot be read here is rejected, with its reason, when it is
    // imported.
    private static Optional<String> jurisdictionId(DocumentFile file) {
        try {
            var json = new JsonMapper().readTree(file.path().toFile());
            var id =
                    file.kind() == Kind.JURISDICTION
                            ? json.path("_id")
                            : json.path("jurisdiction").path("id");
            return Optional.ofNullable(id.textValue());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
