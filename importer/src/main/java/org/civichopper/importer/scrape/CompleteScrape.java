package org.civichopper.importer.scrape;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.civichopper.model.document.DocumentVersion;

/// A scrape that brought everything there is of one kind in its jurisdiction.
///
/// @param beganAt by the database's clock: what was seen since is not the scrape's to retire
/// @param scrapeBeganAt by the clock that the versions are of: nor is what was scraped since
/// @param newest the newest version of the kind that it brought: nor is what stands in a newer one
/// @param now when it is closed
record CompleteScrape(
        String id,
        String jurisdictionId,
        OffsetDateTime beganAt,
        OffsetDateTime scrapeBeganAt,
        DocumentVersion newest,
        OffsetDateTime now) {

    /// The version of what it retires: newer than every version that stood when the scrape was
    /// closed, older than any that is scraped later.
    DocumentVersion end() {
        return new DocumentVersion(newest.time(), newest.idTime(), now.toInstant(), "");
    }

    /// Whether a sighting `s` is of this scrape, or of a time that is not the scrape's to judge.
    /// Takes five values, which [#bindSeen] gives.
    static final String SEEN =
            """
            (s.run_id = ?
             OR s.seen_at >= ?
             OR s.version_time >= ?
             OR (s.version_time, s.version_id_time) > (?, ?))
            """;

    /// @param from the number of the first of them in the statement
    void bindSeen(PreparedStatement statement, int from) throws SQLException {
        statement.setString(from, id);
        statement.setObject(from + 1, beganAt);
        statement.setObject(from + 2, scrapeBeganAt);
        statement.setObject(from + 3, newest.time().atOffset(ZoneOffset.UTC));
        statement.setObject(from + 4, newest.idTime().atOffset(ZoneOffset.UTC));
    }
}
