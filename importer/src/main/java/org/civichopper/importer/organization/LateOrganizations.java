package org.civichopper.importer.organization;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.civichopper.database.TextColumns;
import org.civichopper.database.ledger.Sought;
import org.civichopper.database.ledger.UnmatchedPeople;
import org.civichopper.importer.resolve.Organizations;
import org.civichopper.model.document.Reference;

/// Sponsors, participants and whom actions and agendas name that meant no organization when their
/// document came, and mean one now. The decision is the one that imports make.
public final class LateOrganizations {

    private static final int ROWS_AT_ONCE = 10_000;

    /// What was linked.
    ///
    /// @param rows how many
    /// @param jurisdictionsById of the bills and events that have them
    public record Linked(int rows, Map<String, String> jurisdictionsById) {}

    /// A row that points at nothing, and what the ledger says of it.
    ///
    /// @param shared whether the note is for every row that looks so, not for one of them
    private record Row(
            String place,
            String id,
            String databaseId,
            String jurisdictionId,
            Reference wanted,
            long note,
            boolean shared) {}

    private record Link(Row row, String organizationId) {}

    private final Connection connection;
    private final OffsetDateTime now;
    private final Organizations organizations;
    private final Set<Object> taken = new HashSet<>();
    private final Map<String, String> jurisdictionsById = new HashMap<>();
    private int linked;

    private LateOrganizations(
            Connection connection, OffsetDateTime now, Organizations organizations) {
        this.connection = connection;
        this.now = now;
        this.organizations = organizations;
    }

    private static final String ROWS =
            """
            WITH note AS (
                SELECT * FROM hopper.unmatched_person WHERE sought <> 'person'
            ), nothing AS (
                SELECT n.*, part.id AS row_id, s.jurisdiction_id
                  FROM note n
                  JOIN opencivicdata_bill b ON b.id = n.database_id
                  JOIN opencivicdata_legislativesession s ON s.id = b.legislative_session_id
                  JOIN opencivicdata_billsponsorship part
                    ON part.bill_id = b.id AND part.name = n.row_name AND part.entity_type = n.row_type
                   AND part."primary" || ' ' || part.classification = n.row_detail
                 WHERE n.place = 'sponsor' AND part.organization_id IS NULL
                 UNION ALL
                SELECT n.*, part.id, s.jurisdiction_id
                  FROM note n
                  JOIN opencivicdata_bill b ON b.id = n.database_id
                  JOIN opencivicdata_legislativesession s ON s.id = b.legislative_session_id
                  JOIN opencivicdata_billaction a ON a.bill_id = b.id AND a."order"::text = n.row_detail
                  JOIN opencivicdata_billactionrelatedentity part
                    ON part.action_id = a.id AND part.name = n.row_name AND part.entity_type = n.row_type
                 WHERE n.place = 'action entity' AND part.organization_id IS NULL
                 UNION ALL
                SELECT n.*, part.id, e.jurisdiction_id
                  FROM note n
                  JOIN opencivicdata_event e ON e.id = n.database_id
                  JOIN opencivicdata_eventparticipant part
                    ON part.event_id = e.id AND part.name = n.row_name AND part.entity_type = n.row_type
                   AND part.note = n.row_detail
                 WHERE n.place = 'participant' AND part.organization_id IS NULL
                 UNION ALL
                SELECT n.*, part.id, e.jurisdiction_id
                  FROM note n
                  JOIN opencivicdata_event e ON e.id = n.database_id
                  JOIN opencivicdata_eventagendaitem i ON i.event_id = e.id
                  JOIN opencivicdata_eventrelatedentity part
                    ON part.agenda_item_id = i.id AND part.name = n.row_name AND part.entity_type = n.row_type
                   AND i."order" || ' ' || part.note = n.row_detail
                 WHERE n.place = 'agenda entity' AND part.organization_id IS NULL
            )
            SELECT place, row_id, database_id, jurisdiction_id, sought, scheme, wanted, chamber,
                   id AS note, number = 0 AS shared
              FROM nothing
             WHERE jurisdiction_id = ANY (?)
             ORDER BY note, row_id
            """;

    /// Links what can be found in these jurisdictions, where nobody else works.
    ///
    /// @param organizations theirs, as they stand now
    public static Linked link(
            Connection connection,
            OffsetDateTime now,
            Collection<String> jurisdictionIds,
            Organizations organizations)
            throws SQLException {
        var late = new LateOrganizations(connection, now, organizations);
        try (var statement = connection.prepareStatement(ROWS)) {
            statement.setFetchSize(ROWS_AT_ONCE);
            TextColumns.bind(statement, 1, jurisdictionIds);
            try (var rows = statement.executeQuery()) {
                var links = new ArrayList<Link>();
                while (rows.next()) {
                    late.find(row(rows)).ifPresent(links::add);
                    if (links.size() == ROWS_AT_ONCE) {
                        late.write(links);
                        links.clear();
                    }
                }
                late.write(links);
            }
        }
        return new Linked(late.linked, late.jurisdictionsById);
    }

    private Optional<Link> find(Row row) {
        return organizations
                .find(row.jurisdictionId(), row.wanted())
                .filter(_ -> isFree(row))
                .map(id -> new Link(row, id));
    }

    /// Of rows that look alike and mean different organizations, each note takes one.
    private boolean isFree(Row row) {
        return row.shared()
                || !taken.contains(row.id()) && taken.add(row.note()) && taken.add(row.id());
    }

    private static final String LINK =
            """
            WITH found AS (
                SELECT place, id::uuid AS id, organization_id
                  FROM unnest(?, ?, ?) AS given (place, id, organization_id)
            ), sponsor AS (
                UPDATE opencivicdata_billsponsorship part
                   SET organization_id = f.organization_id
                  FROM found f
                 WHERE f.place = 'sponsor' AND part.id = f.id
             RETURNING part.bill_id
            ), action_entity AS (
                UPDATE opencivicdata_billactionrelatedentity part
                   SET organization_id = f.organization_id
                  FROM found f, opencivicdata_billaction a
                 WHERE f.place = 'action entity' AND part.id = f.id AND a.id = part.action_id
             RETURNING a.bill_id
            ), participant AS (
                UPDATE opencivicdata_eventparticipant part
                   SET organization_id = f.organization_id
                  FROM found f
                 WHERE f.place = 'participant' AND part.id = f.id
             RETURNING part.event_id
            ), agenda_entity AS (
                UPDATE opencivicdata_eventrelatedentity part
                   SET organization_id = f.organization_id
                  FROM found f, opencivicdata_eventagendaitem i
                 WHERE f.place = 'agenda entity' AND part.id = f.id AND i.id = part.agenda_item_id
             RETURNING i.event_id
            ), bill AS (
                UPDATE opencivicdata_bill SET updated_at = ?
                 WHERE id IN (TABLE sponsor UNION TABLE action_entity)
            )
            UPDATE opencivicdata_event SET updated_at = ?
             WHERE id IN (TABLE participant UNION TABLE agenda_entity)
            """;

    private void write(List<Link> links) throws SQLException {
        if (links.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(LINK)) {
            TextColumns.bind(
                    statement,
                    1,
                    links,
                    link -> link.row().place(),
                    link -> link.row().id(),
                    Link::organizationId);
            statement.setObject(4, now);
            statement.setObject(5, now);
            statement.executeUpdate();
        }
        var notes = new HashSet<Long>();
        for (var link : links) {
            notes.add(link.row().note());
            jurisdictionsById.put(link.row().databaseId(), link.row().jurisdictionId());
        }
        new UnmatchedPeople(connection).forget(notes);
        linked += links.size();
    }

    private static Row row(ResultSet rows) throws SQLException {
        return new Row(
                rows.getString("place"),
                rows.getString("row_id"),
                rows.getString("database_id"),
                rows.getString("jurisdiction_id"),
                wanted(rows),
                rows.getLong("note"),
                rows.getBoolean("shared"));
    }

    private static Reference wanted(ResultSet rows) throws SQLException {
        if (rows.getString("sought").equals(Sought.SCRAPED_ORGANIZATION.word())) {
            return new Reference.Scraped(rows.getString("wanted"));
        }
        var known = new HashMap<String, String>();
        known.put("classification", rows.getString("scheme"));
        known.put("name", rows.getString("wanted"));
        known.put("chamber", rows.getString("chamber"));
        known.values().removeIf(String::isEmpty);
        return new Reference.Described(rows.getString("wanted"), known);
    }
}
