package org.civichopper.bulk.openstates.zip;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.civichopper.model.text.WhiteSpace;

/// Which votes of one bill an import would take for one another: those of one identifier, and those
/// without one whose motion, time and chamber another vote has. They need a key of their own; every
/// other vote has none, so that the first scrape that gives keys finds it.
final class TwinVotes {

    private final Map<Object, Integer> identifiers = new HashMap<>();
    private final Map<Object, Integer> motions = new HashMap<>();

    TwinVotes(JsonNode votes) {
        for (var vote : votes) {
            identifiers.merge(identifier(vote), 1, Integer::sum);
            motions.merge(motion(vote), 1, Integer::sum);
        }
    }

    boolean contains(JsonNode vote) {
        var identifier = identifier(vote);
        return identifier.isEmpty()
                ? motions.get(motion(vote)) > 1
                : identifiers.get(identifier) > 1;
    }

    private static String identifier(JsonNode vote) {
        var identifier = BillDocuments.text(vote, "identifier");
        return WhiteSpace.isBlank(identifier) ? "" : identifier;
    }

    private static List<String> motion(JsonNode vote) {
        return List.of(
                BillDocuments.text(vote, "motion_text"),
                BillDocuments.text(vote, "start_date"),
                vote.path("organization").toString());
    }
}
