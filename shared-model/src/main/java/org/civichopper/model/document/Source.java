package org.civichopper.model.document;

/// Where the scraper found it.
public record Source(String url, String note) {

    static Source ofBill(Fields source) {
        source.ignore("bill_id");
        return read(source);
    }

    static Source ofVote(Fields source) {
        source.ignore("vote_event_id");
        return read(source);
    }

    /// One that is kept as it is, or a link beside it.
    static void check(Fields source) {
        source.checkTexts("url", "note");
    }

    private static Source read(Fields source) {
        source.ignore("id");
        return new Source(source.text("url", 2000), source.textOrEmpty("note", 300));
    }
}
