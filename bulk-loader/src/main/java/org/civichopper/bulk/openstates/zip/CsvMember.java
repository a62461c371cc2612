package org.civichopper.bulk.openstates.zip;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The tables of a session's zip. One without rows has no file. Those that others hang on come
/// before them.
enum CsvMember {
    ORGANIZATIONS("id"),
    BILLS("id", "identifier", "title"),
    BILL_VERSIONS("bill_id", "id"),
    BILL_DOCUMENTS("bill_id", "id"),
    VOTES("bill_id", "id"),
    BILL_ABSTRACTS("bill_id"),
    BILL_TITLES("bill_id"),
    BILL_IDENTIFIERS("bill_id"),
    BILL_ACTIONS("bill_id"),
    BILL_SOURCES("bill_id"),
    BILL_RELATED_BILLS("bill_id"),
    BILL_SPONSORSHIPS("bill_id"),
    BILL_VERSION_LINKS("version_id"),
    BILL_DOCUMENT_LINKS("document_id"),
    VOTE_PEOPLE("vote_event_id"),
    VOTE_COUNTS("vote_event_id"),
    VOTE_SOURCES("vote_event_id");

    private final List<String> required;

    CsvMember(String... required) {
        this.required = List.of(required);
    }

    /// As in its file's name.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<CsvMember> ofWord(String word) {
        for (var member : values()) {
            if (member.word().equals(word)) {
                return Optional.of(member);
            }
        }
        return Optional.empty();
    }

    /// The columns that it must have.
    List<String> required() {
        return required;
    }

    /// The column that says what a row belongs to; of a bill its own id.
    String belongsTo() {
        return required.getFirst();
    }

    /// What its rows hang on; empty for what hangs on a bill itself.
    Optional<CsvMember> parent() {
        return switch (this) {
            case BILL_VERSION_LINKS -> Optional.of(BILL_VERSIONS);
            case BILL_DOCUMENT_LINKS -> Optional.of(BILL_DOCUMENTS);
            case VOTE_PEOPLE, VOTE_COUNTS, VOTE_SOURCES -> Optional.of(VOTES);
            default -> Optional.empty();
        };
    }

    /// Whether others hang on its rows.
    boolean isParent() {
        return this == BILL_VERSIONS || this == BILL_DOCUMENTS || this == VOTES;
    }
}
