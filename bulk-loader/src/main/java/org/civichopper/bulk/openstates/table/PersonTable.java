package org.civichopper.bulk.openstates.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/// The table `people`, in the schema that is in use. Nothing here commits.
public record PersonTable(Connection connection) {

    private static final String STORE =
            """
            INSERT INTO people AS p (id, name, given_name, family_name, email, jurisdiction_id, party, "current_role",
                                     image_url, extras, sources)
            SELECT id, name, given_name, family_name, email, ?, party, "current_role", image_url, extras, sources
              FROM jsonb_to_recordset(?::jsonb)
                   AS sent (id text, name text, given_name text, family_name text, email text, party text,
                            "current_role" jsonb, image_url text, extras jsonb, sources jsonb)
                ON CONFLICT (id) DO UPDATE
               SET name = excluded.name, given_name = excluded.given_name, family_name = excluded.family_name,
                   email = excluded.email, jurisdiction_id = excluded.jurisdiction_id, party = excluded.party,
                   "current_role" = excluded."current_role", image_url = excluded.image_url,
                   extras = excluded.extras, sources = excluded.sources, updated_at = now()
             WHERE (p.name, p.given_name, p.family_name, p.email, p.jurisdiction_id, p.party, p."current_role",
                    p.image_url, p.extras, p.sources) IS DISTINCT FROM
                   (excluded.name, excluded.given_name, excluded.family_name, excluded.email, excluded.jurisdiction_id,
                    excluded.party, excluded."current_role", excluded.image_url, excluded.extras, excluded.sources)
            RETURNING xmax = 0
            """;

    /// All people whom the source lists of one jurisdiction.
    ///
    /// @param rows by their ids
    public Written store(String jurisdiction, Map<String, ObjectNode> rows) throws SQLException {
        try (var statement = connection.prepareStatement(STORE)) {
            statement.setString(1, jurisdiction);
            statement.setString(2, Upsert.json(rows.values()));
            return Upsert.run(statement, rows.size());
        }
    }

    private static final String WITH_ROLE =
            "SELECT count(*) FROM people WHERE jurisdiction_id = ? AND \"current_role\" IS NOT NULL";

    /// How many of a jurisdiction have a role.
    public long withRole(String jurisdiction) throws SQLException {
        try (var statement = connection.prepareStatement(WITH_ROLE)) {
            statement.setString(1, jurisdiction);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static final String RETIRE =
            """
            UPDATE people
               SET "current_role" = NULL, updated_at = now()
             WHERE jurisdiction_id = ?
               AND "current_role" IS NOT NULL
               AND id <> ALL (?)
            """;

    /// Takes the role from those whom the source no longer lists; returns how many.
    public long retire(String jurisdiction, Map<String, ObjectNode> listed) throws SQLException {
        try (var statement = connection.prepareStatement(RETIRE)) {
            statement.setString(1, jurisdiction);
            statement.setArray(2, connection.createArrayOf("text", listed.keySet().toArray()));
            return statement.executeUpdate();
        }
    }

    private static final String LINK_SPONSORS =
            """
            UPDATE bill_sponsorships
               SET person_id = source_person_id
             WHERE person_id IS NULL
               AND source_person_id = ANY (?)
            """;

    private static final String LINK_VOTERS =
            """
            UPDATE vote_records
               SET person_id = source_person_id
             WHERE person_id IS NULL
               AND source_person_id = ANY (?)
            """;

    /// Links sponsors and voters who came before their person did.
    public void link(Map<String, ObjectNode> people) throws SQLException {
        for (var sql : new String[] {LINK_SPONSORS, LINK_VOTERS}) {
            try (var statement = connection.prepareStatement(sql)) {
                statement.setArray(1, connection.createArrayOf("text", people.keySet().toArray()));
                statement.executeUpdate();
            }
        }
    }
}
