package org.civichopper.database.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/// When what has to be done now and then was last done, by whichever instance.
public final class UpkeepClock {

    private final Connection connection;

    public UpkeepClock(Connection connection) {
        this.connection = connection;
    }

    private static final String TAKE =
            """
            INSERT INTO hopper.upkeep AS u (task, began_at)
            VALUES (?, clock_timestamp())
                ON CONFLICT (task) DO UPDATE SET began_at = excluded.began_at
             WHERE u.began_at <= clock_timestamp() - make_interval(secs => ?)
            """;

    /// Whether the task is due. To one who asks, and to nobody else until `every` has passed.
    public boolean take(String task, Duration every) throws SQLException {
        try (var statement = connection.prepareStatement(TAKE)) {
            statement.setString(1, task);
            statement.setDouble(2, every.toMillis() / 1000.0);
            return statement.executeUpdate() == 1;
        }
    }
}
