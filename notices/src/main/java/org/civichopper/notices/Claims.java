package org.civichopper.notices;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// What was told, in `hopper.notice`. The instance that claims a notice is the only one that tells
/// it.
final class Claims {

    private final Connection connection;

    Claims(Connection connection) {
        this.connection = connection;
    }

    // Decided here, where the row is locked: of all who found the same, one gets it. What goes on
    // is told after 15 minutes, then after as long as it has gone on, then daily.
    private static final String CLAIM =
            """
            INSERT INTO hopper.notice AS n (cause, told_at, since)
            VALUES (?, clock_timestamp(), clock_timestamp())
                ON CONFLICT (cause) DO UPDATE
               SET told_at = excluded.told_at,
                   since = CASE WHEN NOT ? OR n.told_at < excluded.told_at - interval '2 days'
                                THEN excluded.told_at ELSE n.since END
             WHERE n.told_at < clock_timestamp()
                               - greatest(interval '15 minutes', least(interval '1 day', n.told_at - n.since))
            RETURNING cause
            """;

    private static final String FORGET =
            "DELETE FROM hopper.notice WHERE told_at < clock_timestamp() - interval '30 days'";

    /// Those of them that are ours to tell, once this transaction is committed.
    List<Notice> claim(Collection<? extends Notice> found) throws SQLException {
        var ours = new ArrayList<Notice>();
        // In one order for every instance, so that no two wait for each other.
        var sorted = found.stream().sorted(Comparator.comparing(Notice::cause)).toList();
        try (var statement = connection.prepareStatement(CLAIM)) {
            for (var notice : sorted) {
                statement.setString(1, notice.cause());
                statement.setBoolean(2, notice.fades());
                try (var claimed = statement.executeQuery()) {
                    if (claimed.next()) {
                        ours.add(notice);
                    }
                }
            }
        }
        try (var statement = connection.createStatement()) {
            statement.execute(FORGET);
        }
        return ours;
    }
}
