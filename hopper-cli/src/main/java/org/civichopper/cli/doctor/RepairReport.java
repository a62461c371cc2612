package org.civichopper.cli.doctor;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import org.civichopper.commandline.Screen;

/// What was merged, or would be.
///
/// @param done whether it was
record RepairReport(List<Repaired> repaired, boolean done) implements Report {

    @Override
    public void print(PrintWriter out) {
        for (var each : repaired) {
            Screen.printf(out, "%s%n", each.jurisdictionId());
            for (var doubled : each.merged()) {
                Screen.printf(out, "  %s %s%n", doubled.what().word(), doubled.name());
                Screen.printf(out, "    stays  %s%n", doubled.taken());
                doubled.others().forEach(id -> Screen.printf(out, "    goes   %s%n", id));
            }
            for (var doubled : each.left()) {
                Screen.printf(
                        out,
                        "  %s %s: alike, but not the same for certain; left as they are, decide by hand%n",
                        doubled.what().word(),
                        doubled.name());
                doubled.ids().forEach(id -> Screen.printf(out, "    left   %s%n", id));
            }
        }
        if (merged() + left() == 0) {
            out.println("No session, bill, vote or event stands twice.");
        } else if (done) {
            Screen.printf(out, "Merged %,d; left %,d.%n", merged(), left());
        } else {
            Screen.printf(
                    out,
                    "Would merge %,d and leave %,d. Nothing was changed: add --yes.%n",
                    merged(),
                    left());
        }
    }

    @Override
    public ObjectNode toJson() {
        var json = new JsonMapper().createObjectNode().put("done", done);
        add(json.putArray("merged"), repaired.stream().flatMap(r -> r.merged().stream()).toList());
        add(json.putArray("left"), repaired.stream().flatMap(r -> r.left().stream()).toList());
        return json;
    }

    private static void add(ArrayNode array, List<Doubled> all) {
        for (var doubled : all) {
            var ids =
                    array.addObject()
                            .put("kind", doubled.what().word())
                            .put("jurisdiction", doubled.jurisdictionId())
                            .put("what", doubled.name())
                            .putArray("ids");
            doubled.ids().forEach(ids::add);
        }
    }

    @Override
    public boolean needsAPerson() {
        return left() > 0 || !done && merged() > 0;
    }

    private int merged() {
        return repaired.stream().mapToInt(each -> each.merged().size()).sum();
    }

    private int left() {
        return repaired.stream().mapToInt(each -> each.left().size()).sum();
    }
}
