package org.civichopper.importer.scrape;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What a complete scrape did not bring of one kind.
///
/// @param of what it was missed by, and lets it go
/// @param ids of the rows that would go
/// @param standing of how many; not counted where none would go
record Missing(Retirement of, List<String> ids, long standing) {

    /// @param statement that gives ids, and beside each how many stand
    static Missing read(Retirement of, PreparedStatement statement) throws SQLException {
        var ids = new ArrayList<String>();
        var standing = 0L;
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getString(1));
                standing = rows.getLong(2);
            }
        }
        return new Missing(of, ids, standing);
    }
}
