package org.civichopper.cli.failures;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.civichopper.aws.Refusal;
import org.civichopper.cli.db.OperatorDatabase;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.DatabaseOption;
import org.civichopper.commandline.Screen;
import org.civichopper.commandline.Surroundings;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.model.text.Harmless;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;

/// `hopper failures show`: one failed document, with the place marked.
@Command(
        name = "show",
        description =
                "Prints a failed document from the bucket, or the message that failed, and marks the"
                        + " place with what was expected and what was found there.",
        footer = {"", "Example:", "  hopper failures show r12 --around 5"},
        mixinStandardHelpOptions = true)
final class ShowCommand implements Runnable {

    @Spec private CommandSpec spec;
    @Mixin private DatabaseOption database;

    @Parameters(paramLabel = "ID", description = "As hopper failures lists it: r12")
    private String id;

    @Option(
            names = "--around",
            paramLabel = "N",
            description = "Only so many lines before and after the place.")
    private int around = -1;

    private final Map<String, String> env;

    ShowCommand() {
        this(Surroundings.here().values());
    }

    ShowCommand(Map<String, String> env) {
        this.env = env;
    }

    @Override
    public void run() {
        var site = BucketAndQueue.ifNamed(env);
        try (var connections = OperatorDatabase.open(database.url(DatabaseUrl::parse))) {
            var wanted = FailuresCommand.id(id);
            var failure =
                    new FailureReader(connections, site.map(BucketAndQueue::deadLetters))
                            .find(wanted)
                            .orElseThrow(() -> FailuresCommand.unknown(wanted));
            var screen = new Screen(spec.usageMessage().width());
            new ShownFailure(screen, Ansi.AUTO.enabled(), around)
                    .of(failure, document(failure, site))
                    .forEach(spec.commandLine().getOut()::println);
        } catch (SQLException e) {
            throw FailuresCommand.unreadable(database, e);
        } finally {
            site.ifPresent(BucketAndQueue::close);
        }
    }

    private static FailedDocument document(Failure failure, Optional<BucketAndQueue> site) {
        try {
            return site.flatMap(named -> FailedDocument.read(failure, named))
                    .or(() -> FailedDocument.message(failure))
                    .orElseThrow(() -> notThere(failure, site.isPresent()));
        } catch (SdkException e) {
            throw new CannotRunException(
                    "the bucket: expected " + failure.file() + ", found: " + Refusal.of(e), e);
        }
    }

    private static CannotRunException notThere(Failure failure, boolean looked) {
        var reason =
                "%s: %s: expected %s, found %s%n"
                        .formatted(
                                failure.file(),
                                failure.place(),
                                failure.expected(),
                                failure.found());
        return new CannotRunException(
                Harmless.line(reason.strip())
                        + System.lineSeparator()
                        + (failure.storedKey().isPresent()
                                ? "Its document is in the bucket under "
                                        + failure.storedKey().get()
                                        + (looked
                                                ? " no longer."
                                                : ": set S3_REALTIME_BASE and SQS_QUEUE_URL.")
                                : "Its document is in no bucket: look at the file itself."));
    }
}
