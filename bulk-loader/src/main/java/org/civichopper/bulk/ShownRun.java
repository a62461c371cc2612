package org.civichopper.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.civichopper.commandline.Columns;
import org.civichopper.commandline.Screen;

/// One load for people and machines.
///
/// @param rejects whether its rejects are shown
record ShownRun(ShowCommand.Shown shown, boolean rejects) {

    ObjectNode json() {
        var json = RunsReport.json(shown.run());
        json.set("arguments", shown.run().arguments());
        var slices = json.putArray("slices");
        for (var standing : shown.slices()) {
            var slice = standing.slice();
            slices.addObject()
                    .put("slice", slice.id())
                    .put("status", standing.status())
                    .put("attempts", standing.attempts())
                    .put("read", slice.counts().read())
                    .put("rejected", slice.counts().rejected())
                    .put("bytes", slice.counts().bytes())
                    .put("requests", slice.counts().requests())
                    .set("checkpoint", slice.checkpoint());
        }
        if (rejects) {
            var records = json.putArray("rejects");
            for (var each : shown.rejects()) {
                records.addObject()
                        .put("slice", each.slice())
                        .put("place", each.reject().place())
                        .put("key", each.reject().key())
                        .put("expected", each.reject().expected())
                        .put("found", each.reject().found())
                        .put("raw", each.reject().raw());
            }
        }
        return json;
    }

    void print(PrintWriter out) {
        new RunsReport(List.of(shown.run())).print(out);
        var screen = new Screen(Columns.ofTerminal());
        for (var standing : shown.slices()) {
            var counts = standing.slice().counts();
            out.println(
                    screen.cut(
                            String.format(
                                    Locale.ROOT,
                                    "  %s  %s, read %,d, rejected %,d, %,d requests",
                                    standing.slice().id(),
                                    standing.status(),
                                    counts.read(),
                                    counts.rejected(),
                                    counts.requests())));
        }
        for (var each : shown.rejects()) {
            var reject = each.reject();
            screen.wrapped(
                            "  ! ",
                            "%s, %s: expected %s, found %s"
                                    .formatted(
                                            reject.place(),
                                            reject.key().isEmpty() ? "no key" : reject.key(),
                                            reject.expected(),
                                            reject.found()))
                    .forEach(out::println);
            screen.wrapped("      ", reject.raw()).forEach(out::println);
        }
    }
}
