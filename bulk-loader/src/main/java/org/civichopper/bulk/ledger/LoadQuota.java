package org.civichopper.bulk.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/// The table `hopper.load_quota`: when a key may next be used at a host, for every process that
/// uses it. The database's clock counts. Nothing here commits.
///
/// @param keyHash of the key, which itself is nowhere
public record LoadQuota(Connection connection, String keyHash, String host) {

    // Slots stand apart evenly, each reckoned from the one before, whose row is locked. None lies
    // about midnight, where the source may count it to either day.
    private static final String TAKE =
            """
            INSERT INTO hopper.load_quota AS q (key_hash, host, next_slot, day, used)
            VALUES (?, ?, clock_timestamp(), (clock_timestamp() AT TIME ZONE 'UTC')::date, 1)
                ON CONFLICT (key_hash, host) DO UPDATE
               SET (next_slot, day, used) = (
                   SELECT slot, (slot AT TIME ZONE 'UTC')::date,
                          CASE WHEN q.day = (slot AT TIME ZONE 'UTC')::date THEN q.used + 1 ELSE 1 END
                     FROM (SELECT CASE WHEN midnight BETWEEN at - interval '2 s' AND at + interval '2 s'
                                       THEN midnight + interval '2 s'
                                       ELSE at END AS slot
                             FROM (SELECT at, date_trunc('day', at + interval '2 s', 'UTC') AS midnight
                                     FROM greatest(clock_timestamp(), q.next_slot + make_interval(secs => ?)) AS at)
                                  AS evenly) AS next)
             WHERE q.used < ?
                OR q.day < (greatest(clock_timestamp(), q.next_slot + make_interval(secs => ?) + interval '2 s')
                            AT TIME ZONE 'UTC')::date
            RETURNING extract(epoch FROM next_slot - clock_timestamp())
            """;

    /// Takes the next slot.
    ///
    /// @param apart how far from the one before
    /// @param aDay how many there are in a day of UTC
    /// @return how long until then; empty where the day has no more
    public Optional<Duration> take(Duration apart, long aDay) throws SQLException {
        try (var statement = connection.prepareStatement(TAKE)) {
            statement.setString(1, keyHash);
            statement.setString(2, host);
            statement.setDouble(3, apart.toNanos() / 1e9);
            statement.setLong(4, aDay);
            statement.setDouble(5, apart.toNanos() / 1e9);
            try (var row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(Duration.ofNanos((long) (row.getDouble(1) * 1e9)))
                        : Optional.empty();
            }
        }
    }
}
