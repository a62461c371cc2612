package org.civichopper.bulk.openstates.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.civichopper.database.jurisdiction.Jurisdiction;

/// The tables `jurisdictions` and `legislative_sessions`, in the schema that is in use. Nothing
/// here commits.
public record JurisdictionTable(Connection connection) {

    private static final String STORE =
            """
            INSERT INTO jurisdictions AS j (id, name, abbreviation, classification, url, division_id)
            SELECT id, name, abbreviation, classification, url, division_id
              FROM jsonb_to_recordset(?::jsonb)
                   AS sent (id text, name text, abbreviation text, classification text, url text, division_id text)
                ON CONFLICT (id) DO UPDATE
               SET name = excluded.name, abbreviation = excluded.abbreviation, url = excluded.url,
                   classification = excluded.classification, division_id = excluded.division_id, updated_at = now()
             WHERE (j.name, j.abbreviation, j.classification, j.url, j.division_id) IS DISTINCT FROM
                   (excluded.name, excluded.abbreviation, excluded.classification, excluded.url, excluded.division_id)
            RETURNING xmax = 0
            """;

    private static final String STORE_SESSIONS =
            """
            INSERT INTO legislative_sessions AS s
                   (jurisdiction_id, identifier, name, start_date, end_date, classification, downloads)
            SELECT DISTINCT ON (j.id, sent.identifier)
                   j.id, sent.identifier, sent.name, sent.start_date, sent.end_date, sent.classification, sent.downloads
              FROM jsonb_to_recordset(?::jsonb) AS j (id text, legislative_sessions jsonb),
                   jsonb_to_recordset(j.legislative_sessions)
                   AS sent (identifier text, name text, start_date date, end_date date, classification text, downloads jsonb)
                ON CONFLICT (jurisdiction_id, identifier) DO UPDATE
               SET name = excluded.name, start_date = excluded.start_date, end_date = excluded.end_date,
                   classification = excluded.classification, downloads = excluded.downloads, updated_at = now()
             WHERE (s.name, s.start_date, s.end_date, s.classification, s.downloads) IS DISTINCT FROM
                   (excluded.name, excluded.start_date, excluded.end_date, excluded.classification, excluded.downloads)
            RETURNING xmax = 0
            """;

    /// Jurisdictions with their sessions, of which none is ever removed.
    ///
    /// @param rows each with `legislative_sessions`
    public Written store(Collection<ObjectNode> rows) throws SQLException {
        var json = Upsert.json(rows);
        Written written;
        try (var statement = connection.prepareStatement(STORE)) {
            statement.setString(1, json);
            written = Upsert.run(statement, rows.size());
        }
        try (var statement = connection.prepareStatement(STORE_SESSIONS)) {
            statement.setString(1, json);
            Upsert.run(statement, 0);
        }
        return written;
    }

    private static final String SESSIONS =
            """
            SELECT s.id, s.identifier, s.start_date, s.end_date, j.id AS jurisdiction_id, lower(j.abbreviation) AS code
              FROM jurisdictions j
              LEFT JOIN legislative_sessions s ON s.jurisdiction_id = j.id
             ORDER BY j.abbreviation, s.start_date NULLS FIRST, s.identifier
            """;

    /// @param begins empty where the source does not say it
    public record Session(
            long id, String identifier, Optional<LocalDate> begins, Optional<LocalDate> ends) {}

    /// @param code two letters, in small ones
    /// @param sessions the latest last
    public record Standing(String id, String code, List<Session> sessions) {}

    /// All, by their codes.
    public List<Standing> all() throws SQLException {
        try (var statement = connection.prepareStatement(SESSIONS);
                var rows = statement.executeQuery()) {
            var all = new ArrayList<Standing>();
            while (rows.next()) {
                var id = rows.getString("jurisdiction_id");
                if (all.isEmpty() || !all.getLast().id().equals(id)) {
                    all.add(new Standing(id, rows.getString("code"), new ArrayList<>()));
                }
                if (rows.getString("identifier") != null) {
                    all.getLast()
                            .sessions()
                            .add(
                                    new Session(
                                            rows.getLong("id"),
                                            rows.getString("identifier"),
                                            date(rows, "start_date"),
                                            date(rows, "end_date")));
                }
            }
            return all;
        }
    }

    private static Optional<LocalDate> date(ResultSet rows, String column) throws SQLException {
        return Optional.ofNullable(rows.getObject(column, LocalDate.class));
    }

    private static final String MAKE =
            """
            INSERT INTO jurisdictions (id, name, abbreviation, classification, url, division_id)
            VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
            """;

    /// Makes one that only a zip knows of; what stands stays as it is.
    public void make(Jurisdiction jurisdiction) throws SQLException {
        try (var statement = connection.prepareStatement(MAKE)) {
            statement.setString(1, jurisdiction.id());
            statement.setString(2, jurisdiction.name());
            statement.setString(3, jurisdiction.abbreviation());
            statement.setString(4, jurisdiction.classification());
            statement.setString(5, jurisdiction.url());
            statement.setString(6, jurisdiction.divisionId());
            statement.executeUpdate();
        }
    }

    private static final String SESSION =
            """
            WITH made AS (
                 INSERT INTO legislative_sessions (jurisdiction_id, identifier, name)
                 SELECT ?, ?, ?
                  WHERE NOT EXISTS (SELECT FROM legislative_sessions WHERE jurisdiction_id = ? AND identifier = ?)
                     ON CONFLICT (jurisdiction_id, identifier) DO NOTHING
                 RETURNING id)
            SELECT id FROM made
             UNION ALL
            SELECT id FROM legislative_sessions WHERE jurisdiction_id = ? AND identifier = ?
            """;

    /// The id of a session, which is made where only a bill knows of it.
    public long session(String jurisdiction, String identifier) throws SQLException {
        try (var statement = connection.prepareStatement(SESSION)) {
            statement.setString(1, jurisdiction);
            statement.setString(2, identifier);
            statement.setString(3, identifier);
            statement.setString(4, jurisdiction);
            statement.setString(5, identifier);
            statement.setString(6, jurisdiction);
            statement.setString(7, identifier);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
