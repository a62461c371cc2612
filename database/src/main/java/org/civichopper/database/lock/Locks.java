package org.civichopper.database.lock;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.civichopper.model.document.Sha256;

/// Advisory locks on natural keys, for the tables have no unique keys on what identifies a bill, a
/// vote or an event. They end with the transaction.
///
/// Whoever takes more than one takes them in the same order: jurisdictions, then bills, then votes,
/// events and locations, within each by the locked number.
public final class Locks {

    public enum Mode {
        SHARED,
        EXCLUSIVE
    }

    private final Connection connection;

    public Locks(Connection connection) {
        this.connection = connection;
    }

    /// What whoever works in a jurisdiction locks first.
    public static String ofJurisdiction(String id) {
        return "jurisdiction " + id;
    }

    // unnest gives its elements in order, so they are locked in order.
    private static final String LOCK =
            """
            SELECT CASE WHEN exclusive THEN pg_advisory_xact_lock(number)
                        ELSE pg_advisory_xact_lock_shared(number) END
              FROM unnest(?, ?) AS wanted (number, exclusive)
            """;

    /// Waits until nobody else works on a jurisdiction.
    public void takeAlone(String jurisdictionId) throws SQLException {
        take(Map.of(ofJurisdiction(jurisdictionId), Mode.EXCLUSIVE));
    }

    /// Waits for each of these names in its mode.
    ///
    /// @param classes of names, one after the other
    @SafeVarargs
    public final void take(Map<String, Mode>... classes) throws SQLException {
        var numbers = new ArrayList<Long>();
        var exclusive = new ArrayList<Boolean>();
        for (var names : classes) {
            var sorted = new TreeMap<Long, Boolean>();
            names.forEach((name, mode) ->
                    sorted.merge(number(name), mode == Mode.EXCLUSIVE, Boolean::logicalOr));
            numbers.addAll(sorted.keySet());
            exclusive.addAll(sorted.values());
        }
        if (numbers.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(LOCK)) {
            statement.setArray(1, connection.createArrayOf("int8", numbers.toArray()));
            statement.setArray(2, connection.createArrayOf("bool", exclusive.toArray()));
            statement.execute();
        }
    }

    private static long number(String name) {
        return ByteBuffer.wrap(Sha256.of(name.getBytes(StandardCharsets.UTF_8))).getLong();
    }
}
