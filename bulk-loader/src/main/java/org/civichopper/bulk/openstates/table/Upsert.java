package org.civichopper.bulk.openstates.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.regex.Pattern;

/// Runs a statement that writes rows and returns of each that it wrote whether it was new.
final class Upsert {

    private Upsert() {}

    /// @param handed how many records the statement was given
    static Written run(PreparedStatement statement, long handed) throws SQLException {
        try (var rows = statement.executeQuery()) {
            var inserted = 0;
            var updated = 0;
            while (rows.next()) {
                if (rows.getBoolean(1)) {
                    inserted++;
                } else {
                    updated++;
                }
            }
            return new Written(inserted, updated, handed - inserted - updated, 0);
        }
    }

    // As JSON writes a NUL, which no text of Postgres holds; what follows a backslash that is one
    // is no NUL.
    private static final Pattern NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    /// A list of rows as one parameter.
    static String json(Collection<ObjectNode> rows) {
        var text = new StringBuilder("[");
        for (var row : rows) {
            text.append(text.length() > 1 ? "," : "").append(row);
        }
        return storable(text.append(']').toString());
    }

    /// The same JSON without a NUL.
    static String storable(String json) {
        return json.contains("\\u0000") ? NUL.matcher(json).replaceAll("$1\ufffd") : json;
    }
}
