package org.civichopper.importer.run;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.civichopper.model.document.DocumentVersion;

/// A run that brought everything there is of one kind in its jurisdiction.
///
/// @param beganAt by the database's clock: what was seen since is not the run's to retire
/// @param scrapeBeganAt by the clock that the versions are of: nor is what was scraped since
/// @param newest the newest version of the kind that it brought: nor is what stands in a newer one
/// @param now when it is closed
record CompleteRun(
        String id,
        String jurisdictionId,
        OffsetDateTime beganAt,
        OffsetDateTime scrapeBeganAt,
        DocumentVersion newest,
        OffsetDateTime now) {

    /// The version of what it retires: newer than every version that stood when the run was closed,
    /// older than any that is scraped later.
    DocumentVersion end() {
        return new DocumentVersion(newest.time(), newest.idTime(), now.toInstant(), "");
    }

    OffsetDateTime newestTime() {
        return newest.time().atOffset(ZoneOffset.UTC);
    }

    OffsetDateTime newestIdTime() {
        return newest.idTime().atOffset(ZoneOffset.UTC);
    }
}
