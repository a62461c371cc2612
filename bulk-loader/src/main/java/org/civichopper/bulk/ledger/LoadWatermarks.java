package org.civichopper.bulk.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/// The table `hopper.load_watermark`: up to where each part of a data set has been taken, in one
/// schema. Nothing here commits.
///
/// @param scope the schema that the rows went to
public record LoadWatermarks(Connection connection, String dataset, String scope) {

    private static final String ALL =
            "SELECT key, value FROM hopper.load_watermark WHERE dataset = ? AND scope = ?";

    public Map<String, String> all() throws SQLException {
        try (var statement = connection.prepareStatement(ALL)) {
            statement.setString(1, dataset);
            statement.setString(2, scope);
            try (var rows = statement.executeQuery()) {
                var values = new TreeMap<String, String>();
                while (rows.next()) {
                    values.put(rows.getString("key"), rows.getString("value"));
                }
                return values;
            }
        }
    }

    // Values of one key are written in one form, whose order as bytes is theirs.
    private static final String MOVE =
            """
            INSERT INTO hopper.load_watermark AS w (dataset, scope, key, value, run_id)
            VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (dataset, scope, key) DO UPDATE
               SET value = excluded.value, run_id = excluded.run_id, moved_at = clock_timestamp()
             WHERE w.value COLLATE "C" < excluded.value COLLATE "C"
            """;

    /// Never back. To be committed with the rows up to there.
    public void move(Map<String, String> values, long run) throws SQLException {
        try (var statement = connection.prepareStatement(MOVE)) {
            for (var value : values.entrySet()) {
                statement.setString(1, dataset);
                statement.setString(2, scope);
                statement.setString(3, value.getKey());
                statement.setString(4, value.getValue());
                statement.setLong(5, run);
                statement.executeUpdate();
            }
        }
    }

    private static final String DROP =
            "DELETE FROM hopper.load_watermark WHERE dataset = ? AND scope = ?";

    /// Puts back what stood, whatever stands now.
    public void putBack(Map<String, String> values, long run) throws SQLException {
        try (var statement = connection.prepareStatement(DROP)) {
            statement.setString(1, dataset);
            statement.setString(2, scope);
            statement.executeUpdate();
        }
        move(values, run);
    }
}
