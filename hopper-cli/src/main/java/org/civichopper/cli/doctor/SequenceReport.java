package org.civichopper.cli.doctor;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;

/// Which sequences were behind, or are.
///
/// @param done whether they were moved
record SequenceReport(List<Sequences.Behind> behind, boolean done) implements Report {

    @Override
    public void print(PrintWriter out) {
        for (var each : behind) {
            out.printf("%s: from %,d to %,d%n", each.column(), each.last(), each.highest());
        }
        if (behind.isEmpty()) {
            out.println("No sequence is behind its table.");
        } else if (done) {
            out.printf("Moved %,d.%n", behind.size());
        } else {
            out.printf("Would move %,d. Nothing was changed: add --yes.%n", behind.size());
        }
    }

    @Override
    public ObjectNode toJson() {
        var json = new JsonMapper().createObjectNode().put("done", done);
        var list = json.putArray("sequences");
        for (var each : behind) {
            list.addObject()
                    .put("column", each.column())
                    .put("last", each.last())
                    .put("highest", each.highest());
        }
        return json;
    }

    @Override
    public boolean needsAPerson() {
        return !done && !behind.isEmpty();
    }
}
