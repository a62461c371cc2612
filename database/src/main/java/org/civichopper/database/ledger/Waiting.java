package org.civichopper.database.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/// How much waits in `hopper.parked`, for whoever watches it.
///
/// @param documents how many; of more than ten thousand, about how many
/// @param oldest for how long the first of them has waited; 0 when there is none
/// @param called of how many, of the first ten thousand, what they wait for is there
public record Waiting(long documents, Duration oldest, long called) {

    private static final int COUNTED = 10_000;

    // Counting a million takes longer than importing a batch; what the planner believes will do.
    private static final String OF =
            """
            SELECT (SELECT count(*)
                      FROM (SELECT FROM hopper.parked ORDER BY parked_at LIMIT ?) AS first),
                   (SELECT reltuples::bigint FROM pg_class WHERE oid = 'hopper.parked'::regclass),
                   extract(epoch FROM clock_timestamp()
                                      - (SELECT min(parked_at) FROM hopper.parked)),
                   (SELECT count(*)
                      FROM (SELECT FROM hopper.parked WHERE called_at IS NOT NULL LIMIT ?) AS called)
            """;

    public static Waiting of(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(OF)) {
            statement.setInt(1, COUNTED + 1);
            statement.setInt(2, COUNTED);
            try (var answer = statement.executeQuery()) {
                answer.next();
                var counted = answer.getLong(1);
                var documents = counted > COUNTED ? Math.max(counted, answer.getLong(2)) : counted;
                var seconds = Math.max(0, answer.getDouble(3)); // NULL reads as 0
                return new Waiting(
                        documents, Duration.ofMillis((long) (seconds * 1000)), answer.getLong(4));
            }
        }
    }
}
