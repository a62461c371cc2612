package org.civichopper.cli.failures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.civichopper.aws.Refusal;
import org.civichopper.cli.db.OperatorDatabase;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.DatabaseOption;
import org.civichopper.commandline.Reason;
import org.civichopper.commandline.Surroundings;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.model.text.Harmless;
import org.civichopper.model.wire.ObjectKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;

/// `hopper fetch-failed`: a failure to take home.
@Command(
        name = "fetch-failed",
        description =
                "Writes a failed document with its batch, its jurisdiction and, for a vote, its bill into"
                        + " a directory that hopper import reads, and says how to make it fail again"
                        + " on a database of your own.",
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  S3_REALTIME_BASE, SQS_QUEUE_URL, AWS_…   bucket and queue",
            "",
            "Example:",
            "  hopper fetch-failed r12 --out failed-r12"
        },
        mixinStandardHelpOptions = true)
public final class FetchFailedCommand implements Runnable {

    @Spec private CommandSpec spec;
    @Mixin private DatabaseOption database;

    @Parameters(paramLabel = "ID", description = "As hopper failures lists it: r12")
    private String id;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Where to write to: a directory that is new or empty.")
    private Path out;

    private final Map<String, String> env;

    public FetchFailedCommand() {
        this(Surroundings.here().values());
    }

    FetchFailedCommand(Map<String, String> env) {
        this.env = env;
    }

    @Override
    public void run() {
        var wanted = FailuresCommand.id(id);
        requireEmpty();
        try (var site = BucketAndQueue.of(env);
                var connections = OperatorDatabase.open(database.url(DatabaseUrl::parse))) {
            var failure =
                    new FailureReader(connections, Optional.of(site.deadLetters()))
                            .find(wanted)
                            .orElseThrow(() -> FailuresCommand.unknown(wanted));
            var batch = new FetchedBatch(connections, site, out);
            batch.fetch(failure);
            say(failure, batch);
        } catch (SQLException e) {
            throw FailuresCommand.unreadable(database, e);
        } catch (IOException e) {
            throw new CannotRunException(out + ": cannot be written to: " + Reason.of(e), e);
        } catch (SdkException e) {
            throw new CannotRunException(
                    "the bucket: expected the document of " + id + ", found: " + Refusal.of(e), e);
        }
    }

    // What lies there already would be imported, too, and perhaps not fail.
    private void requireEmpty() {
        if (!Files.exists(out)) {
            return;
        }
        try (var entries = Files.list(out)) {
            if (entries.findAny().isEmpty()) {
                return;
            }
        } catch (IOException e) {
            // no directory, or none that may be read
        }
        throw new CannotRunException(
                out
                        + ": expected a directory that is new or empty, found another: give another --out");
    }

    private void say(Failure failure, FetchedBatch batch) {
        var to = spec.commandLine().getOut();
        to.printf(
                "wrote %s to %s:%n", FailureText.counted(batch.written().size(), "document"), out);
        for (var key : batch.written()) {
            to.println("  " + key + (key.equals(failure.file()) ? "   failed" : ""));
        }
        if (!batch.gone().isEmpty()) {
            to.println("gone from the bucket: " + String.join(", ", batch.gone()));
        }
        var folder = ObjectKey.ofDocument(failure.file()).orElseThrow().folder();
        to.println();
        // Never $DATABASE_URL: in the shell that fetched the document it names this database.
        to.println("To see it fail again, on a database of your own (hopper up brings one):");
        to.println(
                "  OWN=postgresql://…   its address, not %s"
                        .formatted(database.url(DatabaseUrl::parse)));
        to.println("  hopper db init --database-url \"$OWN\"");
        to.println(
                "  hopper import --database-url \"$OWN\" --jurisdiction %s %s"
                        .formatted(
                                failure.jurisdictionId().orElse("ocd-jurisdiction/…"),
                                out.resolve(folder)));
        to.println();
        to.println(
                Harmless.line(
                        "It was: %s: expected %s, found %s"
                                .formatted(failure.place(), failure.expected(), failure.found())));
    }
}
