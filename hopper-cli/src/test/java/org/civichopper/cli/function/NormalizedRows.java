package org.civichopper.cli.function;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What stands in the public tables in a form that two databases can be compared by: without ids
/// that were made and without the import's own times.
final class NormalizedRows {

    private NormalizedRows() {}

    /// Runs `normalized.sql`, which psql runs elsewhere.
    static List<String> of(Site site) throws SQLException {
        var rows = new ArrayList<String>();
        try (var connection = site.connect();
                var statement = connection.createStatement()) {
            for (var command : script().split(";\n")) {
                if (!statement.execute(command)) {
                    continue;
                }
                try (var answer = statement.getResultSet()) {
                    while (answer.next()) {
                        rows.add(answer.getString(1) + " " + answer.getString(2));
                    }
                }
            }
        }
        return rows.stream().sorted().toList();
    }

    private static String script() {
        try (var in = NormalizedRows.class.getResourceAsStream("/normalized.sql")) {
            var script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return script.lines()
                    .filter(line -> !line.startsWith("\\")) // psql's own commands
                    .collect(joining("\n", "", "\n"))
                    .replace(":'jurisdiction'", "'" + Site.DELAWARE + "'");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
