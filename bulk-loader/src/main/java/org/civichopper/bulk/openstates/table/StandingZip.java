package org.civichopper.bulk.openstates.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/// Of when the zip is whose bills stand, in the schema that is in use.
public record StandingZip(Connection connection) {

    private static final String LATEST =
            """
            SELECT max(openstates_updated_at)
              FROM bills
             WHERE legislative_session_id = ?
               AND origin = 'zip'
            """;

    /// Empty where no bill of the session came from a zip.
    public Optional<Instant> generatedAt(long session) throws SQLException {
        try (var statement = connection.prepareStatement(LATEST)) {
            statement.setLong(1, session);
            try (var row = statement.executeQuery()) {
                row.next();
                return Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant);
            }
        }
    }
}
