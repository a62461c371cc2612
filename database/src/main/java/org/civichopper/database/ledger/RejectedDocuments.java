package org.civichopper.database.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.civichopper.database.TextColumns;

/// What can never be imported, with the reason.
public final class RejectedDocuments {

    /// @param file what the operator knows it by: an object's key, a path, or `message <id>`
    /// @param storedKey where the object lies now
    /// @param message the body of a message that named no object of ours
    /// @param batch the number of the batch that rejected it
    public record Rejected(
            Optional<String> jurisdictionId,
            Optional<String> kind,
            String file,
            Optional<String> storedKey,
            Optional<String> message,
            String place,
            String expected,
            String found,
            Optional<String> runId,
            OptionalLong batch) {}

    private final Connection connection;

    public RejectedDocuments(Connection connection) {
        this.connection = connection;
    }

    // Whoever is just putting one back holds its row: we wait, and see whether it is back.
    private static final String WRITE =
            """
            INSERT INTO hopper.rejected (
                   jurisdiction_id, kind, file, stored_key, message, place, expected, found, run_id,
                   batch_number)
            SELECT jurisdiction_id, kind, file, stored_key, message, place, expected, found, run_id,
                   batch_number::bigint
              FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                   AS given (jurisdiction_id, kind, file, stored_key, message, place, expected,
                             found, run_id, batch_number)
             WHERE NOT EXISTS (
                   SELECT
                     FROM hopper.rejected r
                    WHERE r.file = given.file
                      AND (r.stored_key = given.stored_key OR r.message = given.message)
                      AND (r.place, r.expected, r.found)
                        = (given.place, given.expected, given.found)
                      AND r.replayed_at IS NULL
                      FOR SHARE)
            """;

    /// Writes them; what comes through the queue once more is not rejected once more.
    public void write(List<Rejected> rejected) throws SQLException {
        if (rejected.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(WRITE)) {
            TextColumns.bind(
                    statement,
                    1,
                    rejected,
                    document -> storable(document.jurisdictionId()),
                    document -> storable(document.kind()),
                    document -> storable(document.file()),
                    document -> storable(document.storedKey()),
                    document -> storable(document.message()),
                    document -> storable(document.place()),
                    document -> storable(document.expected()),
                    document -> storable(document.found()),
                    document -> storable(document.runId()),
                    document -> number(document.batch()));
            statement.executeUpdate();
        }
    }

    private static String number(OptionalLong batch) {
        return batch.isPresent() ? Long.toString(batch.getAsLong()) : null;
    }

    private static String storable(Optional<String> text) {
        return text.map(RejectedDocuments::storable).orElse(null);
    }

    // No text column holds NUL, which may be the very reason. Nothing is set aside any further, so
    // what went wrong is always taken.
    static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
