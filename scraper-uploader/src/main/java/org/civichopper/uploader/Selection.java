package org.civichopper.uploader;

import java.io.IOException;
import java.util.Optional;

/// Which documents of a directory go: those that were not sent before, and if it has to be so, only
/// those that the importer would take.
final class Selection {

    private final SendingRules rules;
    private final UploadListener listener;
    private final Score score;
    private final Inspection inspection = new Inspection();

    /// @param score hears of each that stays, and why
    Selection(SendingRules rules, UploadListener listener, Score score) {
        this.rules = rules;
        this.listener = listener;
        this.score = score;
    }

    /// @return the document as it was read, unless it stays
    Optional<Parcel> take(ScrapeDocument document, SentRecord record) throws InterruptedException {
        Parcel parcel;
        try {
            parcel = Parcel.read(document);
        } catch (IOException e) {
            score.unreadable(document.file(), e.getMessage());
            return Optional.empty();
        }
        if (!rules.again() && record.contains(document, parcel.sha256())) {
            score.already(document.key());
            return Optional.empty();
        }
        if (!Wholeness.of(parcel)) {
            score.refused(document.file(), "not sent: " + Wholeness.MISSING);
            return Optional.empty();
        }
        var complaint = inspection.complaint(parcel);
        if (complaint.isPresent() && rules.strict()) {
            score.refused(
                    document.file(), "not sent, the importer would reject it: " + complaint.get());
            return Optional.empty();
        }
        complaint.ifPresent(reason -> listener.warned(document.file(), reason));
        return Optional.of(parcel);
    }
}
