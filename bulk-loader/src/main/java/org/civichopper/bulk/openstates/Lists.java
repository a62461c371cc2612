package org.civichopper.bulk.openstates;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.civichopper.bulk.openstates.api.Api;
import org.civichopper.bulk.openstates.api.Listed;
import org.civichopper.bulk.openstates.api.Page;
import org.civichopper.bulk.openstates.api.Query;
import org.civichopper.bulk.run.LoadStopped;

/// Reads lists that fit in memory whole: again and again until nothing moved meanwhile and as many
/// items came as the source says that there are.
record Lists(Api api) {

    /// States with the districts and territories, and the country; municipalities are neither.
    static final List<String> CLASSIFICATIONS = List.of("state", "country");

    /// How often a list is read before it is said that it does not hold still.
    static final int ROUNDS = 5;

    /// @param items each once
    record All(List<JsonNode> items, long bytes, int requests) {}

    /// The first page, which is always there.
    Page first(Query query) throws InterruptedException {
        return switch (api.page(query, 1)) {
            case Listed.Here(var page) -> page;
            case Listed.PastTheEnd _ -> throw new IllegalStateException("page 1 is always there");
        };
    }

    All all(Query query) throws InterruptedException {
        var seen = new LinkedHashMap<String, JsonNode>();
        var bytes = 0L;
        var requests = 0;
        var round = new Round();
        for (var rounds = 0; rounds < ROUNDS; rounds++) {
            if (round.shrank()) {
                seen.clear(); // something of it is gone
            }
            round = new Round();
            for (var number = 1; number <= round.pages(); number++) {
                switch (api.page(query, number)) {
                    case Listed.Here(var page) -> {
                        round.add(page.total(), page.pages());
                        page.items().forEach(item -> seen.put(key(item), item));
                        bytes += page.bytes();
                        requests += page.requests();
                    }
                    case Listed.PastTheEnd(var asked) -> {
                        round.end();
                        requests += asked;
                    }
                }
            }
            if (round.isQuiet() && seen.size() == round.total()) {
                return new All(new ArrayList<>(seen.values()), bytes, requests);
            }
        }
        throw moving(query.path(), seen.size(), round.total());
    }

    static LoadStopped.Failed moving(String what, long seen, long total) {
        return new LoadStopped.Failed(
                "%s: expected all %d items that the source says it has, found %d after reading it %d times, because it changes meanwhile; run it again once the source is quiet"
                        .formatted(what, total, seen, ROUNDS));
    }

    // One that is sent without an id is the same as long as it says the same.
    static String key(JsonNode item) {
        var id = item.path("id").asText();
        return id.isEmpty() ? "?" + item.hashCode() : id;
    }
}
