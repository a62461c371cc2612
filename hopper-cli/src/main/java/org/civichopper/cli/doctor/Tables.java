package org.civichopper.cli.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.civichopper.database.schema.ExpectedTables;

/// The Open States tables against those that the importer needs.
final class Tables {

    private Tables() {}

    // Statements name the tables without their schema.
    private static final String PATH =
            """
            SELECT current_setting('search_path')
             WHERE 'public' <> ALL (current_schemas(false))
            """;

    static List<Finding> differences(Connection connection) throws SQLException {
        var findings = new ArrayList<>(hiddenSchema(connection));
        findings.addAll(tables(connection));
        return findings;
    }

    private static List<Finding> hiddenSchema(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(PATH);
                var path = statement.executeQuery()) {
            return path.next()
                    ? List.of(
                            new Finding(
                                    "search_path",
                                    "public among its schemas, and leave to look into it",
                                    "\"" + path.getString(1) + "\"",
                                    "ALTER ROLE … SET search_path = public; GRANT USAGE ON SCHEMA public TO …"))
                    : List.of();
        }
    }

    private static List<Finding> tables(Connection connection) throws SQLException {
        return ExpectedTables.read().differences(connection).stream()
                .map(difference ->
                        new Finding(
                                difference.place(),
                                difference.expected(),
                                difference.found(),
                                "no table there: hopper db init; else change the column, or ask"
                                        + " whoever made the tables"))
                .toList();
    }
}
