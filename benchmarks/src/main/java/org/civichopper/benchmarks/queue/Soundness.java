package org.civichopper.benchmarks.queue;

import java.sql.Connection;
import java.sql.SQLException;

/// What many at once may have done to a database.
final class Soundness {

    private static final String DEADLOCKS =
            """
            SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()
            """;

    // The tables have no unique keys on what makes a bill, a vote or an event the same.
    private static final String DOUBLED =
            """
            SELECT sum(extra)
              FROM (SELECT count(*) - 1
                      FROM opencivicdata_bill
                     GROUP BY legislative_session_id, identifier
                     UNION ALL
                    SELECT count(*) - 1
                      FROM opencivicdata_voteevent
                     WHERE dedupe_key IS NOT NULL
                     GROUP BY legislative_session_id, dedupe_key
                     UNION ALL
                    SELECT count(*) - 1
                      FROM opencivicdata_voteevent
                     WHERE dedupe_key IS NULL
                     GROUP BY legislative_session_id, bill_id, identifier, motion_text, start_date
                     UNION ALL
                    SELECT count(*) - 1
                      FROM opencivicdata_event
                     WHERE NOT deleted
                     GROUP BY jurisdiction_id, dedupe_key, name, description, start_date, end_date)
                   AS things (extra)
            """;

    private Soundness() {}

    static long deadlocks(Connection connection) throws SQLException {
        return number(connection, DEADLOCKS);
    }

    static long doubled(Connection connection) throws SQLException {
        return number(connection, DOUBLED);
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getLong(1);
        }
    }
}
