package org.civichopper.model.document;

/// Where a version or a document can be read, in one media type.
public record Link(String url, String mediaType) {

    /// One that is kept as it is.
    static void check(Fields link) {
        link.checkTexts("url", "media_type");
    }

    static Link read(Fields link) {
        link.ignore("id");
        return new Link(link.text("url", 2000), link.textOrEmpty("media_type", 100));
    }
}
