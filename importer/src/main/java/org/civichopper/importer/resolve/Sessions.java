package org.civichopper.importer.resolve;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civichopper.database.TextColumns;

/// The legislative sessions of the batch's jurisdictions.
public final class Sessions {

    public static final Sessions NONE = new Sessions(Map.of());

    private record Key(String jurisdictionId, String identifier) {}

    private static final int DAY_LENGTH = 10;
    private static final Comparator<Session> BEGAN_LAST =
            Comparator.comparing(Session::startDate).thenComparing(Session::identifier);

    private final Map<Key, Session> sessions;

    private Sessions(Map<Key, Session> sessions) {
        this.sessions = sessions;
    }

    // Of several rows under one identifier the one that the ledger knows bills of, then the one
    // with
    // most bills; only then the bills are looked at.
    private static final String READ =
            """
            WITH standing AS (
                SELECT id, jurisdiction_id, identifier, start_date, end_date,
                       count(*) OVER (PARTITION BY jurisdiction_id, identifier) > 1 AS several
                  FROM opencivicdata_legislativesession
                 WHERE jurisdiction_id = ANY (?)
            ), weighed AS (
                SELECT standing.*,
                       CASE WHEN several
                            THEN (SELECT count(*) FROM opencivicdata_bill WHERE legislative_session_id = standing.id)
                       END AS bills,
                       CASE WHEN several
                            THEN EXISTS (SELECT
                                           FROM opencivicdata_bill b
                                           JOIN hopper.document d ON d.database_id = b.id
                                          WHERE b.legislative_session_id = standing.id)
                       END AS known
                  FROM standing
            )
            SELECT jurisdiction_id, identifier,
                   array_agg(id::text ORDER BY known DESC, bills DESC, id) AS ids,
                   array_agg(start_date ORDER BY known DESC, bills DESC, id) AS start_dates,
                   array_agg(end_date ORDER BY known DESC, bills DESC, id) AS end_dates
              FROM weighed
             GROUP BY jurisdiction_id, identifier
            """;

    public static Sessions load(Connection connection, Collection<String> jurisdictionIds)
            throws SQLException {
        var sessions = new HashMap<Key, Session>();
        try (var statement = connection.prepareStatement(READ)) {
            TextColumns.bind(statement, 1, jurisdictionIds);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var ids = List.of((String[]) rows.getArray("ids").getArray());
                    var session =
                            new Session(
                                    ids.getFirst(),
                                    rows.getString("jurisdiction_id"),
                                    rows.getString("identifier"),
                                    ((String[]) rows.getArray("start_dates").getArray())[0],
                                    ((String[]) rows.getArray("end_dates").getArray())[0],
                                    ids);
                    sessions.put(new Key(session.jurisdictionId(), session.identifier()), session);
                }
            }
        }
        return new Sessions(sessions);
    }

    /// Those of whose identifier the tables hold several rows.
    public List<Session> standingTwice() {
        return sessions.values().stream()
                .filter(session -> session.standing().size() > 1)
                .sorted(
                        Comparator.comparing(Session::jurisdictionId)
                                .thenComparing(Session::identifier))
                .toList();
    }

    public Optional<Session> find(String jurisdictionId, String identifier) {
        return Optional.ofNullable(sessions.get(new Key(jurisdictionId, identifier)));
    }

    /// The session in which something on that day is: the only one that contains it, else the one
    /// that began last.
    public Optional<Session> on(String jurisdictionId, String date) {
        var all =
                sessions.values().stream()
                        .filter(session -> session.jurisdictionId().equals(jurisdictionId))
                        .toList();
        var day = date.substring(0, Math.min(DAY_LENGTH, date.length()));
        var containing = all.stream().filter(session -> session.contains(day)).limit(2).toList();
        return isDay(day) && containing.size() == 1
                ? Optional.of(containing.getFirst())
                : all.stream().max(BEGAN_LAST);
    }

    private static boolean isDay(String text) {
        try {
            LocalDate.parse(text);
            return text.length() == DAY_LENGTH;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
