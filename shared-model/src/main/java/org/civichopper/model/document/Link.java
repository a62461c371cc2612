package org.civichopper.model.document;

/// Where a version or a document can be read, in one media type.
public record Link(String url, String mediaType) {

    static Link ofVersion(Fields link) {
        link.ignore("version_id");
        return read(link);
    }

    static Link ofDocument(Fields link) {
        link.ignore("document_id");
        return read(link);
    }

    /// One that is kept as it is.
    static void check(Fields link) {
        link.checkTexts("url", "media_type");
    }

    private static Link read(Fields link) {
        link.ignore("id");
        return new Link(link.text("url", 2000), link.textOrEmpty("media_type", 100));
    }
}
