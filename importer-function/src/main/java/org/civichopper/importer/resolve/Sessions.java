package org.civichopper.importer.resolve;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.civichopper.database.TextColumns;

/// The legislative sessions of the batch's jurisdictions.
public final class Sessions {

    private record Key(String jurisdictionId, String identifier) {}

    private static final int DAY_LENGTH = 10;
    private static final Comparator<Session> BEGAN_LAST =
            Comparator.comparing(Session::startDate).thenComparing(Session::identifier);

    private final Map<Key, Session> sessions;

    private Sessions(Map<Key, Session> sessions) {
        this.sessions = sessions;
    }

    private static final String READ =
            """
            SELECT id, jurisdiction_id, identifier, start_date, end_date
              FROM opencivicdata_legislativesession
             WHERE jurisdiction_id = ANY (?)
             ORDER BY id
            """;

    public static Sessions load(Connection connection, Collection<String> jurisdictionIds)
            throws SQLException {
        var sessions = new HashMap<Key, Session>();
        try (var statement = connection.prepareStatement(READ)) {
            TextColumns.bind(statement, 1, jurisdictionIds);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var session =
                            new Session(
                                    rows.getString("id"),
                                    rows.getString("jurisdiction_id"),
                                    rows.getString("identifier"),
                                    rows.getString("start_date"),
                                    rows.getString("end_date"));
                    var key = new Key(session.jurisdictionId(), session.identifier());
                    sessions.putIfAbsent(key, session);
                }
            }
        }
        return new Sessions(sessions);
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
