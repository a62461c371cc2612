package org.civichopper.bulk.openstates.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A committee, in the shape that [org.civichopper.bulk.openstates.table.CommitteeTable] takes; its
/// chamber is known only beside all others of its jurisdiction.
///
/// @param parent a chamber's id, or a committee's
public record SentCommittee(String id, Optional<String> parent, ObjectNode row) {

    /// @param json as the API sends it
    public static SentCommittee of(JsonNode json) throws RejectedException {
        var sent = new Sent(json, "");
        var row = Sent.JSON.createObjectNode();
        var id = sent.key("id");
        row.put("id", id);
        row.put("name", sent.key("name"));
        row.put("classification", sent.orNull("classification"));
        row.set("memberships", sent.list("memberships"));
        row.set("extras", sent.object("extras"));
        row.set("sources", sent.list("sources"));
        return new SentCommittee(id, Optional.ofNullable(sent.orNull("parent_id")), row);
    }

    /// Gives each its chamber (a subcommittee that of its parent) and its parent, where that is a
    /// committee.
    ///
    /// @param chambers the classification of each organization of the jurisdiction, by its id
    public static List<ObjectNode> rows(List<SentCommittee> all, Map<String, String> chambers) {
        var byId =
                all.stream()
                        .collect(Collectors.toMap(SentCommittee::id, each -> each, (_, b) -> b));
        return byId.values().stream()
                .map(each ->
                        each.row()
                                .put("chamber", each.chamber(byId, chambers).orElse(null))
                                .put(
                                        "parent_id",
                                        each.parent().filter(byId::containsKey).orElse(null)))
                .toList();
    }

    private Optional<String> chamber(Map<String, SentCommittee> all, Map<String, String> chambers) {
        var seen = new HashSet<String>(); // committees may be each other's parents
        var above = parent;
        while (above.isPresent() && seen.add(above.get())) {
            var chamber = chambers.get(above.get());
            if (chamber != null) {
                return Optional.of(chamber);
            }
            above = Optional.ofNullable(all.get(above.get())).flatMap(SentCommittee::parent);
        }
        return Optional.empty();
    }
}
