package org.civichopper.cli.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.civichopper.database.schema.ExpectedTables;

/// The Open States tables against those that the importer needs.
final class Tables {

    private Tables() {}

    static List<Finding> differences(Connection connection) throws SQLException {
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
