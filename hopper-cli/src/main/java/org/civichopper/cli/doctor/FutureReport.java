package org.civichopper.cli.doctor;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import org.civichopper.commandline.Screen;

/// Which versions lay in the future, or lie there.
///
/// @param done whether they were brought back
record FutureReport(List<FutureVersions.Ahead> ahead, boolean done) implements Report {

    @Override
    public void print(PrintWriter out) {
        for (var each : ahead) {
            Screen.printf(
                    out,
                    "%s: %,d %s of %s up to %s%n",
                    each.table(),
                    each.documents(),
                    each.kind(),
                    each.jurisdictionId(),
                    each.until());
        }
        if (ahead.isEmpty()) {
            out.println("No version lies in the future.");
        } else if (done) {
            out.println("They are as new as now.");
        } else {
            out.println("They would be as new as now. Nothing was changed: add --yes.");
        }
    }

    @Override
    public ObjectNode toJson() {
        var json = new JsonMapper().createObjectNode().put("done", done);
        var list = json.putArray("versions");
        for (var each : ahead) {
            list.addObject()
                    .put("table", each.table())
                    .put("jurisdiction", each.jurisdictionId())
                    .put("kind", each.kind())
                    .put("documents", each.documents())
                    .put("until", each.until().toString())
                    .put("example", each.example());
        }
        return json;
    }

    @Override
    public boolean needsAPerson() {
        return !done && !ahead.isEmpty();
    }
}
