package org.civichopper.importer.object;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.civichopper.database.ledger.DocumentLedger.Note;
import org.civichopper.database.ledger.Seen;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.importer.arrival.Outcome.Change;
import org.civichopper.model.document.Warning;

/// What becomes of each document of one kind: its outcome, what the ledger will say of it, and what
/// the import reports.
final class Settlement<T> {

    private final Transaction transaction;
    private final Imports imports;
    private final SharedKeys<T> sharedKeys;
    private final List<Note> notes = new ArrayList<>();

    Settlement(Transaction transaction, Imports imports, SharedKeys<T> sharedKeys) {
        this.transaction = transaction;
        this.imports = imports;
        this.sharedKeys = sharedKeys;
    }

    List<Note> notes() {
        return notes;
    }

    /// Its rows stand.
    ///
    /// @param unmatched what the document itself does not tell
    void imported(Candidate<T> candidate, Change change, String id, List<Warning> unmatched) {
        var arrival = candidate.arrival();
        var warnings = new ArrayList<>(arrival.document().warnings());
        warnings.addAll(unmatched);
        if (change != Change.NOOP) {
            imports.changed().add(id);
            imports.changedJurisdictions().add(arrival.jurisdictionId());
        }
        if (change == Change.INSERT) {
            imports.inserted().add(id);
        }
        settle(arrival, new Outcome.Imported(change, id, warnings), id);
    }

    /// What the ledger will say of it.
    ///
    /// @param contentHash null if the next that comes has to be compared, whatever it says
    void note(Candidate<T> candidate, String id, String contentHash, boolean unresolved) {
        var arrival = candidate.arrival();
        notes.add(
                new Note(
                        candidate.key(),
                        id,
                        arrival.version(),
                        contentHash,
                        unresolved,
                        watermark(candidate),
                        arrival.runId().orElse(null),
                        arrival.document().head().scrapedId(),
                        arrival.waited().map(Arrival.Waited::since)));
    }

    /// A newer document of the batch means the same row.
    void sameOrSuperseded(Candidate<T> older, Candidate<T> newer, String id) {
        if (older.contentHash().equals(newer.contentHash())) {
            settle(older.arrival(), new Outcome.Imported(Change.NOOP, id, List.of()), id);
        } else {
            supersede(older, id, true);
            sharedKeys.lost(older, newer, id);
        }
    }

    /// A newer version stands.
    ///
    /// @param rowExists whether its row does, too: what is gone must not be linked
    void outOfDate(Candidate<T> candidate, Seen standing, String id, boolean rowExists) {
        supersede(candidate, id, rowExists);
        sharedKeys.lost(candidate, standing, id);
    }

    /// A newer version stands, of which the ledger has lost the sighting.
    void outOfDate(Candidate<T> candidate, String id) {
        supersede(candidate, id, true);
    }

    private void supersede(Candidate<T> candidate, String id, boolean rowExists) {
        var arrival = candidate.arrival();
        transaction.seeLater(id, arrival.runId().orElse(null));
        if (rowExists) {
            imports.ids().put(arrival.scrapedId(), id);
        }
        transaction.settle(arrival, new Outcome.Superseded(id, List.of()));
    }

    private void settle(Arrival arrival, Outcome outcome, String id) {
        imports.ids().put(arrival.scrapedId(), id);
        transaction.settle(arrival, outcome);
    }

    /// When people of its jurisdiction last changed.
    OffsetDateTime watermark(Candidate<T> candidate) {
        return transaction.peopleWatermark(candidate.arrival().jurisdictionId());
    }
}
