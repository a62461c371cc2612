package org.civichopper.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What stands of a jurisdiction in the public tables, in a form that two databases can be compared
/// by: without ids that were made and without the import's own times.
public final class NormalizedRows {

    private static final String SCRIPT = script();

    private NormalizedRows() {}

    /// Runs the query that the cases are compared by.
    ///
    /// @return table and row, a tab between, sorted
    public static List<String> of(Connection connection, String jurisdictionId)
            throws SQLException {
        var lines = new ArrayList<String>();
        try (var setting =
                        connection.prepareStatement(
                                "SELECT set_config('cases.jurisdiction', ?, false)");
                var script = connection.createStatement()) {
            setting.setString(1, jurisdictionId);
            setting.execute();
            for (var found = script.execute(SCRIPT);
                    found || script.getUpdateCount() >= 0;
                    found = script.getMoreResults()) {
                if (found) {
                    addLines(script.getResultSet(), lines);
                }
            }
        }
        return lines.stream().sorted().toList();
    }

    private static void addLines(ResultSet rows, List<String> lines) throws SQLException {
        while (rows.next()) {
            lines.add(rows.getString(1) + "\t" + rows.getString(2));
        }
    }

    private static String script() {
        try (var in = NormalizedRows.class.getResourceAsStream("normalized.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
