package org.civichopper.bulk.courtlistener.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.civichopper.model.text.Harmless;

/// A page of a bucket's listing.
///
/// @param next the token of the page behind it; empty where it is the last
record ListedPage(List<BucketFile> files, Optional<String> next) {

    private static final XMLInputFactory XML = XMLInputFactory.newFactory();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    /// @throws IOException where it is no listing
    static ListedPage read(InputStream body, String prefix) throws IOException {
        try {
            var xml = XML.createXMLStreamReader(body);
            xml.nextTag();
            if (!xml.getLocalName().equals("ListBucketResult")) {
                throw new IOException(
                        "expected a listing of a bucket, found <%s>"
                                .formatted(Harmless.line(xml.getLocalName())));
            }
            return page(xml, prefix);
        } catch (XMLStreamException e) {
            throw new IOException(
                    "expected a listing of a bucket as XML, found: "
                            + Harmless.line(String.valueOf(e.getMessage())),
                    e);
        }
    }

    private static ListedPage page(XMLStreamReader xml, String prefix)
            throws XMLStreamException, IOException {
        var files = new ArrayList<BucketFile>();
        var said = new HashMap<String, String>();
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            if (xml.getLocalName().equals("Contents")) {
                file(fields(xml), prefix).ifPresent(files::add);
            } else if (List.of("IsTruncated", "NextContinuationToken")
                    .contains(xml.getLocalName())) {
                said.put(xml.getLocalName(), xml.getElementText());
            } else {
                pass(xml);
            }
        }
        var truncated = said.getOrDefault("IsTruncated", "nothing").strip();
        var token = said.getOrDefault("NextContinuationToken", "").strip();
        return switch (truncated) {
            case "false" -> new ListedPage(files, Optional.empty());
            case "true" -> {
                if (token.isEmpty()) {
                    throw new IOException("expected NextContinuationToken, found none");
                }
                yield new ListedPage(files, Optional.of(token));
            }
            default ->
                    throw new IOException(
                            "expected IsTruncated to be true or false, found "
                                    + Harmless.line(truncated));
        };
    }

    private static Map<String, String> fields(XMLStreamReader xml) throws XMLStreamException {
        var fields = new HashMap<String, String>();
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            switch (xml.getLocalName()) {
                case "Key", "ETag", "Size" -> fields.put(xml.getLocalName(), xml.getElementText());
                default -> pass(xml);
            }
        }
        return fields;
    }

    private static void pass(XMLStreamReader xml) throws XMLStreamException {
        for (var depth = 1; depth > 0; ) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
        }
    }

    private static Optional<BucketFile> file(Map<String, String> fields, String prefix)
            throws IOException {
        var name = BucketFile.name(fields.getOrDefault("Key", ""), prefix);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        var size = fields.getOrDefault("Size", "nothing").strip();
        var etag = fields.getOrDefault("ETag", "").strip();
        if (!size.matches("\\d{1,18}") || etag.isEmpty() || !etag.matches("[!-~]+")) {
            throw new IOException(
                    "%s: expected its size and ETag, found %s and %s"
                            .formatted(name.get(), Harmless.line(size), Harmless.line(etag)));
        }
        return Optional.of(new BucketFile(name.get(), etag, Long.parseLong(size)));
    }
}
