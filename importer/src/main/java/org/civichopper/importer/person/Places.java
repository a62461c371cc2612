package org.civichopper.importer.person;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.civichopper.database.TextColumns;

/// What people can be members of: the chambers, executives and towns of some jurisdictions, with
/// their posts, and the parties.
final class Places {

    /// A seat, and the division that it is for.
    record Post(String id, String divisionId) {}

    private record Name(String within, String name) {}

    private final Map<Name, String> organizations = new HashMap<>();
    private final Map<Name, Post> posts = new HashMap<>();
    private final Map<String, String> parties = new HashMap<>();

    private Places() {}

    private static final String ORGANIZATIONS =
            """
            SELECT jurisdiction_id, classification, id
              FROM opencivicdata_organization
             WHERE jurisdiction_id = ANY (?)
               AND classification IN ('upper', 'lower', 'legislature', 'executive', 'government')
             ORDER BY created_at, id
            """;

    private static final String POSTS =
            """
            SELECT p.organization_id, p.label, p.id, p.division_id
              FROM opencivicdata_post p
              JOIN opencivicdata_organization o ON o.id = p.organization_id
             WHERE o.jurisdiction_id = ANY (?)
             ORDER BY p.created_at, p.id
            """;

    /// All but the parties. Of several that are called the same the one that stood first is meant.
    static Places load(Connection connection, Collection<String> jurisdictionIds)
            throws SQLException {
        var places = new Places();
        try (var statement = connection.prepareStatement(ORGANIZATIONS)) {
            TextColumns.bind(statement, 1, jurisdictionIds);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    places.organizations.putIfAbsent(
                            new Name(rows.getString(1), rows.getString(2)), rows.getString(3));
                }
            }
        }
        try (var statement = connection.prepareStatement(POSTS)) {
            TextColumns.bind(statement, 1, jurisdictionIds);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    places.posts.putIfAbsent(
                            new Name(rows.getString(1), rows.getString(2)),
                            new Post(rows.getString(3), rows.getString(4)));
                }
            }
        }
        return places;
    }

    private static final String PARTIES =
            """
            SELECT name, id
              FROM opencivicdata_organization
             WHERE classification = 'party'
             ORDER BY created_at, id
            """;

    /// Loads the parties, once those are made that are missing.
    void loadParties(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(PARTIES);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                parties.putIfAbsent(rows.getString(1), rows.getString(2));
            }
        }
    }

    Optional<String> organization(String jurisdictionId, String classification) {
        return Optional.ofNullable(organizations.get(new Name(jurisdictionId, classification)));
    }

    /// The post for a district; empty when there is no such district, or no longer.
    Optional<Post> post(String organizationId, String district) {
        return Optional.ofNullable(posts.get(new Name(organizationId, district)));
    }

    /// The party of this name, which stands.
    String party(String name) {
        return parties.get(name);
    }
}
