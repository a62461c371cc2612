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
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.bill.BillKey;
import org.civichopper.importer.bill.Bills;
import org.civichopper.importer.event.AgendaReference.ById;
import org.civichopper.importer.event.AgendaReference.ByIdentifier;
import org.civichopper.importer.resolve.KnownIds;
import org.civichopper.importer.resolve.Session;
import org.civichopper.importer.resolve.Sessions;
import org.civichopper.model.document.EventDocument;
import org.civichopper.model.document.Kind;

/// The bills and votes that a batch's agendas name and that stand. An identifier is a bill's only
/// together with the event's date, which tells the session.
public final class Agendas {

    /// @param date of the event
    public record Asked(AgendaReference reference, String date) {}

    private final Sessions sessions;
    private final KnownIds knownIds;
    private final Bills bills;
    private final Map<ByIdentifier, String> votes;

    private Agendas(
            Sessions sessions, KnownIds knownIds, Bills bills, Map<ByIdentifier, String> votes) {
        this.sessions = sessions;
        this.knownIds = knownIds;
        this.bills = bills;
        this.votes = votes;
    }

    /// Looks for the votes that are asked for. Call it after the batch's own votes are written.
    ///
    /// @param bills those under the [#billKeys] of what is asked for, the batch's own among them
    public static Agendas load(
            Connection connection,
            Sessions sessions,
            KnownIds knownIds,
            Bills bills,
            Set<Asked> asked)
            throws SQLException {
        var votes = new HashSet<ByIdentifier>();
        for (var each : asked) {
            if (each.reference() instanceof ByIdentifier reference
                    && reference.kind() == Kind.VOTE_EVENT) {
                votes.add(reference);
            }
        }
        return new Agendas(sessions, knownIds, bills, votes(connection, votes));
    }

    /// What the agendas of a batch name.
    public static Set<Asked> asked(Collection<Arrival> arrivals) {
        var asked = new HashSet<Asked>();
        for (var arrival : arrivals) {
            if (arrival.document() instanceof EventDocument event) {
                AgendaReference.on(arrival.jurisdictionId(), event)
                        .forEach(r -> asked.add(new Asked(r, event.startDate())));
            }
        }
        return asked;
    }

    /// The bills among what is asked for by identifier.
    public static Set<BillKey> billKeys(Sessions sessions, Set<Asked> asked) {
        var keys = new HashSet<BillKey>();
        for (var each : asked) {
            if (each.reference() instanceof ByIdentifier reference
                    && reference.kind() == Kind.BILL) {
                billKey(sessions, reference, each.date()).ifPresent(keys::add);
            }
        }
        return keys;
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
            case ById(var id) -> knownIds.find(id);
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
