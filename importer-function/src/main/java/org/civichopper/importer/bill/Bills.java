package org.civichopper.importer.bill;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.civichopper.database.TextColumns;

/// The bills that stand under the keys that a batch asked for.
public final class Bills {

    /// @param chamber the classification of the organization it comes from
    private record Bill(String id, String chamber) {}

    private final Map<BillKey, List<Bill>> bills;

    private Bills(Map<BillKey, List<Bill>> bills) {
        this.bills = bills;
    }

    // Older importers may have left two bills under one key: the one that has stood longest counts.
    // No index begins with session and identifier, so that a session's bills are read once and
    // looked up in the array, and not once for each key. Keys that mix sessions find a few more.
    private static final String READ =
            """
            SELECT s.jurisdiction_id, s.identifier, b.identifier, b.id, o.classification
              FROM opencivicdata_legislativesession s
              JOIN opencivicdata_bill b ON b.legislative_session_id = s.id
              LEFT JOIN opencivicdata_organization o ON o.id = b.from_organization_id
             WHERE s.jurisdiction_id = ANY (?)
               AND s.identifier = ANY (?)
               AND b.identifier = ANY (?)
             ORDER BY b.created_at, b.id
            """;

    public static Bills load(Connection connection, Collection<BillKey> keys) throws SQLException {
        var bills = new HashMap<BillKey, List<Bill>>();
        if (keys.isEmpty()) {
            return new Bills(bills);
        }
        try (var statement = connection.prepareStatement(READ)) {
            bind(statement, 1, keys, BillKey::jurisdictionId);
            bind(statement, 2, keys, BillKey::session);
            bind(statement, 3, keys, BillKey::identifier);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var key = new BillKey(rows.getString(1), rows.getString(2), rows.getString(3));
                    bills.computeIfAbsent(key, _ -> new ArrayList<>())
                            .add(new Bill(rows.getString(4), rows.getString(5)));
                }
            }
        }
        return new Bills(bills);
    }

    private static void bind(
            PreparedStatement statement,
            int index,
            Collection<BillKey> keys,
            Function<BillKey, String> part)
            throws SQLException {
        TextColumns.bind(statement, index, keys.stream().map(part).distinct().toList());
    }

    /// The id of the bill under a key.
    public Optional<String> find(BillKey key) {
        return find(key, Optional.empty());
    }

    /// The id of the bill under a key.
    ///
    /// @param chamber which of several it is; a bill of another chamber, or of none, is found where
    ///   no other stands
    public Optional<String> find(BillKey key, Optional<String> chamber) {
        var standing = bills.getOrDefault(key, List.of());
        return chamber.flatMap(wanted ->
                        standing.stream().filter(bill -> wanted.equals(bill.chamber())).findFirst())
                .or(() -> standing.stream().findFirst())
                .map(Bill::id);
    }
}
