package org.civichopper.bulk;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.civichopper.bulk.command.LedgerOptions;
import org.civichopper.bulk.command.Running;
import org.civichopper.bulk.ledger.LoadRun;
import org.civichopper.bulk.ledger.LoadRuns;
import org.civichopper.bulk.run.Loader;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hopper load resume RUN`: goes on where a run stopped.
@Command(
        name = "resume",
        description =
                "Goes on with a run where it stopped, with the arguments that it had. Secrets come"
                        + " from the environment again.",
        footer = {"", "Example:", "  hopper load resume 17"},
        mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private LedgerOptions options;

    @Parameters(paramLabel = "RUN", description = "Its number, as hopper load runs shows it.")
    private long number;

    @Override
    public Integer call() throws InterruptedException {
        var surroundings = Surroundings.here();
        var sessions = options.sessions(surroundings);
        var run =
                options.ask(
                        surroundings, connection -> open(new LoadRuns(connection).find(number)));
        var addressees = options.addressees(surroundings);
        return new Running(spec.commandLine(), sessions, options.json())
                .run(
                        notes ->
                                DataSets.resumed(
                                        run.dataset(),
                                        run.arguments(),
                                        surroundings,
                                        sessions,
                                        addressees,
                                        notes),
                        Loader.Open.RESUME,
                        DataSets.workers(run.dataset(), run.arguments()),
                        Optional.empty());
    }

    private LoadRun open(Optional<LoadRun> found) throws SQLException {
        var run =
                found.orElseThrow(() ->
                        new CannotRunException(
                                "run %d: expected one of hopper load runs, found none of that number"
                                        .formatted(number)));
        if (!run.isOpen()) {
            throw new CannotRunException(
                    run.live()
                            ? "run %d: expected one that stopped, found that a process works on it"
                                    .formatted(number)
                            : "run %d: expected one that is paused or was broken off, found it %s; begin a new one"
                                    .formatted(number, run.status().word().replace('_', ' ')));
        }
        return run;
    }
}
