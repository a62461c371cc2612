package org.civichopper.model.document;

/// What may be amiss with a document that is imported all the same, and is counted: timely beats
/// tidy.
public enum Quality {
    UNMATCHED_SPONSOR("unmatched sponsors"),
    UNMATCHED_VOTER("unmatched voters"),
    UNMATCHED_PARTICIPANT("unmatched participants"),
    /// Whom an action or an item on an agenda is about, or what a committee belongs to.
    UNMATCHED_ENTITY("unmatched related entities"),
    /// Its votes do not add up to its counts.
    UNEVEN_ROLL_CALL("roll calls that do not add up"),
    DOUBLED_VOTER("voters who vote twice"),
    /// A jurisdiction's sessions of which one has the identifier of another.
    DOUBLED_SESSION("sessions that share an identifier"),
    /// The tables hold several votes that the document may mean.
    AMBIGUOUS_VOTE("votes that stand several times"),
    AMBIGUOUS_BILL("bills that stand several times"),
    AMBIGUOUS_EVENT("events that stand several times"),
    AMBIGUOUS_SESSION("documents of a session that stands several times"),
    /// Another document of the same scrape has the same key and says something else.
    SHARED_KEY("documents that share their key with another of the same scrape"),
    VALUE_OUTSIDE_LIST("values outside their lists"),
    MALFORMED_DATE("malformed dates");

    private final String plural;

    Quality(String plural) {
        this.plural = plural;
    }

    /// For people: `unmatched sponsors`.
    public String plural() {
        return plural;
    }

    /// For machines: `unmatched_sponsor`.
    public String word() {
        return name().toLowerCase();
    }
}
