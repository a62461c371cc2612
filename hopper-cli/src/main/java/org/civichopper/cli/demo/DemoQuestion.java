package org.civichopper.cli.demo;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.civichopper.database.DatabaseUrl;

/// What a newcomer may ask loaded requests, with its answer.
final class DemoQuestion {

    /// @param closed in percent
    record Row(String type, long requests, long closed) {}

    static final String TEXT =
            """
            SELECT requesttype, count(*) AS requests,
                   100 * count(*) FILTER (WHERE status = 'Closed') / count(*) AS closed
              FROM city_311.requests
             GROUP BY requesttype
             ORDER BY requests DESC
             LIMIT 5
            """;

    private DemoQuestion() {}

    static List<Row> ask(String databaseUrl) throws SQLException {
        var answer = new ArrayList<Row>();
        try (var connection = DatabaseUrl.parse(databaseUrl).dataSource().getConnection();
                var statement = connection.prepareStatement(TEXT);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                answer.add(new Row(rows.getString(1), rows.getLong(2), rows.getLong(3)));
            }
        }
        return answer;
    }
}
