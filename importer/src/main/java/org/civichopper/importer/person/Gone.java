package org.civichopper.importer.person;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.civichopper.database.TextColumns;

/// People and committees that stand and have no file any more. They stay: a folder that lacks
/// somebody may be unfinished.
final class Gone {

    private final Connection connection;

    Gone(Connection connection) {
        this.connection = connection;
    }

    private static final String PEOPLE =
            """
            SELECT id, name
              FROM opencivicdata_person
             WHERE id IN (SELECT m.person_id
                            FROM opencivicdata_membership m
                            JOIN opencivicdata_organization o ON o.id = m.organization_id
                           WHERE o.jurisdiction_id = ANY (?))
             ORDER BY id
            """;

    private static final String COMMITTEES =
            """
            SELECT id, name
              FROM opencivicdata_organization
             WHERE jurisdiction_id = ANY (?)
               AND classification IN ('committee', 'subcommittee')
             ORDER BY id
            """;

    /// A line for each person and each committee of these folders that has no file in any.
    List<String> warnings(Folders folders) throws SQLException {
        var warnings = new ArrayList<String>();
        warnings.addAll(lines(PEOPLE, folders));
        warnings.addAll(lines(COMMITTEES, folders));
        return warnings;
    }

    private List<String> lines(String sql, Folders folders) throws SQLException {
        var lines = new ArrayList<String>();
        try (var statement = connection.prepareStatement(sql)) {
            TextColumns.bind(statement, 1, folders.homes());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (!folders.hasFile().test(rows.getString(1))) {
                        lines.add(
                                "%s %s: expected a file, found none; it stays as it is"
                                        .formatted(rows.getString(1), rows.getString(2)));
                    }
                }
            }
        }
        return lines;
    }
}
