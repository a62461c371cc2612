package org.civichopper.model.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.file.RegularFile;
import org.civichopper.model.time.WrittenTime;

/// Bytes to a typed document. Here, and nowhere else, a document is checked.
public final class DocumentReader {

    private static final Set<String> NOT_CONTENT = Set.of("_id", "scraped_at", "jurisdiction");

    private final Limits limits;
    private final JsonMapper mapper;

    public DocumentReader(Limits limits) {
        this.limits = limits;
        var factory =
                JsonFactory.builder()
                        .streamReadConstraints(limits.constraints())
                        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                        .build();
        mapper =
                JsonMapper.builder(factory)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .build();
    }

    /// @throws InvalidInputException for whatever cannot be stored, with the place in the document
    public Document read(Kind kind, byte[] bytes) {
        var root = parse(bytes);
        var fields = new Fields("", root);
        requireStorable(root);
        fields.checkOneOrMore("jurisdiction", JurisdictionDocument::checkMention);
        var head =
                new Head(
                        fields.key("_id", "text", 500), // tells apart what waits
                        WrittenTime.parse(fields.textOrEmpty("scraped_at", Fields.UNLIMITED)),
                        JurisdictionDocument.idsIn(kind, root),
                        contentHash(kind, root),
                        ExpectedValues.warnings(kind, root));
        var document =
                switch (kind) {
                    case JURISDICTION -> JurisdictionDocument.read(head, fields);
                    case ORGANIZATION -> OrganizationDocument.read(head, fields);
                    case BILL -> BillDocument.read(head, fields);
                    case VOTE_EVENT -> VoteEventDocument.read(head, fields);
                    case EVENT -> EventDocument.read(head, fields);
                };
        fields.end();
        return document;
    }

    /// What a document's file holds, unpacked if its name says that it is packed, or its first
    /// bytes do: an object with `Content-Encoding: gzip` keeps its name. No JSON begins with them.
    ///
    /// @throws InvalidInputException as [#unpack]
    public byte[] plain(boolean zipped, byte[] bytes) {
        return zipped || isPacked(bytes) ? unpack(bytes) : bytes;
    }

    /// Whether these are gzip, whatever their name is.
    public static boolean isPacked(byte[] bytes) {
        return bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
    }

    /// A document's file, unpacked where it is gzip, whatever its name is. To be closed.
    ///
    /// @throws InvalidInputException for what is no regular file
    public static InputStream open(Path file) throws IOException {
        var in = new BufferedInputStream(RegularFile.open(file));
        try {
            in.mark(2);
            var first = in.readNBytes(2);
            in.reset();
            return isPacked(first) ? new GZIPInputStream(in) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /// Unpacks a `.json.gz`, never further than the limit.
    ///
    /// @throws InvalidInputException for bytes that are no gzip or unpack to more than the limit
    public byte[] unpack(byte[] zipped) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            var bytes = in.readNBytes((int) Math.min(limits.bytes() + 1, Integer.MAX_VALUE - 8));
            requireSize(bytes.length);
            return bytes;
        } catch (EOFException e) {
            throw new InvalidInputException("document", "gzip", "an end before its time");
        } catch (IOException e) {
            throw new InvalidInputException("document", "gzip", e.getMessage());
        }
    }

    /// The most bytes that a document may have.
    public long largest() {
        return limits.bytes();
    }

    /// @throws InvalidInputException for more bytes than the limit
    public void requireSize(long bytes) {
        if (bytes > limits.bytes()) {
            throw new InvalidInputException(
                    "document", "at most " + limits.bytes() + " bytes", "more");
        }
    }

    private JsonNode parse(byte[] bytes) {
        requireSize(bytes.length);
        try {
            return mapper.readTree(bytes);
        } catch (StreamConstraintsException e) {
            throw new InvalidInputException("document", "JSON within the limits", firstLine(e));
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new InvalidInputException(
                    "document",
                    "JSON",
                    "line "
                            + at.getLineNr()
                            + ", column "
                            + at.getColumnNr()
                            + ": "
                            + firstLine(e));
        } catch (IOException e) { // bytes that are not UTF-8
            throw new InvalidInputException("document", "JSON in UTF-8", e.getMessage());
        }
    }

    private static String firstLine(JsonProcessingException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("");
    }

    // What is no content is left out where everything else is looked through.
    private static void requireStorable(JsonNode root) {
        for (var name : NOT_CONTENT) {
            try {
                Json.of(root.path(name));
            } catch (InvalidInputException e) {
                throw e.within(name);
            }
        }
    }

    private static String contentHash(Kind kind, JsonNode root) {
        if (!root.isObject()) {
            return "";
        }
        var content = JsonNodeFactory.instance.objectNode();
        for (var field : root.properties()) {
            if (!NOT_CONTENT.contains(field.getKey())) {
                content.set(field.getKey(), field.getValue());
            }
        }
        if (kind == Kind.VOTE_EVENT && !content.path("bill").asText("").startsWith("~")) {
            content.remove("bill");
        }
        var canonical = Json.canonical(content, unordered(kind));
        return HexFormat.of().formatHex(Sha256.of(canonical));
    }

    // The arrays whose order means nothing, because they become rows without a position.
    private static Set<String> unordered(Kind kind) {
        return switch (kind) {
            case JURISDICTION, ORGANIZATION -> Set.of();
            case BILL ->
                    Set.of(
                            "abstracts",
                            "other_titles",
                            "other_identifiers",
                            "sponsorships",
                            "related_bills",
                            "versions",
                            "documents",
                            "sources",
                            "links",
                            "related_entities");
            case VOTE_EVENT -> Set.of("votes", "counts", "sources");
            case EVENT -> Set.of("participants", "media", "documents", "related_entities");
        };
    }
}
