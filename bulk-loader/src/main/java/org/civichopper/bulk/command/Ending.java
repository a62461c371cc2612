package org.civichopper.bulk.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;
import org.civichopper.bulk.run.LoadReport;
import org.civichopper.commandline.ExitCodes;
import org.civichopper.model.text.Harmless;
import picocli.CommandLine;

/// Says what came of a load: to standard output for a person or a machine, its error to standard
/// error, and an exit code that says it, too.
///
/// @param json whether standard output gets one JSON object
public record Ending(CommandLine command, boolean json) {

    /// @param described what `--json` says
    /// @return the exit code
    public int say(LoadReport report, ObjectNode described) {
        described.withObjectProperty("tables"); // is there, whatever came
        var out = command.getOut();
        if (json) {
            out.println(described);
        } else {
            printLines(out, report, described);
        }
        out.flush();
        if (report.error().isPresent()) {
            command.getErr().println("hopper: " + Harmless.lines(report.error().get()));
        }
        return exitCode(report);
    }

    private static void printLines(PrintWriter out, LoadReport report, ObjectNode described) {
        var run = report.run().isPresent() ? ", run " + report.run().getAsLong() : "";
        out.printf(
                Locale.ROOT,
                "%s: %s%s, after %.1f s%n",
                report.dataset(),
                report.status().word().replace('_', ' '),
                described.has("plan") ? ", a dry run" : run,
                report.took().toMillis() / 1000.0);
        if (described.has("plan")) {
            var plan = described.path("plan");
            var rows = plan.path("rows").asLong();
            out.printf(
                    Locale.ROOT,
                    "  would ask for %sabout %,d MB, in %,d requests, as %d slices%n",
                    rows == 0 ? "" : String.format(Locale.ROOT, "%,d rows, ", rows),
                    plan.path("bytes").asLong() >> 20,
                    plan.path("requests").asLong(),
                    plan.path("slices").asInt());
            return;
        }
        var counts = report.counts();
        out.printf(
                Locale.ROOT,
                "  read %,d: %,d inserted, %,d updated, %,d unchanged, %,d rejected%n",
                counts.read(),
                counts.inserted(),
                counts.updated(),
                counts.unchanged(),
                counts.rejected());
        if (counts.deleted() > 0 || counts.flagged() > 0) {
            out.printf(
                    Locale.ROOT,
                    "  %,d deleted, %,d flagged%n",
                    counts.deleted(),
                    counts.flagged());
        }
        out.printf(
                Locale.ROOT, "  %,d requests, %,.1f MB%n", counts.requests(), counts.bytes() / 1e6);
    }

    private static int exitCode(LoadReport report) {
        if (report.wrongUsage()) {
            return CommandLine.ExitCode.USAGE;
        }
        return switch (report.status()) {
            case COMPLETED -> 0;
            case COMPLETED_WITH_REJECTS -> ExitCodes.SOME_REJECTED;
            case PAUSED -> ExitCodes.AGAIN_LATER;
            case FAILED, ABANDONED, RUNNING -> CommandLine.ExitCode.SOFTWARE;
        };
    }
}
