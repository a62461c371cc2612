package org.civichopper.cli.failures;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.civichopper.cli.db.DatabaseOption;
import org.civichopper.cli.failures.Replayed.Outcome;
import org.civichopper.cli.terminal.Screen;
import org.civichopper.database.Database;
import org.civichopper.database.DatabaseConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hopper replay`: puts failures back on the way that they came.
@Command(
        name = "replay",
        description = {
            "Puts failed documents back: the object under its first key, its message into the queue."
                    + " Mend the cause first. Doing it twice is safe.",
            "Of more than 20 it only says what it would do, unless --yes is given."
        },
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  S3_REALTIME_BASE, SQS_QUEUE_URL, AWS_…   bucket and queue",
            "",
            "Examples:",
            "  hopper replay r12 r13",
            "  hopper replay --reason 'actions[].date' --jurisdiction de",
            "  hopper replay --all --yes"
        },
        mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {

    private static final int WITHOUT_ASKING = 20;
    private static final int MOST = 10_000;

    @Spec private CommandSpec spec;
    @Mixin private DatabaseOption database;
    @Mixin private FilterOptions filter;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "As hopper failures lists it: r12")
    private List<String> ids = List.of();

    @Option(names = "--all", description = "All failures, or all that the options leave.")
    private boolean all;

    @Option(names = "--yes", description = "Do it, however many they are.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Only say what would be put back.")
    private boolean dryRun;

    @Option(names = "--json", description = "Prints one JSON object for machines.")
    private boolean json;

    private final Map<String, String> env;

    public ReplayCommand() {
        this(System.getenv());
    }

    ReplayCommand(Map<String, String> env) {
        this.env = env;
    }

    @Override
    public Integer call() {
        if (ids.isEmpty() == (!all && !filter.hasReason())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Say what to put back: either ids as hopper failures lists them, or --reason"
                            + " TEXT, or --all.");
        }
        try (var site = BucketAndQueue.of(env);
                var connections = Database.open(DatabaseConfig.of(database.url()))) {
            var reader = new FailureReader(connections, Optional.of(site.deadLetters()));
            var failures = ids.isEmpty() ? reader.failures(filter.filter(), MOST) : named(reader);
            return dryRun || failures.size() > WITHOUT_ASKING && !yes
                    ? preview(failures)
                    : replay(failures, new Replay(connections, site));
        } catch (SQLException e) {
            throw FailuresCommand.unreadable(database, e);
        }
    }

    private List<Failure> named(FailureReader reader) throws SQLException {
        var failures = new ArrayList<Failure>();
        for (var typed : ids) {
            var id = FailuresCommand.id(typed);
            failures.add(reader.find(id).orElseThrow(() -> FailuresCommand.unknown(id)));
        }
        return failures;
    }

    private int preview(List<Failure> failures) {
        if (json) {
            spec.commandLine()
                    .getOut()
                    .println(FailureJson.of(failures.stream().map(Replayed::sent).toList(), true));
            return ExitCode.OK;
        }
        for (var failure : failures.subList(0, Math.min(failures.size(), WITHOUT_ASKING))) {
            say("%s  %s".formatted(failure.id(), failure.file()));
        }
        if (failures.size() > WITHOUT_ASKING) {
            say("… and %d more".formatted(failures.size() - WITHOUT_ASKING));
        }
        say(
                "would put back %s; nothing was done: add --yes"
                        .formatted(FailureText.counted(failures.size(), "document")));
        return ExitCode.OK;
    }

    private int replay(List<Failure> failures, Replay replay) throws SQLException {
        if (failures.isEmpty() && !json) {
            say("Nothing failed, so there is nothing to put back.");
            return ExitCode.OK;
        }
        var replayed = replay.replay(failures);
        var sent = replayed.stream().filter(each -> each.outcome() == Outcome.SENT).count();
        var notPossible =
                replayed.stream().filter(each -> each.outcome() == Outcome.NOT_POSSIBLE).count();
        if (json) {
            spec.commandLine().getOut().println(FailureJson.of(replayed, false));
        } else {
            for (var each : replayed) {
                if (each.outcome() != Outcome.SENT) {
                    say("%s  %s: %s".formatted(each.id(), each.file(), each.why()));
                }
            }
            say(
                    "put back %s; %s, %d not needed"
                            .formatted(
                                    FailureText.counted(sent, "document"),
                                    notPossible + " could not be",
                                    replayed.size() - sent - notPossible));
        }
        return notPossible == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void say(String line) {
        spec.commandLine().getOut().println(Screen.harmless(line));
    }
}
