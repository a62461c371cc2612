package org.civichopper.cli.page;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What may become of a document, in the order in which columns stack them, best known first.
enum Outcome {
    INSERT("inserted"),
    UPDATE("updated"),
    PARKED("parked"),
    REJECTED("rejected"),
    SUPERSEDED("superseded"),
    NOOP("unchanged");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /// As the ledger has it.
    String ledger() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Outcome> of(String ledger) {
        return Stream.of(values()).filter(each -> each.ledger().equals(ledger)).findFirst();
    }
}
