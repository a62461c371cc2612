package org.civichopper.cli.function;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What stands in the public tables in a form that two databases can be compared by: without ids
/// that were made and without the import's own times.
final class NormalizedRows {

    private NormalizedRows() {}

    /// Runs the query that the cases are compared by.
    static List<String> of(Site site) throws SQLException {
        var rows = new ArrayList<String>();
        try (var connection = site.connect();
                var setting =
                        connection.prepareStatement(
                                "SELECT set_config('cases.jurisdiction', ?, false)");
                var statement = connection.createStatement()) {
            setting.setString(1, Site.DELAWARE);
            setting.execute();
            for (var found = statement.execute(script());
                    found || statement.getUpdateCount() >= 0;
                    found = statement.getMoreResults()) {
                if (found) {
                    addRows(statement.getResultSet(), rows);
                }
            }
        }
        return rows.stream().sorted().toList();
    }

    private static void addRows(ResultSet answer, List<String> rows) throws SQLException {
        while (answer.next()) {
            rows.add(answer.getString(1) + " " + answer.getString(2));
        }
    }

    private static String script() {
        try (var in = NormalizedRows.class.getResourceAsStream("/cases/normalized.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
