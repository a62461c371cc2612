package org.civichopper.bulk.courtlistener.bucket;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.civichopper.bulk.command.Amounts;
import org.civichopper.bulk.command.LedgerOptions;
import org.civichopper.bulk.command.WebAddress;
import org.civichopper.bulk.finish.Identifier;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.source.Manners;
import org.civichopper.bulk.source.PoliteClient;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.ExitCodes;
import org.civichopper.commandline.Surroundings;
import org.civichopper.model.text.Harmless;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `hopper load courtlistener dumps`: what there is to load.
@Command(
        name = "dumps",
        description =
                "Lists the dumps of the bucket, the newest first: which are complete, what the"
                        + " others lack, and which is loaded. Loads nothing.",
        footer = {"", "Example:", "  hopper load courtlistener dumps"},
        mixinStandardHelpOptions = true)
public final class CourtListenerDumpsCommand implements Callable<Integer> {

    public static final URI SOURCE =
            URI.create("https://com-courtlistener-storage.s3-us-west-2.amazonaws.com");

    @Spec private CommandSpec spec;
    @Mixin private LedgerOptions options;

    @Option(
            names = "--source",
            paramLabel = "URL",
            description = "Where the bucket stands; nothing else is asked.")
    private String source;

    @Option(
            names = "--from",
            paramLabel = "DIR",
            description = "Lists this folder instead, as --download-only fills it.")
    private Path from;

    @Option(
            names = "--schema",
            paramLabel = "NAME",
            description = "The schema that is looked at for what is loaded.")
    private String schema = StandingTables.DATASET;

    @Option(
            names = "--retry-for",
            paramLabel = "TIME",
            converter = Amounts.Time.class,
            description = "How long one request is tried again, as 90s, 15m or 2h. Default: 15m.")
    private Duration retryFor = Manners.RETRY_FOR;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = Amounts.Time.class,
            description = "The longest silence of a connection. Default: 60s.")
    private Duration timeout = Manners.SILENCE;

    @Override
    public Integer call() throws InterruptedException {
        try (var client =
                new PoliteClient(new Manners(timeout, retryFor, 1), Optional.empty(), this::say)) {
            var bucket = bucket(client);
            var standing = standing();
            var report = DumpsReport.of(Dumps.of(bucket), standing);
            if (options.json()) {
                spec.commandLine().getOut().println(report.json());
            } else {
                report.print(spec.commandLine().getOut());
            }
            return 0;
        } catch (LoadStopped.Failed e) {
            throw new CannotRunException(e.getMessage(), e);
        } catch (LoadStopped.Paused e) {
            say(e.getMessage());
            return ExitCodes.AGAIN_LATER;
        }
    }

    private void say(String line) {
        spec.commandLine().getErr().println("hopper: " + Harmless.line(line));
    }

    private Bucket bucket(PoliteClient client) {
        if (from != null && source != null) {
            throw wrong("--from and --source: expected one of them at most, found both");
        }
        try {
            return from == null ? new HttpBucket(address(), client) : new FolderBucket(from);
        } catch (IllegalArgumentException e) {
            throw wrong("--from: " + e.getMessage());
        }
    }

    private URI address() {
        return source == null
                ? SOURCE
                : WebAddress.of(source)
                        .filter(address -> address.getQuery() == null)
                        .orElseThrow(() -> wrong("--source: " + WebAddress.EXPECTED));
    }

    private StandingTables standing() {
        try {
            var name = Identifier.schema(schema);
            return options.askOr(
                    new StandingTables(Map.of()),
                    Surroundings.here(),
                    connection -> StandingTables.in(name, connection));
        } catch (IllegalArgumentException e) {
            throw wrong("--schema: " + e.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
