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
import org.civichopper.importer.object.StandingRow;

/// The bills that stand under the keys that a batch asked for.
public final class Bills {

    /// @param chamber the classification of the organization it comes from
    private record Bill(StandingRow row, String chamber) {}

    private final Map<BillKey, List<Bill>> bills;

    private Bills(Map<BillKey, List<Bill>> bills) {
        this.bills = bills;
    }

    // Only where others left several bills under one key the ledger is asked which of them it
    // knows.
    // No index begins with session and identifier, so that a session's bills are read once and
    // looked up in the array, and not once for each key. Keys that mix sessions find a few more.
    private static final String READ =
            """
            WITH standing AS (
                SELECT b.id, s.jurisdiction_id, s.identifier AS session, b.identifier, b.updated_at,
                       o.classification AS chamber,
                       count(*) OVER (PARTITION BY s.jurisdiction_id, s.identifier, b.identifier) > 1 AS several
                  FROM opencivicdata_legislativesession s
                  JOIN opencivicdata_bill b ON b.legislative_session_id = s.id
                  LEFT JOIN opencivicdata_organization o ON o.id = b.from_organization_id
                 WHERE s.jurisdiction_id = ANY (?)
                   AND s.identifier = ANY (?)
                   AND b.identifier = ANY (?)
            )
            SELECT id, jurisdiction_id, session, identifier, chamber, known_as, seen_by
              FROM standing
              LEFT JOIN LATERAL hopper.known_row(standing.id) AS known ON several
             ORDER BY updated_at DESC, id
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
                    var key =
                            new BillKey(
                                    rows.getString("jurisdiction_id"),
                                    rows.getString("session"),
                                    rows.getString("identifier"));
                    bills.computeIfAbsent(key, _ -> new ArrayList<>())
                            .add(new Bill(StandingRow.read(rows, true), rows.getString("chamber")));
                }
            }
        }
        bills.replaceAll((key, rows) ->
                StandingRow.inOrder(rows, Bill::row, key.toLedgerKey().naturalKey()));
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

    /// The ids of all bills under a key, the one that is taken first.
    List<String> all(BillKey key) {
        return bills.getOrDefault(key, List.of()).stream().map(bill -> bill.row().id()).toList();
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
                .map(bill -> bill.row().id());
    }
}
