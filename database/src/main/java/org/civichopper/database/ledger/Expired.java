package org.civichopper.database.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/// What the ledger has known for so long that nothing asks for it any more, in the order in which
/// it may go: what failed before is forgotten before the receipt that says that it was done.
/// Versions that were seen, every `_id`, and what is parked are kept for good.
public enum Expired {
    FAILURES(
            """
            DELETE FROM hopper.failed
             WHERE ctid = ANY (ARRAY(
                   SELECT ctid
                     FROM hopper.failed
                    WHERE last_at < clock_timestamp() - make_interval(secs => ?)
                    LIMIT ?))
            """),
    // Until an operator puts it back, a message that named no object lies nowhere else.
    REJECTIONS(
            """
            DELETE FROM hopper.rejected
             WHERE ctid = ANY (ARRAY(
                   SELECT ctid
                     FROM hopper.rejected
                    WHERE rejected_at < clock_timestamp() - make_interval(secs => ?)
                      AND (replayed_at IS NOT NULL OR message IS NULL)
                    ORDER BY rejected_at
                    LIMIT ?))
            """),
    // Of a row without a sighting they say what brought it; a scrape that is not closed, or whose
    // retiring waits for a person, is counted by them.
    RECEIPTS(
            """
            DELETE FROM hopper.receipt
             WHERE ctid = ANY (ARRAY(
                   SELECT c.ctid
                     FROM hopper.receipt c
                    WHERE c.committed_at < clock_timestamp() - make_interval(secs => ?)
                      AND (c.database_id IS NULL
                           OR EXISTS (SELECT
                                        FROM hopper.document d
                                        JOIN hopper.sighting s ON s.document_id = d.id
                                       WHERE d.database_id = c.database_id))
                      AND NOT EXISTS (SELECT
                                        FROM hopper.run r
                                       WHERE r.id = c.run_id
                                         AND r.jurisdiction_id = c.jurisdiction_id
                                         AND (r.source = 'scrape' AND r.closed_at IS NULL
                                              OR r.unconfirmed <> '{}'))
                    ORDER BY c.committed_at
                    LIMIT ?))
            """),
    // The last of each jurisdiction says when it came, however long ago.
    RUNS(
            """
            DELETE FROM hopper.run
             WHERE ctid = ANY (ARRAY(
                   SELECT r.ctid
                     FROM hopper.run r
                    WHERE r.began_at < clock_timestamp() - make_interval(secs => ?)
                      AND (r.closed_at IS NOT NULL OR r.source = 'directory')
                      AND r.unconfirmed = '{}'
                      AND EXISTS (SELECT
                                    FROM hopper.run later
                                   WHERE later.jurisdiction_id = r.jurisdiction_id
                                     AND later.source = r.source
                                     AND later.began_at > r.began_at)
                    ORDER BY r.began_at
                    LIMIT ?))
            """),
    BATCHES(
            """
            DELETE FROM hopper.batch
             WHERE ctid = ANY (ARRAY(
                   SELECT ctid
                     FROM hopper.batch
                    WHERE committed_at < clock_timestamp() - make_interval(secs => ?)
                      AND committed_at < (SELECT max(committed_at) FROM hopper.batch)
                    ORDER BY committed_at
                    LIMIT ?))
            """);

    private final String delete;

    Expired(String delete) {
        this.delete = delete;
    }

    /// Forgets the oldest of it.
    ///
    /// @param kept how long it is known in any case
    /// @return how many rows went, `most` if there may be more
    public int forget(Connection connection, Duration kept, int most) throws SQLException {
        try (var statement = connection.prepareStatement(delete)) {
            statement.setDouble(1, kept.toMillis() / 1000.0);
            statement.setInt(2, most);
            return statement.executeUpdate();
        }
    }
}
