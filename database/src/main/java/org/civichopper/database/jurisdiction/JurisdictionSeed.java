package org.civichopper.database.jurisdiction;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.civichopper.database.TextColumns;
import org.civichopper.database.TimeOrderedUuid;

/// Puts jurisdictions into a database, with all that must stand before their first bill can. Adds
/// what is missing and never touches what is there, so a second time it writes nothing.
public final class JurisdictionSeed {

    private JurisdictionSeed() {}

    /// @param connection in a transaction, which the caller commits
    public static Seeded sow(Connection connection, List<Jurisdiction> jurisdictions)
            throws SQLException {
        lock(connection);
        var divisions = jurisdictions.stream().flatMap(Division::of).toList();
        var organizations = jurisdictions.stream().flatMap(Organization::of).toList();
        var posts = jurisdictions.stream().flatMap(Post::of).toList();
        var newDivisions = DivisionTable.insert(connection, divisions);
        return new Seeded(
                insertJurisdictions(connection, jurisdictions),
                newDivisions,
                insertOrganizations(connection, organizations),
                insertPosts(connection, posts));
    }

    private static final String LOCK =
            """
            SELECT pg_advisory_xact_lock(hashtextextended('hopper db init', 0))
            """;

    // Posts have no key that would keep two who sow at once from making each twice.
    private static void lock(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(LOCK)) {
            statement.execute();
        }
    }

    private static final String INSERT_JURISDICTIONS =
            """
            INSERT INTO opencivicdata_jurisdiction
                   (id, name, url, classification, division_id, extras,
                    latest_bill_update, latest_people_update, created_at, updated_at)
            SELECT id, name, url, classification, division_id, '{}',
                   '2021-01-01 00:00Z', '2021-01-01 00:00Z', now(), now()
              FROM unnest(?, ?, ?, ?, ?) AS given (id, name, url, classification, division_id)
            ON CONFLICT (id) DO NOTHING
            """;

    private static int insertJurisdictions(Connection connection, List<Jurisdiction> rows)
            throws SQLException {
        try (var statement = connection.prepareStatement(INSERT_JURISDICTIONS)) {
            TextColumns.bind(
                    statement,
                    1,
                    rows,
                    Jurisdiction::id,
                    Jurisdiction::name,
                    Jurisdiction::url,
                    Jurisdiction::classification,
                    Jurisdiction::divisionId);
            return statement.executeUpdate();
        }
    }

    private static final String INSERT_ORGANIZATIONS =
            """
            INSERT INTO opencivicdata_organization
                   (id, name, classification, jurisdiction_id, parent_id,
                    extras, links, sources, other_names, created_at, updated_at)
            SELECT id, name, classification, jurisdiction_id, parent_id,
                   '{}', '[]', '[]', '[]', now(), now()
              FROM unnest(?, ?, ?, ?, ?)
                   AS given (id, name, classification, jurisdiction_id, parent_id)
            ON CONFLICT (id) DO NOTHING
            """;

    private static int insertOrganizations(Connection connection, List<Organization> rows)
            throws SQLException {
        try (var statement = connection.prepareStatement(INSERT_ORGANIZATIONS)) {
            TextColumns.bind(
                    statement,
                    1,
                    rows,
                    Organization::id,
                    Organization::name,
                    Organization::classification,
                    Organization::jurisdictionId,
                    Organization::parentId);
            return statement.executeUpdate();
        }
    }

    private static final String INSERT_POSTS =
            """
            INSERT INTO opencivicdata_post
                   (id, organization_id, label, role, division_id, maximum_memberships,
                    extras, created_at, updated_at)
            SELECT id, organization_id, label, role, division_id, seats, '{}', now(), now()
              FROM unnest(?, ?, ?, ?, ?, ?)
                   AS given (id, organization_id, label, role, division_id, seats)
             WHERE NOT EXISTS (SELECT 1
                                 FROM opencivicdata_post AS there
                                WHERE there.organization_id = given.organization_id
                                  AND there.label = given.label)
            """;

    // A post is the one with its label in its chamber: people's roles name it so. Role, division
    // and seats are what somebody may have corrected.
    private static int insertPosts(Connection connection, List<Post> rows) throws SQLException {
        try (var statement = connection.prepareStatement(INSERT_POSTS)) {
            TextColumns.bind(
                    statement,
                    1,
                    rows,
                    _ -> TimeOrderedUuid.next("ocd-post/"),
                    Post::organizationId,
                    Post::label,
                    Post::role,
                    Post::divisionId);
            statement.setArray(
                    6,
                    connection.createArrayOf("integer", rows.stream().map(Post::seats).toArray()));
            return statement.executeUpdate();
        }
    }
}
