package org.civichopper.bulk.openstates.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/// The table `committees`, in the schema that is in use. Nothing here commits.
public record CommitteeTable(Connection connection) {

    private static final String STORE =
            """
            INSERT INTO committees AS c (id, name, jurisdiction_id, chamber, classification, parent_id, memberships,
                                         extras, sources)
            SELECT id, name, ?, chamber, classification, parent_id, memberships, extras, sources
              FROM jsonb_to_recordset(?::jsonb)
                   AS sent (id text, name text, chamber text, classification text, parent_id text, memberships jsonb,
                            extras jsonb, sources jsonb)
                ON CONFLICT (id) DO UPDATE
               SET name = excluded.name, jurisdiction_id = excluded.jurisdiction_id, chamber = excluded.chamber,
                   classification = excluded.classification, parent_id = excluded.parent_id,
                   memberships = excluded.memberships, extras = excluded.extras, sources = excluded.sources,
                   updated_at = now()
             WHERE (c.name, c.jurisdiction_id, c.chamber, c.classification, c.parent_id, c.memberships, c.extras,
                    c.sources) IS DISTINCT FROM
                   (excluded.name, excluded.jurisdiction_id, excluded.chamber, excluded.classification,
                    excluded.parent_id, excluded.memberships, excluded.extras, excluded.sources)
            RETURNING xmax = 0
            """;

    private static final String REMOVE =
            """
            DELETE FROM committees
             WHERE jurisdiction_id = ?
               AND id <> ALL (?)
            """;

    /// All committees that the source lists of one jurisdiction; others of it go.
    ///
    /// @param listed ids of those that are listed and could not be read
    public Written store(String jurisdiction, List<ObjectNode> rows, List<String> listed)
            throws SQLException {
        Written written;
        try (var statement = connection.prepareStatement(STORE)) {
            statement.setString(1, jurisdiction);
            statement.setString(2, Upsert.json(rows));
            written = Upsert.run(statement, rows.size());
        }
        try (var statement = connection.prepareStatement(REMOVE)) {
            statement.setString(1, jurisdiction);
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            Stream.concat(
                                            rows.stream().map(row -> row.path("id").asText()),
                                            listed.stream())
                                    .toArray()));
            return written.withDeleted(statement.executeUpdate());
        }
    }

    private static final String COUNT = "SELECT count(*) FROM committees WHERE jurisdiction_id = ?";

    public long count(String jurisdiction) throws SQLException {
        try (var statement = connection.prepareStatement(COUNT)) {
            statement.setString(1, jurisdiction);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
