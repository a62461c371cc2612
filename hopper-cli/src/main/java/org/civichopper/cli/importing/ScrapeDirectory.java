package org.civichopper.cli.importing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.document.DocumentReader;
import org.civichopper.model.document.Kind;
import org.civichopper.model.document.Limits;

/// The documents that lie in a directory, wherever below it, in the order in which they are best
/// imported: what others name comes first.
final class ScrapeDirectory {

    record DocumentFile(Kind kind, VoteOrder order, Path path) {

        static DocumentFile of(Kind kind, Path path) {
            return new DocumentFile(
                    kind, kind == Kind.VOTE_EVENT ? VoteOrder.of(path) : VoteOrder.ANY, path);
        }
    }

    /// For a first look into a file, and never further than a document may go.
    static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxDocumentLength(Limits.DEFAULT.bytes())
                                    .build())
                    .build();

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
                    paths.parallel()
                            .filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                            .flatMap(ScrapeDirectory::document)
                            .toList();
            if (files.isEmpty()) {
                throw new CannotRunException(
                        directory
                                + ": expected documents such as bill_<id>.json, found none in it");
            }
            return new ScrapeDirectory(directory, inOrder(files));
        } catch (IOException | UncheckedIOException e) {
            throw new CannotRunException(directory + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<DocumentFile> inOrder(List<DocumentFile> files) {
        var firsts = VoteOrder.firstOfEachKey(files.stream().map(DocumentFile::order));
        return files.stream()
                .sorted(
                        Comparator.comparing(DocumentFile::kind)
                                .thenComparing(file -> firsts.get(file.order().key()))
                                .thenComparing(file -> file.order().key())
                                .thenComparing(DocumentFile::order)
                                .thenComparing(DocumentFile::path))
                .toList();
    }

    List<DocumentFile> files() {
        return files;
    }

    /// The jurisdiction that the documents say they are of.
    ///
    /// @throws CannotRunException when none of them says so, or they are of several
    String jurisdictionId() {
        var own = files.stream().filter(file -> file.kind() == Kind.JURISDICTION);
        var ids = own.flatMap(file -> jurisdictionId(file).stream()).distinct().toList();
        if (ids.size() > 1) {
            throw new CannotRunException(
                    directory
                            + ": expected documents of one jurisdiction, found "
                            + String.join(" and ", ids)
                            + ": import each folder for itself");
        }
        return ids.stream()
                .findFirst()
                .or(this::jurisdictionIdOfOthers)
                .orElseThrow(() ->
                        new CannotRunException(
                                directory
                                        + ": expected a document that names its"
                                        + " jurisdiction, found none: give --jurisdiction"
                                        + " ocd-jurisdiction/…"));
    }

    private Optional<String> jurisdictionIdOfOthers() {
        return files.stream()
                .filter(file -> file.kind() != Kind.JURISDICTION)
                .flatMap(file -> jurisdictionId(file).stream())
                .findFirst();
    }

    private static Stream<DocumentFile> document(Path path) {
        var name = path.getFileName().toString();
        return name.endsWith(".json") || name.endsWith(".json.gz")
                ? Kind.ofFileName(name).map(kind -> DocumentFile.of(kind, path)).stream()
                : Stream.empty();
    }

    // Only a first look, and no further than it has to be: what cannot be read here is rejected,
    // with its reason, when it is imported.
    private static Optional<String> jurisdictionId(DocumentFile file) {
        try (var in = DocumentReader.open(file.path());
                var json = JSON.createParser(in)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            return file.kind() == Kind.JURISDICTION
                    ? text(json, "_id")
                    : object(json, "jurisdiction") ? text(json, "id") : Optional.empty();
        } catch (IOException | InvalidInputException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonParser json, String field) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var found = json.currentName().equals(field);
            if (json.nextToken() == JsonToken.VALUE_STRING && found) {
                return Optional.of(json.getText());
            }
            json.skipChildren();
        }
        return Optional.empty();
    }

    private static boolean object(JsonParser json, String field) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var found = json.currentName().equals(field);
            if (json.nextToken() == JsonToken.START_OBJECT && found) {
                return true;
            }
            json.skipChildren();
        }
        return false;
    }
}
