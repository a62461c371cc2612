package org.civichopper.cli.runs;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.civichopper.database.TextColumns;
import org.civichopper.importer.scrape.UnconfirmedRetirement.Proposed;

/// Rows that would go, each in a line by which a person knows it.
final class RetiringRows {

    private RetiringRows() {}

    private static final String READ =
            """
            SELECT concat_ws('  ', id, start_date, bill, name)
              FROM (SELECT id, start_date, NULL AS bill, name
                      FROM opencivicdata_event
                     WHERE id = ANY (?)
                     UNION ALL
                    SELECT v.id, v.start_date, b.identifier, v.motion_text
                      FROM opencivicdata_voteevent v
                      LEFT JOIN opencivicdata_bill b ON b.id = v.bill_id
                     WHERE v.id = ANY (?)) AS going
             ORDER BY start_date DESC, id
             LIMIT ?
            """;

    static List<String> read(Connection connection, Proposed proposed, int most)
            throws SQLException {
        var rows = new ArrayList<String>();
        try (var statement = connection.prepareStatement(READ)) {
            TextColumns.bind(statement, 1, proposed.ids());
            TextColumns.bind(statement, 2, proposed.ids());
            statement.setInt(3, most);
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(found.getString(1));
                }
            }
        }
        return rows;
    }
}
