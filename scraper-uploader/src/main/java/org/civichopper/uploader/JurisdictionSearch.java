package org.civichopper.uploader;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.document.DocumentReader;

/// Finds out whose documents a folder holds: from its jurisdiction document, else from the first
/// bill or event that says it. Reads no further into a document than it has to.
final class JurisdictionSearch {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int DOCUMENTS_TO_TRY = 10; // of each kind, should the first be broken

    private JurisdictionSearch() {}

    /// @param otherwise what to say of a folder where no document knows
    /// @throws CannotUploadException if nobody knows
    static Jurisdiction in(ScrapeFolder folder, Optional<String> otherwise) {
        return among(folder, "jurisdiction")
                .or(() -> among(folder, "bill"))
                .or(() -> among(folder, "event"))
                .or(() ->
                        otherwise
                                .filter(JurisdictionSearch::isId)
                                .map(id -> new Jurisdiction(id, "")))
                .orElseThrow(() ->
                        new CannotUploadException(
                                "%s: expected a jurisdiction_*.json, or a bill or event that names its jurisdiction, found none: pass --jurisdiction ID, for example ocd-jurisdiction/country:us/state:wy/government"
                                        .formatted(folder.path())));
    }

    /// Whether a word is a jurisdiction's id, and not the name of its folder.
    static boolean isId(String word) {
        return word.startsWith("ocd-jurisdiction/");
    }

    private static Optional<Jurisdiction> among(ScrapeFolder folder, String kind) {
        try (var documents = folder.documents(kind)) {
            return documents
                    .limit(DOCUMENTS_TO_TRY)
                    .flatMap(document -> read(document.file(), kind).stream())
                    .findFirst();
        }
    }

    private static Optional<Jurisdiction> read(Path file, String kind) {
        try (var in = DocumentReader.open(file);
                var json = JSON.createParser(in)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            return kind.equals("jurisdiction") ? self(json) : member(json);
        } catch (IOException | InvalidInputException e) {
            return Optional.empty(); // the upload itself says of each file whether it can be read
        }
    }

    private static Optional<Jurisdiction> member(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var found = json.currentName().equals("jurisdiction");
            if (json.nextToken() == JsonToken.START_OBJECT && found) {
                return self(json);
            }
            json.skipChildren();
        }
        return Optional.empty();
    }

    private static Optional<Jurisdiction> self(JsonParser json) throws IOException {
        var id = "";
        var name = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var field = json.currentName();
            var text = json.nextToken() == JsonToken.VALUE_STRING ? json.getText() : "";
            json.skipChildren();
            switch (field) {
                case "id" -> id = text;
                case "_id" -> id = id.isEmpty() ? text : id;
                case "name" -> name = text;
                default -> {} // says nothing about who it is
            }
        }
        return id.isEmpty() ? Optional.empty() : Optional.of(new Jurisdiction(id, name));
    }
}
