package org.civichopper.importer.event;

import static java.util.stream.Collectors.toMap;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.civichopper.database.TextColumns;
import org.civichopper.database.ledger.ScrapedIds;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.bill.BillKey;
import org.civichopper.importer.bill.Bills;
import org.civichopper.importer.event.AgendaReference.ById;
import org.civichopper.importer.event.AgendaReference.ByIdentifier;
import org.civichopper.importer.resolve.Session;
import org.civichopper.importer.resolve.Sessions;
import org.civichopper.model.document.EventDocument;
import org.civichopper.model.document.Kind;

/// The bills and votes that a batch's agendas name and that stand. An identifier is a bill's only
/// together with the event's date, which tells the session.
public final class Agendas {

    /// @param date of the event
    record Asked(AgendaReference reference, String date) {}

    private final Sessions sessions;
    private final Map<Kind, Map<String, String>> byId;
    private final Bills bills;
    private final Map<ByIdentifier, String> votes;

    private Agendas(
            Sessions sessions,
            Map<Kind, Map<String, String>> byId,
            Bills bills,
            Map<ByIdentifier, String> votes) {
        this.sessions = sessions;
        this.byId = byId;
        this.bills = bills;
        this.votes = votes;
    }

    /// Asks for everything on the agendas of a batch at once. Call it after the batch's own bills
    /// and votes are written.
    public static Agendas load(
            Connection connection, Sessions sessions, Collection<Arrival> arrivals)
            throws SQLException {
        var asked = new HashSet<Asked>();
        for (var arrival : arrivals) {
            if (arrival.document() instanceof EventDocument event) {
                AgendaReference.on(arrival.jurisdictionId(), event)
                        .forEach(r -> asked.add(new Asked(r, event.startDate())));
            }
        }
        return of(connection, sessions, asked);
    }

    static Agendas of(Connection connection, Sessions sessions, Set<Asked> asked)
            throws SQLException {
        var ids = new HashMap<Kind, Set<String>>();
        var billKeys = new HashSet<BillKey>();
        var votes = new HashSet<ByIdentifier>();
        for (var each : asked) {
            switch (each.reference()) {
                case ById(var kind, var id) ->
                        ids.computeIfAbsent(kind, _ -> new HashSet<>()).add(id);
                case ByIdentifier reference when reference.kind() == Kind.BILL ->
                        billKey(sessions, reference, each.date()).ifPresent(billKeys::add);
                case ByIdentifier reference -> votes.add(reference);
            }
        }
        var byId = new HashMap<Kind, Map<String, String>>();
        for (var entry : ids.entrySet()) {
            byId.put(
                    entry.getKey(),
                    new ScrapedIds(connection).read(entry.getKey(), entry.getValue()));
        }
        return new Agendas(
                sessions, byId, Bills.load(connection, billKeys), votes(connection, votes));
    }

    /// An event together with what its agenda names.
    public PlacedEvent place(Arrival arrival, EventDocument event) {
        var jurisdictionId = arrival.jurisdictionId();
        var found =
                AgendaReference.on(jurisdictionId, event).stream()
                        .distinct()
                        .flatMap(reference ->
                                find(new Asked(reference, event.startDate())).stream()
                                        .map(id -> Map.entry(reference, id)))
                        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new PlacedEvent(event, jurisdictionId, found);
    }

    Optional<String> find(Asked asked) {
        return switch (asked.reference()) {
            case ById(var kind, var id) ->
                    Optional.ofNullable(byId.getOrDefault(kind, Map.of()).get(id));
            case ByIdentifier reference when reference.kind() == Kind.BILL ->
                    billKey(sessions, reference, asked.date()).flatMap(bills::find);
            case ByIdentifier reference -> Optional.ofNullable(votes.get(reference));
        };
    }

    private static Optional<BillKey> billKey(
            Sessions sessions, ByIdentifier reference, String date) {
        return sessions.on(reference.jurisdictionId(), date)
                .map(Session::identifier)
                .map(session ->
                        new BillKey(reference.jurisdictionId(), session, reference.identifier()));
    }

    private static final String VOTES =
            """
            SELECT asked.jurisdiction_id, asked.identifier, min(v.id)
              FROM unnest(?, ?) AS asked (jurisdiction_id, identifier)
              JOIN opencivicdata_legislativesession s
                ON s.jurisdiction_id = asked.jurisdiction_id
              JOIN opencivicdata_voteevent v
                ON v.legislative_session_id = s.id
               AND v.identifier = asked.identifier
             GROUP BY asked.jurisdiction_id, asked.identifier
            HAVING count(*) = 1
            """;

    private static Map<ByIdentifier, String> votes(
            Connection connection, Collection<ByIdentifier> asked) throws SQLException {
        var found = new HashMap<ByIdentifier, String>();
        if (asked.isEmpty()) {
            return found;
        }
        try (var statement = connection.prepareStatement(VOTES)) {
            TextColumns.bind(
                    statement, 1, asked, ByIdentifier::jurisdictionId, ByIdentifier::identifier);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(
                            new ByIdentifier(Kind.VOTE_EVENT, rows.getString(1), rows.getString(2)),
                            rows.getString(3));
                }
            }
        }
        return found;
    }
}
