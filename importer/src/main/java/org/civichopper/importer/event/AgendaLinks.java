package org.civichopper.importer.event;

import static java.util.stream.Collectors.toMap;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.civichopper.database.TextColumns;
import org.civichopper.database.ledger.Awaited;
import org.civichopper.importer.event.Agendas.Asked;
import org.civichopper.model.document.Kind;

/// Links agendas to the bills and votes that they name and that come later.
public final class AgendaLinks {

    /// An entity of an event's agenda that waits for something.
    public record Waiting(String eventId, String entityId, Asked asked) {}

    private record Link(String entityId, Kind kind, String target) {}

    private final Connection connection;
    private final OffsetDateTime now;

    public AgendaLinks(Connection connection, OffsetDateTime now) {
        this.connection = connection;
        this.now = now;
    }

    // Entities that look alike are numbered: which of them waits for what makes no difference.
    private static final String WAIT =
            """
            WITH entity AS (
                SELECT r.id, i.event_id, i."order", r.name, r.entity_type, r.note,
                       row_number() OVER (
                           PARTITION BY i.event_id, i."order", r.name, r.entity_type, r.note,
                                        num_nonnulls(r.person_id, r.organization_id, r.bill_id, r.vote_event_id) = 0
                               ORDER BY r.id) AS number,
                       num_nonnulls(r.person_id, r.organization_id, r.bill_id, r.vote_event_id) = 0 AS unlinked
                  FROM opencivicdata_eventagendaitem i
                  JOIN opencivicdata_eventrelatedentity r ON r.agenda_item_id = i.id
                 WHERE i.event_id = ANY (?)
            ), waiting AS (
                SELECT event_id, item::integer, name, entity_type, note, token,
                       row_number() OVER (
                           PARTITION BY event_id, item, name, entity_type, note
                               ORDER BY token) AS number
                  FROM unnest(?, ?, ?, ?, ?, ?)
                       AS given (event_id, item, name, entity_type, note, token)
            ), wanted AS (
                SELECT entity.id, waiting.token
                  FROM waiting
                  JOIN entity
                    ON entity.event_id = waiting.event_id
                   AND entity."order" = waiting.item
                   AND entity.name = waiting.name
                   AND entity.entity_type = waiting.entity_type
                   AND entity.note = waiting.note
                   AND entity.number = waiting.number
                 WHERE entity.unlinked
            ), gone AS (
                DELETE FROM hopper.waiting_link w
                 USING entity
                 WHERE w.related_entity_id = entity.id
                   AND NOT EXISTS (SELECT FROM wanted WHERE wanted.id = entity.id)
            )
            INSERT INTO hopper.waiting_link AS w (related_entity_id, token)
            SELECT id, token FROM wanted
                ON CONFLICT (related_entity_id) DO UPDATE SET token = excluded.token
             WHERE w.token <> excluded.token
            """;

    /// Remembers what each of these agendas still waits for.
    ///
    /// @param events that give their agenda, by the id of their row
    public void await(Map<String, PlacedEvent> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        var waiting =
                events.entrySet().stream()
                        .flatMap(e -> WaitingEntity.of(e.getKey(), e.getValue()).stream())
                        .toList();
        try (var statement = connection.prepareStatement(WAIT)) {
            TextColumns.bind(statement, 1, events.keySet());
            TextColumns.bind(
                    statement,
                    2,
                    waiting,
                    WaitingEntity::eventId,
                    entity -> Integer.toString(entity.item()),
                    WaitingEntity::name,
                    WaitingEntity::type,
                    WaitingEntity::note,
                    entity -> entity.reference().awaited().token());
            statement.executeUpdate();
        }
    }

    private static final String ON_AGENDAS =
            """
            SELECT r.id, v.identifier
              FROM opencivicdata_eventrelatedentity r
              JOIN opencivicdata_voteevent v ON v.id = r.vote_event_id
             WHERE v.id = ANY (?)
            """;

    private static final String WAIT_AGAIN =
            """
            WITH agenda AS (
                SELECT i.event_id
                  FROM opencivicdata_eventrelatedentity r
                  JOIN opencivicdata_eventagendaitem i ON i.id = r.agenda_item_id
                 WHERE r.id = ANY (?::uuid[])
            ), touched AS (
                UPDATE opencivicdata_event
                   SET updated_at = ?
                 WHERE id IN (SELECT event_id FROM agenda)
            )
            INSERT INTO hopper.waiting_link (related_entity_id, token)
            SELECT id::uuid, token
              FROM unnest(?, ?) AS given (id, token)
                ON CONFLICT (related_entity_id) DO UPDATE SET token = excluded.token
            """;

    /// Lets agendas wait for votes that are about to go, in case they come back. The events change
    /// with their links, and the ledger is left behind, so that their next import looks for another
    /// vote.
    public void awaitAgain(String jurisdictionId, Collection<String> voteIds) throws SQLException {
        var tokens = new LinkedHashMap<String, String>();
        try (var statement = connection.prepareStatement(ON_AGENDAS)) {
            TextColumns.bind(statement, 1, voteIds);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var vote = AgendaReference.toVote(jurisdictionId, rows.getString(2));
                    tokens.put(rows.getString(1), vote.awaited().token());
                }
            }
        }
        try (var statement = connection.prepareStatement(WAIT_AGAIN)) {
            TextColumns.bind(statement, 1, tokens.keySet());
            statement.setObject(2, now);
            TextColumns.bind(
                    statement, 3, tokens.entrySet(), Map.Entry::getKey, Map.Entry::getValue);
            statement.executeUpdate();
        }
    }

    private static final String FORGET =
            """
            DELETE FROM hopper.waiting_link
             WHERE waits_since < clock_timestamp() - make_interval(secs => ?)
            """;

    /// Forgets links that have waited longer than that. Their events stand as they are.
    public static void forget(Connection connection, Duration longest) throws SQLException {
        try (var statement = connection.prepareStatement(FORGET)) {
            statement.setDouble(1, longest.toSeconds());
            statement.executeUpdate();
        }
    }

    // Locked in one order for everybody, and before any event is written: batches that bring other
    // bills link the same agendas.
    private static final String WAITING =
            """
            SELECT e.id, w.related_entity_id, w.token, e.start_date
              FROM hopper.waiting_link w
              JOIN opencivicdata_eventrelatedentity r ON r.id = w.related_entity_id
              JOIN opencivicdata_eventagendaitem i ON i.id = r.agenda_item_id
              JOIN opencivicdata_event e ON e.id = i.event_id
             WHERE w.token = ANY (?)
             ORDER BY e.id
               FOR NO KEY UPDATE OF e
            """;

    /// What waits for any of these, in events that are nobody else's from here on.
    ///
    /// @param arrived how agendas may name the bills and votes of this batch
    public List<Waiting> waitingFor(Collection<AgendaReference> arrived) throws SQLException {
        if (arrived.isEmpty()) {
            return List.of();
        }
        var byToken =
                arrived.stream()
                        .distinct()
                        .collect(toMap(reference -> reference.awaited().token(), r -> r));
        var waiting = new ArrayList<Waiting>();
        try (var statement = connection.prepareStatement(WAITING)) {
            TextColumns.bind(
                    statement,
                    1,
                    arrived.stream().map(AgendaReference::awaited).map(Awaited::token).toList());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var reference = byToken.get(rows.getString(3));
                    waiting.add(
                            new Waiting(
                                    rows.getString(1),
                                    rows.getString(2),
                                    new Asked(reference, rows.getString(4))));
                }
            }
        }
        return waiting;
    }

    /// Links what waited, where now it stands.
    ///
    /// @param agendas what was asked for, all that waits among it
    /// @return the jurisdictions of the events that changed
    public Set<String> link(List<Waiting> waiting, Agendas agendas) throws SQLException {
        var links = new ArrayList<Link>();
        for (var entity : waiting) {
            var kind = entity.asked().reference().kind();
            agendas.find(entity.asked())
                    .map(id -> new Link(entity.entityId(), kind, id))
                    .ifPresent(links::add);
        }
        return links.isEmpty() ? Set.of() : write(links);
    }

    // The ledger moves along for events of which nothing else changed.
    private static final String LINK =
            """
            WITH linked AS (
                UPDATE opencivicdata_eventrelatedentity r
                   SET bill_id = found.bill_id, vote_event_id = found.vote_event_id
                  FROM unnest(?, ?, ?) AS found (id, bill_id, vote_event_id)
                 WHERE r.id = found.id::uuid
             RETURNING r.id, r.agenda_item_id
            ), done AS (
                DELETE FROM hopper.waiting_link w
                 USING linked
                 WHERE w.related_entity_id = linked.id
            ), concerned AS (
                SELECT id, updated_at
                  FROM opencivicdata_event
                 WHERE id IN (SELECT i.event_id
                                FROM linked
                                JOIN opencivicdata_eventagendaitem i ON i.id = linked.agenda_item_id)
            ), ledger AS (
                UPDATE hopper.sighting
                   SET row_updated_at = ?
                  FROM concerned
                  JOIN hopper.document d ON d.database_id = concerned.id
                 WHERE document_id = d.id
                   AND row_updated_at = concerned.updated_at
            )
            UPDATE opencivicdata_event e
               SET updated_at = ?
              FROM concerned
             WHERE e.id = concerned.id
            RETURNING e.jurisdiction_id
            """;

    private Set<String> write(List<Link> links) throws SQLException {
        var jurisdictionIds = new HashSet<String>();
        try (var statement = connection.prepareStatement(LINK)) {
            TextColumns.bind(
                    statement,
                    1,
                    links,
                    Link::entityId,
                    link -> link.kind() == Kind.BILL ? link.target() : null,
                    link -> link.kind() == Kind.VOTE_EVENT ? link.target() : null);
            statement.setObject(4, now);
            statement.setObject(5, now);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    jurisdictionIds.add(rows.getString(1));
                }
            }
        }
        return jurisdictionIds;
    }
}
