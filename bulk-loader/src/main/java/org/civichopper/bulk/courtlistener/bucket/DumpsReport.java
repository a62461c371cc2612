package org.civichopper.bulk.courtlistener.bucket;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The dumps of a bucket for people and machines.
///
/// @param place of the bucket
record DumpsReport(String place, List<Line> dumps) {

    private static final int SHOWN = 5;

    /// A dump, and whether it is what stands in the database.
    record Line(Dump dump, boolean loaded) {}

    static DumpsReport of(Dumps dumps, StandingTables standing) throws InterruptedException {
        return new DumpsReport(
                dumps.place(),
                dumps.all().stream().map(dump -> new Line(dump, standing.are(dump))).toList());
    }

    ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        var array = json.putArray("dumps");
        for (var line : dumps) {
            var dump = line.dump();
            var object =
                    array.addObject()
                            .put("date", dump.date().toString())
                            .put("complete", dump.isComplete())
                            .put("files", dump.files().size())
                            .put("bytes", dump.bytes());
            var missing = object.putArray("missing");
            dump.missing().forEach(missing::add);
            object.put("loaded", line.loaded());
        }
        return json;
    }

    void print(PrintWriter out) {
        if (dumps.isEmpty()) {
            out.printf("No dumps at %s%n", place);
        }
        for (var line : dumps) {
            var dump = line.dump();
            out.printf(
                    Locale.ROOT,
                    "%s  %-12s  %3d files  %,12.1f MB%s%n",
                    dump.date(),
                    dump.isComplete() ? "complete" : "not complete",
                    dump.files().size(),
                    dump.bytes() / 1e6,
                    line.loaded() ? "  loaded" : "");
            if (!dump.isComplete()) {
                out.println("    missing " + missing(dump));
            }
            dump.fault().ifPresent(fault -> out.println("    its script is no manifest: " + fault));
        }
    }

    private static String missing(Dump dump) {
        var names = dump.missing();
        return names.stream().limit(SHOWN).collect(Collectors.joining(", "))
                + (names.size() > SHOWN ? " and %d more".formatted(names.size() - SHOWN) : "");
    }
}
