package org.civichopper.bulk.courtlistener.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;

/// Something of the schema file that is not made.
///
/// @param kind for example `index`
public record Skipped(String kind, String name, String why) {

    static void describe(List<Skipped> all, ArrayNode json) {
        all.forEach(each ->
                json.addObject()
                        .put("kind", each.kind)
                        .put("name", each.name)
                        .put("why", each.why));
    }
}
