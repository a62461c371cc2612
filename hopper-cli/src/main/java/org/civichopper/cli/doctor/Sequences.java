package org.civichopper.cli.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The numbers that the ledger gives its rows. Logical replication and half a backup bring rows
/// without moving the sequences that numbered them, which then give numbers that are taken.
final class Sequences {

    /// A sequence that is behind its table.
    ///
    /// @param column that it numbers, as `hopper.document.id`
    /// @param last number that it gave; 0 for none
    /// @param highest number that the column holds
    record Behind(String column, String sequence, long last, long highest) {}

    private Sequences() {}

    private static final String BEHIND =
            """
            WITH numbered (name, sequence, highest) AS (
                SELECT 'hopper.document.id', pg_get_serial_sequence('hopper.document', 'id'), max(id)
                  FROM hopper.document
                 UNION ALL
                SELECT 'hopper.parked.id', pg_get_serial_sequence('hopper.parked', 'id'), max(id)
                  FROM hopper.parked
                 UNION ALL
                SELECT 'hopper.rejected.id', pg_get_serial_sequence('hopper.rejected', 'id'), max(id)
                  FROM hopper.rejected
                 UNION ALL
                SELECT 'hopper.failed.id', pg_get_serial_sequence('hopper.failed', 'id'), max(id)
                  FROM hopper.failed
                 UNION ALL
                SELECT 'hopper.unmatched_person.id', pg_get_serial_sequence('hopper.unmatched_person', 'id'), max(id)
                  FROM hopper.unmatched_person
                 UNION ALL
                SELECT 'hopper.batch.id', pg_get_serial_sequence('hopper.batch', 'id'), max(id)
                  FROM hopper.batch
                 UNION ALL
                SELECT 'hopper.batch.number', 'hopper.batch_number', max(number)
                  FROM hopper.batch
            )
            SELECT name, sequence, readable, last, highest
              FROM (SELECT numbered.*, readable,
                           CASE WHEN readable THEN coalesce(pg_sequence_last_value(sequence::regclass), 0) END AS last
                      FROM numbered
                     CROSS JOIN LATERAL has_sequence_privilege(sequence, 'USAGE, SELECT') AS readable) AS known
             WHERE highest > last
                OR NOT readable
            """;

    static List<Behind> behind(Connection connection) throws SQLException {
        return find(connection).behind();
    }

    /// @param unreadable sequences that only their owner may look at
    private record Found(List<Behind> behind, List<String> unreadable) {}

    private static Found find(Connection connection) throws SQLException {
        var found = new Found(new ArrayList<>(), new ArrayList<>());
        try (var statement = connection.prepareStatement(BEHIND);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                if (rows.getBoolean("readable")) {
                    found.behind()
                            .add(
                                    new Behind(
                                            rows.getString("name"),
                                            rows.getString("sequence"),
                                            rows.getLong("last"),
                                            rows.getLong("highest")));
                } else {
                    found.unreadable().add(rows.getString("sequence"));
                }
            }
        }
        return found;
    }

    static Outcome examine(Connection connection) throws SQLException {
        var found = find(connection);
        if (found.behind().isEmpty() && !found.unreadable().isEmpty()) {
            return new Outcome.Unchecked(
                    "these credentials may not read %s: ask as the owner"
                            .formatted(String.join(", ", found.unreadable())));
        }
        return Outcome.of(
                found.behind().stream()
                        .map(each ->
                                new Finding(
                                        each.column(),
                                        "a sequence that gives numbers above %,d"
                                                .formatted(each.highest()),
                                        "one that gave %,d last".formatted(each.last()),
                                        "hopper doctor --fix sequences --yes"))
                        .toList(),
                "the ledger's are not behind their tables");
    }

    private static final String CATCH_UP =
            """
            SELECT setval(?::regclass, ?)
            """;

    /// Lets each go on after the highest number that is there.
    ///
    /// @return those that were behind
    static List<Behind> catchUp(Connection connection) throws SQLException {
        var behind = behind(connection);
        try (var statement = connection.prepareStatement(CATCH_UP)) {
            for (var each : behind) {
                statement.setString(1, each.sequence());
                statement.setLong(2, each.highest());
                statement.execute();
            }
        }
        return behind;
    }
}
