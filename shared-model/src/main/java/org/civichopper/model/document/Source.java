package org.civichopper.model.document;

/// Where the scraper found it.
public record Source(String url, String note) {

    /// One that is kept as it is, or a link beside it.
    static void check(Fields source) {
        source.checkTexts("url", "note");
    }

    static Source read(Fields source) {
        source.ignore("id");
        return new Source(source.text("url", 2000), source.textOrEmpty("note", 300));
    }
}
