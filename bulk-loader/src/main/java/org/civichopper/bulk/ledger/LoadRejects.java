package org.civichopper.bulk.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The table `hopper.load_reject`. Nothing here commits.
public final class LoadRejects {

    private final Connection connection;

    public LoadRejects(Connection connection) {
        this.connection = connection;
    }

    private static final String ADD =
            """
            INSERT INTO hopper.load_reject (run_id, slice_id, place, key, expected, found, raw)
            VALUES (?, ?, ?, nullif(?, ''), ?, ?, ?)
            """;

    public void add(LoadSlice slice, List<Reject> rejects) throws SQLException {
        if (rejects.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(ADD)) {
            for (var reject : rejects) {
                statement.setLong(1, slice.run());
                statement.setString(2, slice.id());
                statement.setString(3, reject.place());
                statement.setString(4, reject.key());
                statement.setString(5, reject.expected());
                statement.setString(6, reject.found());
                statement.setString(7, reject.raw());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static final String DROP =
            "DELETE FROM hopper.load_reject WHERE run_id = ? AND slice_id = ?";

    /// The slice begins anew.
    public void drop(LoadSlice slice) throws SQLException {
        try (var statement = connection.prepareStatement(DROP)) {
            statement.setLong(1, slice.run());
            statement.setString(2, slice.id());
            statement.executeUpdate();
        }
    }

    private static final String MOVE =
            """
            UPDATE hopper.load_reject
               SET place = ? || (substr(place, length(?) + 1)::bigint + ?)
             WHERE run_id = ?
               AND slice_id = ?
               AND starts_with(place, ?)
            """;

    /// Gives rejects of a slice a place in the whole file, once it is known where the slice begins
    /// there.
    ///
    /// @param from what their places begin with now, before the offset in the slice
    /// @param to what they begin with then, before the offset in the file
    /// @param begin of the slice in the file
    public void move(LoadSlice slice, String from, String to, long begin) throws SQLException {
        try (var statement = connection.prepareStatement(MOVE)) {
            statement.setString(1, to);
            statement.setString(2, from);
            statement.setLong(3, begin);
            statement.setLong(4, slice.run());
            statement.setString(5, slice.id());
            statement.setString(6, from);
            statement.executeUpdate();
        }
    }

    private static final String OF_RUN =
            """
            SELECT slice_id, place, coalesce(key, '') AS key, expected, found, raw
              FROM hopper.load_reject
             WHERE run_id = ?
             ORDER BY reject_id
             LIMIT ?
            """;

    /// A reject with the slice that it came in.
    public record OfSlice(String slice, Reject reject) {}

    public List<OfSlice> of(long run, int most) throws SQLException {
        try (var statement = connection.prepareStatement(OF_RUN)) {
            statement.setLong(1, run);
            statement.setInt(2, most);
            try (var rows = statement.executeQuery()) {
                var rejects = new ArrayList<OfSlice>();
                while (rows.next()) {
                    rejects.add(
                            new OfSlice(
                                    rows.getString("slice_id"),
                                    new Reject(
                                            rows.getString("place"),
                                            rows.getString("key"),
                                            rows.getString("expected"),
                                            rows.getString("found"),
                                            rows.getString("raw"))));
                }
                return rejects;
            }
        }
    }
}
