package org.civichopper.cli.failures;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.civichopper.aws.Refusal;
import org.civichopper.cli.db.OperatorDatabase;
import org.civichopper.cli.failures.ArchiveReplay.Returned;
import org.civichopper.cli.failures.Replayed.Outcome;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.DatabaseOption;
import org.civichopper.commandline.Progress;
import org.civichopper.commandline.Surroundings;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.importer.arrival.ScraperFolders;
import org.civichopper.model.text.Harmless;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;

/// `hopper replay`: puts failures back on the way that they came.
@Command(
        name = "replay",
        description = {
            "Puts failed documents back: the object under its first key, its message into the queue."
                    + " Mend the cause first. Doing it twice is safe.",
            "Of more than 20 it only says what it would do, unless --yes is given.",
            "With --from-archive it puts back what is kept in the bucket and what the database knows"
                    + " nothing of, as after the restore of an older backup."
        },
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  S3_REALTIME_BASE, SQS_QUEUE_URL, AWS_…   bucket and queue",
            "",
            "Examples:",
            "  hopper replay r12 r13",
            "  hopper replay --reason 'actions[].date' --jurisdiction de",
            "  hopper replay --all --yes",
            "  hopper replay --from-archive --since 2026-11-20T08:00Z"
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

    @Option(
            names = "--from-archive",
            description = {
                "What lies under archived/ and rejected/ and has no receipt in the database, and was put"
                        + " there since --since: the time of the backup. May be interrupted and repeated."
            })
    private boolean fromArchive;

    @Option(names = "--yes", description = "Do it, however many they are.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Only say what would be put back.")
    private boolean dryRun;

    @Option(names = "--json", description = "Prints one JSON object for machines.")
    private boolean json;

    private final Map<String, String> env;

    public ReplayCommand() {
        this(Surroundings.here().values());
    }

    ReplayCommand(Map<String, String> env) {
        this.env = env;
    }

    @Override
    public Integer call() {
        if (fromArchive) {
            return fromArchive();
        }
        if (ids.isEmpty() == (!all && !filter.hasReason())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Say what to put back: either ids as hopper failures lists them, or --reason"
                            + " TEXT, or --all.");
        }
        try (var site = BucketAndQueue.of(env);
                var connections = OperatorDatabase.open(database.url(DatabaseUrl::parse))) {
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
        sayWouldPutBack(failures.size());
        return ExitCode.OK;
    }

    private void sayWouldPutBack(int documents) {
        if (documents > WITHOUT_ASKING) {
            say("… and %d more".formatted(documents - WITHOUT_ASKING));
        }
        say(
                "would put back %s; nothing was done: %s"
                                .formatted(
                                        FailureText.counted(documents, "document"),
                                        dryRun ? "leave out --dry-run" : "add --yes")
                        + (dryRun && !yes && documents > WITHOUT_ASKING ? ", and add --yes" : ""));
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

    private int fromArchive() {
        var filtered = filter.filter();
        if (filtered.since().isEmpty() || !ids.isEmpty() || all || filter.hasReason()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Expected --from-archive with --since TIME, and without ids, --reason and --all.");
        }
        try (var site = BucketAndQueue.of(env);
                var connections = OperatorDatabase.open(database.url(DatabaseUrl::parse))) {
            var replay =
                    new ArchiveReplay(
                            connections,
                            site,
                            folders(),
                            filtered.since().get(),
                            filtered.jurisdictionId());
            var found = new ArrayList<Returned>();
            replay.preview(found::add);
            return dryRun || found.size() > WITHOUT_ASKING && !yes
                    ? previewReturn(found)
                    : fromArchive(replay, found.size());
        } catch (SQLException e) {
            throw FailuresCommand.unreadable(database, e);
        } catch (SdkException e) {
            throw new CannotRunException(
                    "the bucket: expected a list of what is kept there, found: %s. Run it again; what is on its way stays so."
                            .formatted(Refusal.of(e)),
                    e);
        }
    }

    private ScraperFolders folders() {
        try {
            return ScraperFolders.with(env.getOrDefault("HOPPER_FOLDERS", ""));
        } catch (IllegalArgumentException e) {
            throw new CannotRunException("HOPPER_FOLDERS: " + e.getMessage(), e);
        }
    }

    private int previewReturn(List<Returned> found) {
        if (json) {
            spec.commandLine().getOut().println(FailureJson.ofReturned(found, true));
            return ExitCode.OK;
        }
        for (var each : found.subList(0, Math.min(found.size(), WITHOUT_ASKING))) {
            say(each.storedKey());
        }
        sayWouldPutBack(found.size());
        return ExitCode.OK;
    }

    private int fromArchive(ArchiveReplay replay, int found) throws SQLException {
        var returned = new ArrayList<Returned>();
        try (var progress = new Progress(spec.commandLine().getErr(), "put back")) {
            progress.found(found);
            replay.run(each -> {
                returned.add(each);
                if (each.outcome() == Outcome.SENT) {
                    progress.done();
                } else {
                    progress.failed(each.storedKey() + ": " + each.why());
                }
            });
        }
        var sent = returned.stream().filter(each -> each.outcome() == Outcome.SENT).count();
        if (json) {
            spec.commandLine().getOut().println(FailureJson.ofReturned(returned, false));
        } else {
            say(
                    "put back %s; %d could not be"
                            .formatted(
                                    FailureText.counted(sent, "document"), returned.size() - sent));
        }
        return sent == returned.size() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void say(String line) {
        spec.commandLine().getOut().println(Harmless.line(line));
    }
}
