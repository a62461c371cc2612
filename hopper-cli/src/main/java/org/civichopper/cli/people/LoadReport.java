package org.civichopper.cli.people;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;
import org.civichopper.importer.person.FileKind;
import org.civichopper.importer.person.Loaded;
import org.civichopper.importer.person.Tally;

/// What a load did, for people and for machines.
record LoadReport(Loaded loaded, Duration took) {

    void print(PrintWriter out) {
        out.printf("%-14s", "");
        for (var word : new String[] {"insert", "update", "noop", "delete", "rejected"}) {
            out.printf("%12s", word);
        }
        out.println();
        printLine(out, "people", loaded.people(), rejected(FileKind.PERSON));
        printLine(out, "committees", loaded.committees(), rejected(FileKind.COMMITTEE));
        printLine(out, "memberships", loaded.memberships(), 0);
        if (loaded.linked() == 1) {
            out.println("1 sponsor, voter or participant who matched nobody before is linked.");
        } else if (loaded.linked() > 1) {
            out.printf(
                    "%d sponsors, voters and participants who matched nobody before are linked.%n",
                    loaded.linked());
        }
        if (!loaded.warnings().isEmpty()) {
            var count = loaded.warnings().size();
            out.printf("%d %s%n", count, count == 1 ? "warning" : "warnings");
        }
        out.printf("%.1f s%n", took.toMillis() / 1000.0);
    }

    ObjectNode toJson() {
        var json = new JsonMapper().createObjectNode();
        put(json, "people", loaded.people(), rejected(FileKind.PERSON));
        put(json, "committees", loaded.committees(), rejected(FileKind.COMMITTEE));
        put(json, "memberships", loaded.memberships(), 0);
        json.put("linked", loaded.linked());
        var rejected = json.putArray("rejected");
        loaded.rejected().forEach(file -> rejected.add(file.toString()));
        var warnings = json.putArray("warnings");
        loaded.warnings().forEach(warnings::add);
        json.put("seconds", took.toMillis() / 1000.0);
        return json;
    }

    private int rejected(FileKind kind) {
        return (int) loaded.rejected().stream().filter(file -> file.kind() == kind).count();
    }

    private static void printLine(PrintWriter out, String name, Tally tally, int rejected) {
        out.printf(
                "%-14s%12d%12d%12d%12d%12d%n",
                name, tally.insert(), tally.update(), tally.noop(), tally.delete(), rejected);
    }

    private static void put(ObjectNode json, String name, Tally tally, int rejected) {
        json.putObject(name)
                .put("insert", tally.insert())
                .put("update", tally.update())
                .put("noop", tally.noop())
                .put("delete", tally.delete())
                .put("rejected", rejected);
    }
}
