package org.civichopper.bulk.courtlistener.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;

/// Rows of one foreign key whose parent is not there, as they were found.
///
/// @param column of the table; several with a comma between them
/// @param references the parent table
/// @param sample what stands in the first column of up to ten of the rows, the least first
public record Orphan(
        String table, String column, String references, long count, List<String> sample) {

    boolean isOf(Part.ForeignKey key) {
        return table.equals(key.table())
                && column.equals(String.join(", ", key.columns()))
                && references.equals(key.parent());
    }

    static void describe(List<Orphan> all, ArrayNode json) {
        for (var each : all) {
            var ids =
                    json.addObject()
                            .put("table", each.table)
                            .put("column", each.column)
                            .put("references", each.references)
                            .put("count", each.count)
                            .putArray("sample");
            each.sample.forEach(ids::add);
        }
    }
}
