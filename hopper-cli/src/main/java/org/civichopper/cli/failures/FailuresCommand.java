package org.civichopper.cli.failures;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.civichopper.cli.db.OperatorDatabase;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.DatabaseOption;
import org.civichopper.commandline.Screen;
import org.civichopper.commandline.Surroundings;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.model.text.Harmless;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `hopper failures`: what did not come into the database, and why.
@Command(
        name = "failures",
        description = {
            "Lists rejected documents, documents that keep failing and dead letters by their reason,"
                    + " with one example each. Looking changes nothing.",
            "What was put back is no failure any more until it fails again."
        },
        subcommands = ShowCommand.class,
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  S3_REALTIME_BASE, SQS_QUEUE_URL, AWS_…   bucket and queue; without them no dead letters",
            "",
            "Examples:",
            "  hopper failures --jurisdiction de --since 24h",
            "  hopper failures show r12"
        },
        mixinStandardHelpOptions = true)
public final class FailuresCommand implements Runnable {

    @Spec private CommandSpec spec;
    @Mixin private DatabaseOption database;
    @Mixin private FilterOptions filter;

    @Option(names = "--json", description = "Prints one JSON object for machines.")
    private boolean json;

    private final Map<String, String> env;

    public FailuresCommand() {
        this(Surroundings.here().values());
    }

    FailuresCommand(Map<String, String> env) {
        this.env = env;
    }

    @Override
    public void run() {
        var out = spec.commandLine().getOut();
        var found = read();
        if (json) {
            out.println(FailureJson.of(found));
        } else {
            var screen = new Screen(spec.usageMessage().width());
            new FailureText(screen).of(found).forEach(out::println);
        }
    }

    private FoundFailures read() {
        var site = BucketAndQueue.ifNamed(env);
        try (var connections = OperatorDatabase.open(database.url(DatabaseUrl::parse))) {
            return new FailureReader(connections, site.map(BucketAndQueue::deadLetters))
                    .groups(filter.filter());
        } catch (SQLException e) {
            throw unreadable(database, e);
        } finally {
            site.ifPresent(BucketAndQueue::close);
        }
    }

    static CannotRunException unreadable(DatabaseOption database, SQLException e) {
        return new CannotRunException(
                database.url(DatabaseUrl::parse)
                        + ": expected to read the ledger, found: "
                        + e.getMessage(),
                e);
    }

    static FailureId id(String typed) {
        Optional<FailureId> id = FailureId.parse(typed);
        return id.orElseThrow(() ->
                new CannotRunException(
                        "expected the id of a failure such as r12, f3 or d5e0c1a27, found \""
                                + Harmless.line(typed)
                                + "\": hopper failures lists them"));
    }

    static CannotRunException unknown(FailureId id) {
        return new CannotRunException(
                id
                        + ": expected a failure, found none of that name: it was put back, imported"
                        + " since, or never there; hopper failures lists those that there are");
    }
}
