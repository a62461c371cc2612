package org.civichopper.model.document;

import java.util.Arrays;
import java.util.Optional;

/// The kinds of scraped documents, in the order in which a batch imports them.
public enum Kind {
    JURISDICTION("jurisdiction"),
    ORGANIZATION("organization"),
    BILL("bill"),
    VOTE_EVENT("vote_event"),
    EVENT("event");

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    /// The scrapers' word, as in file names and in the ledger: `vote_event`.
    public String word() {
        return word;
    }

    /// The kind of a scrapers' word.
    public static Optional<Kind> ofWord(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /// The kind that a file name begins with.
    public static Optional<Kind> ofFileName(String name) {
        for (var kind : values()) {
            if (name.startsWith(kind.word + "_")) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
