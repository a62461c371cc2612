package org.civichopper.importer.arrival;

import java.util.List;
import java.util.Optional;
import org.civichopper.database.ledger.Awaited;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.document.Warning;

/// What became of a document once its transaction is committed. Each is an end: the document needs
/// no further delivery.
public sealed interface Outcome {

    /// The word of the ledger's receipts and of the counts.
    String word();

    enum Change {
        INSERT,
        UPDATE,
        NOOP
    }

    /// Its rows stand.
    ///
    /// @param warnings what is not as it should be, and did not keep it out
    record Imported(Change change, String id, List<Warning> warnings) implements Outcome {
        @Override
        public String word() {
            return change.name().toLowerCase();
        }
    }

    /// A newer version stands.
    ///
    /// @param warnings that the newer one is another document of the same scrape
    record Superseded(String id, List<Warning> warnings) implements Outcome {
        @Override
        public String word() {
            return "superseded";
        }
    }

    /// It came before what it names, and waits in the database for any of these.
    record Parked(List<Awaited> awaits) implements Outcome {
        @Override
        public String word() {
            return "parked";
        }
    }

    /// It can be neither keyed nor stored.
    record Rejected(String place, String expected, String found) implements Outcome {

        public static Rejected because(InvalidInputException reason) {
            return new Rejected(reason.place(), reason.expected(), reason.found());
        }

        @Override
        public String word() {
            return "rejected";
        }

        /// For example `actions[3].date: expected text, found number 7`.
        public String reason() {
            return place + ": expected " + expected + ", found " + found;
        }
    }

    /// What is not as it should be and did not keep the document out.
    default List<Warning> warnings() {
        return switch (this) {
            case Imported(_, _, var warnings) -> warnings;
            case Superseded(_, var warnings) -> warnings;
            case Parked _, Rejected _ -> List.of();
        };
    }

    /// The row that the document means, where it got that far.
    default Optional<String> databaseId() {
        return switch (this) {
            case Imported(_, var id, _) -> Optional.of(id);
            case Superseded(var id, _) -> Optional.of(id);
            case Parked _, Rejected _ -> Optional.empty();
        };
    }
}
