package org.civichopper.importer.person;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.civichopper.database.TextColumns;
import org.civichopper.database.TimeOrderedUuid;
import org.civichopper.model.person.Municipality;

/// Makes the towns and parties that are not there. Those that are stay as they are.
final class NewPlaces {

    private final Connection connection;
    private final OffsetDateTime now;

    NewPlaces(Connection connection, OffsetDateTime now) {
        this.connection = connection;
        this.now = now;
    }

    private static final String JURISDICTIONS =
            """
            INSERT INTO opencivicdata_jurisdiction
                   (id, name, url, classification, division_id, extras,
                    latest_bill_update, latest_people_update, created_at, updated_at)
            SELECT id, name, '', 'municipality', NULL, '{}',
                   '2021-01-01 00:00Z', '2021-01-01 00:00Z', ?, ?
              FROM unnest(?, ?) AS given (id, name)
            ON CONFLICT (id) DO NOTHING
            RETURNING id
            """;

    private static final String GOVERNMENTS =
            """
            INSERT INTO opencivicdata_organization
                   (id, name, classification, jurisdiction_id, parent_id,
                    extras, links, sources, other_names, created_at, updated_at)
            SELECT DISTINCT ON (jurisdiction_id)
                   id, name, 'government', jurisdiction_id, NULL, '{}', '[]', '[]', '[]', ?, ?
              FROM unnest(?, ?, ?) AS given (id, name, jurisdiction_id)
             WHERE NOT EXISTS (SELECT FROM opencivicdata_organization AS there
                                WHERE there.jurisdiction_id = given.jurisdiction_id
                                  AND there.classification = 'government')
            RETURNING jurisdiction_id
            """;

    /// @return those of which something was missing
    Set<String> towns(List<Municipality> towns) throws SQLException {
        var made = new TreeSet<String>();
        if (towns.isEmpty()) {
            return made;
        }
        try (var statement = connection.prepareStatement(JURISDICTIONS)) {
            statement.setObject(1, now);
            statement.setObject(2, now);
            TextColumns.bind(statement, 3, towns, Municipality::id, Municipality::name);
            addAll(statement, made);
        }
        try (var statement = connection.prepareStatement(GOVERNMENTS)) {
            statement.setObject(1, now);
            statement.setObject(2, now);
            TextColumns.bind(
                    statement,
                    3,
                    towns,
                    _ -> TimeOrderedUuid.next("ocd-organization/"),
                    Municipality::government,
                    Municipality::id);
            addAll(statement, made);
        }
        return made;
    }

    private static void addAll(PreparedStatement statement, Set<String> ids) throws SQLException {
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
    }

    private static final String PARTIES =
            """
            INSERT INTO opencivicdata_organization
                   (id, name, classification, jurisdiction_id, parent_id,
                    extras, links, sources, other_names, created_at, updated_at)
            SELECT id, name, 'party', NULL, NULL, '{}', '[]', '[]', '[]', ?, ?
              FROM unnest(?, ?) AS given (id, name)
             WHERE NOT EXISTS (SELECT FROM opencivicdata_organization AS there
                                WHERE there.classification = 'party'
                                  AND there.name = given.name)
            """;

    /// @param names each once
    void parties(Collection<String> names) throws SQLException {
        if (names.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(PARTIES)) {
            statement.setObject(1, now);
            statement.setObject(2, now);
            TextColumns.bind(
                    statement,
                    3,
                    names,
                    _ -> TimeOrderedUuid.next("ocd-organization/"),
                    name -> name);
            statement.executeUpdate();
        }
    }
}
