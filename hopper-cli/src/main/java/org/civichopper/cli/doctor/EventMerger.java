package org.civichopper.cli.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.civichopper.database.TextColumns;

/// Events that stand twice: the others than the one that the import takes are marked as deleted, as
/// any event is that is gone.
final class EventMerger {

    private final Connection connection;
    private final OffsetDateTime now;

    EventMerger(Connection connection, OffsetDateTime now) {
        this.connection = connection;
        this.now = now;
    }

    private static final String DELETED =
            """
            UPDATE opencivicdata_event
               SET deleted = true, updated_at = ?
             WHERE id = ANY (?)
            """;

    void merge(List<Doubled> events) throws SQLException {
        var keepers = new HashMap<String, String>();
        events.forEach(event -> event.others().forEach(id -> keepers.put(id, event.taken())));
        if (keepers.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(DELETED)) {
            statement.setObject(1, now);
            TextColumns.bind(statement, 2, keepers.keySet());
            statement.executeUpdate();
        }
        new MovedLedger(connection).move(keepers, Map.of());
    }
}
