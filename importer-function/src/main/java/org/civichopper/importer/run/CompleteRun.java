package org.civichopper.importer.run;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.civichopper.model.document.DocumentVersion;

/// A run that brought everything there is of one kind in its jurisdiction.
///
/// @param newest the newest version of the kind that it brought: what stands in a newer one is not
///   the run's to retire
/// @param now when it is closed
public record CompleteRun(
        String id,
        String jurisdictionId,
        OffsetDateTime beganAt,
        DocumentVersion newest,
        OffsetDateTime now) {

    /// The version of what it retires: newer than every version that stood when the run was closed,
    /// older than any that is scraped later.
    public DocumentVersion end() {
        return new DocumentVersion(newest.time(), newest.idTime(), now.toInstant(), "");
    }

    public OffsetDateTime newestTime() {
        return newest.time().atOffset(ZoneOffset.UTC);
    }

    public OffsetDateTime newestIdTime() {
        return newest.idTime().atOffset(ZoneOffset.UTC);
    }
}
