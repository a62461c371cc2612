package org.civichopper.bulk.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.civichopper.bulk.run.LoadProgress;
import org.civichopper.bulk.run.LoadReport;
import org.civichopper.commandline.Bars;
import picocli.CommandLine;

/// Runs what writes files and needs neither a database nor the ledger in it, and says what came of
/// it as a load does.
///
/// @param json whether standard output gets one JSON object
public record Writing(CommandLine command, boolean json) {

    /// What is written.
    public interface Work {

        /// Does it to its end, whatever that is.
        LoadReport run(LoadProgress progress) throws InterruptedException;

        /// What `--json` says beyond the common names.
        void describe(ObjectNode json);
    }

    /// One after the other, with one result for all.
    ///
    /// @return the exit code
    public int runEach(List<? extends Work> works) throws InterruptedException {
        var each = new ArrayList<Summed.Done>();
        for (var work : works) {
            try (var shown = new ShownProgress(Bars.ofRows(command.getErr()))) {
                shown.measureBytes();
                var report = work.run(shown);
                var described = report.json();
                work.describe(described);
                each.add(new Summed.Done(report, described));
            }
        }
        var done = Summed.of(each);
        return new Ending(command, json).say(done.report(), done.described());
    }
}
