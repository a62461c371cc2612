package org.civichopper.importer.person;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.civichopper.database.TextColumns;

/// The jurisdictions whose people, committees or towns a load changed, and no others: readers, and
/// imports that trust what they know, look at their date.
final class ConcernedJurisdictions {

    private final Connection connection;
    private final Set<String> ids = new TreeSet<>();

    ConcernedJurisdictions(Connection connection) {
        this.connection = connection;
    }

    void add(Collection<String> jurisdictionIds) {
        ids.addAll(jurisdictionIds);
    }

    /// Adds those of these people and committees, as they stand now.
    void addOf(Collection<String> changedIds) throws SQLException {
        if (!changedIds.isEmpty()) {
            ids.addAll(of(connection, changedIds));
        }
    }

    private static final String OF =
            """
            SELECT o.jurisdiction_id
              FROM opencivicdata_membership m
              JOIN opencivicdata_organization o ON o.id = m.organization_id
             WHERE m.person_id = ANY (?)
               AND o.jurisdiction_id IS NOT NULL
             UNION
            SELECT current_jurisdiction_id
              FROM opencivicdata_person
             WHERE id = ANY (?)
               AND current_jurisdiction_id IS NOT NULL
             UNION
            SELECT jurisdiction_id
              FROM opencivicdata_organization
             WHERE id = ANY (?)
            """;

    /// Those of these people and committees.
    static Set<String> of(Connection connection, Collection<String> changedIds)
            throws SQLException {
        var found = new TreeSet<String>();
        try (var statement = connection.prepareStatement(OF)) {
            TextColumns.bind(statement, 1, changedIds);
            TextColumns.bind(statement, 2, changedIds);
            TextColumns.bind(statement, 3, changedIds);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }

    private static final String TOUCH =
            """
            UPDATE opencivicdata_jurisdiction j
               SET latest_people_update = ?
              FROM (SELECT id
                      FROM opencivicdata_jurisdiction
                     WHERE id = ANY (?)
                     ORDER BY id
                       FOR NO KEY UPDATE) AS changed
             WHERE j.id = changed.id
            """;

    void touch(OffsetDateTime now) throws SQLException {
        try (var statement = connection.prepareStatement(TOUCH)) {
            statement.setObject(1, now);
            TextColumns.bind(statement, 2, ids);
            statement.executeUpdate();
        }
    }
}
