package org.civichopper.cli.explain;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.civichopper.database.row.RowReader;
import org.civichopper.database.row.Standing;
import org.civichopper.database.row.Table;
import org.civichopper.importer.bill.BillKind;
import org.civichopper.importer.event.EventKind;
import org.civichopper.importer.jurisdiction.JurisdictionKind;
import org.civichopper.importer.organization.OrganizationKind;
import org.civichopper.importer.vote.VoteKind;
import org.civichopper.model.document.Kind;

/// The rows that a thing has in the tables that its kind declares.
final class StandingRows {

    private StandingRows() {}

    static List<Life.Rows> of(Connection connection, Kind kind, String databaseId)
            throws SQLException {
        var table =
                switch (kind) {
                    case JURISDICTION -> new JurisdictionKind().table();
                    case ORGANIZATION -> new OrganizationKind().table();
                    case BILL -> new BillKind().table();
                    case VOTE_EVENT -> new VoteKind().table();
                    case EVENT -> new EventKind().table();
                };
        var standing = new RowReader(connection).read(table, List.of(databaseId)).get(databaseId);
        var ids = new LinkedHashMap<String, List<String>>();
        if (standing != null) {
            collect(table, standing, ids);
        }
        return ids.entrySet().stream()
                .map(each -> new Life.Rows(each.getKey(), each.getValue()))
                .toList();
    }

    private static void collect(Table table, Standing row, Map<String, List<String>> ids) {
        ids.computeIfAbsent(table.name(), _ -> new ArrayList<>()).add(row.id());
        for (int i = 0; i < row.children().size(); i++) {
            for (var child : row.children().get(i)) {
                collect(table.children().get(i), child, ids);
            }
        }
    }
}
