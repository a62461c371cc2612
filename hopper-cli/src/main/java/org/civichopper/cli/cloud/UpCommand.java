package org.civichopper.cli.cloud;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import org.civichopper.cli.page.PageOptions;
import org.civichopper.cli.page.PageServer;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.localcloud.CloudClock;
import org.civichopper.localcloud.LocalCloud;
import org.civichopper.localcloud.LocalCloudException;
import org.civichopper.notices.Receiver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Runs Hopper without AWS until it is told to stop: a bucket, a queue, a Postgres, and the clock
/// that calls the importer.
@Command(
        name = "up",
        description = {
            "Start a bucket, a queue and a Postgres on this machine, and import what arrives.",
            "Runs until Ctrl-C. What it holds stays in its folder and is there the next time.",
            "HOPPER_… of the environment are the function's settings.",
            "A page on this machine shows what comes of it; its address is printed."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample:%n",
        footer = {
            "  hopper up --every 30s             in one terminal; then, in another,",
            "  set -a; . .hopper/env; set +a     and what you start there finds it, say",
            "  psql \"$DATABASE_URL\"              or a scraper with --realtime"
        })
public final class UpCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(UpCommand.class);
    private static final String NAME = "hopper";

    private final Consumer<String> prepareDatabase;
    private final Function<Map<String, String>, Ticks> importer;

    @Spec private CommandSpec spec;

    @Option(
            names = "--every",
            defaultValue = "2m",
            converter = DurationConverter.class,
            paramLabel = "DURATION",
            description =
                    "How long to wait between two imports: 30s, 2m, 1h, PT2M (default: ${DEFAULT-VALUE}).")
    private Duration every;

    @Option(
            names = "--dir",
            defaultValue = ".hopper",
            paramLabel = "FOLDER",
            description = "Where everything is kept (default: ${DEFAULT-VALUE}).")
    private Path folder;

    @Option(
            names = "--as-lambda",
            description = {
                "Run what would be deployed, in processes of its own under Lambda's runtime client, up to"
                        + " ten at once, and not in this program. Linux only."
            })
    private boolean asLambda;

    @Mixin private PageOptions pageOptions;

    @Option(
            names = "--notify",
            paramLabel = "RECEIVER",
            description =
                    "Who is told of new kinds of failure, of freshness and of finished scrapes:"
                            + " slack=URL, webhook=URL or sns=ARN. May be given several times; HOPPER_NOTIFY"
                            + " keeps an address out of the list of processes.")
    private List<String> receivers = List.of();

    @ArgGroup(validate = false, heading = "%nWith --as-lambda:%n")
    private FunctionOptions options = new FunctionOptions();

    /// `prepareDatabase` gets the database's `DATABASE_URL` before anything else uses it.
    /// `importer` makes, from the environment that this command writes, what the clock calls.
    public UpCommand(
            Consumer<String> prepareDatabase, Function<Map<String, String>, Ticks> importer) {
        this.prepareDatabase = prepareDatabase;
        this.importer = importer;
    }

    @Override
    public Integer call() throws InterruptedException {
        requireReceivers();
        var out = spec.commandLine().getOut();
        out.println("Starting in " + folder + ". The first time takes a little longer.");
        var cloud = startCloud();
        try {
            run(cloud, out);
        } catch (RuntimeException e) {
            cloud.close();
            throw e;
        }
        new CountDownLatch(1).await(); // until a signal comes, and with it the shutdown hook
        return ExitCode.OK;
    }

    private void run(LocalCloud cloud, PrintWriter out) {
        var environment = prepare(cloud);
        var file = new EnvironmentFile(folder.resolve("env"));
        var all = withSettings(environment);
        var page =
                PageServer.start(
                        pageOptions, DatabaseUrl.parse(environment.get("DATABASE_URL")), all);
        var ticks = asLambda ? LambdaTicks.start(options, all) : importer.apply(all);
        var clock =
                CloudClock.start(
                        every, ticks, failure -> log.error("the importer failed", failure));
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> stop(out, page, clock, ticks, file, cloud), "stop"));
        cloud.postgres().startAgainWheneverItDies(log::warn);
        // Last, so that whoever sees it can rely on a clean stop.
        file.write(environment);
        welcome(out, cloud, environment, page.address());
    }

    private Map<String, String> withSettings(Map<String, String> environment) {
        var all = new HashMap<>(environment);
        all.putAll(FunctionEnvironment.settings(System.getenv()));
        if (!receivers.isEmpty()) {
            all.put("HOPPER_NOTIFY", notified(all.getOrDefault("HOPPER_NOTIFY", "")));
        }
        return all;
    }

    private String notified(String already) {
        var text = String.join(",", receivers);
        return already.isBlank() ? text : already + "," + text;
    }

    // Before anything is started, so that a slip is one line.
    private void requireReceivers() {
        try {
            receivers.forEach(Receiver::parse);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--notify: " + e.getMessage(), e);
        }
    }

    private LocalCloud startCloud() {
        try {
            return LocalCloud.start(folder);
        } catch (LocalCloudException e) {
            throw new CannotRunException(e.getMessage(), e);
        }
    }

    private Map<String, String> prepare(LocalCloud cloud) {
        cloud.postgres().createDatabase(NAME);
        cloud.createBucket(NAME);
        cloud.createQueue(NAME);
        prepareDatabase.accept(cloud.postgres().url(NAME));
        return cloud.environment(NAME, NAME, NAME);
    }

    private void welcome(
            PrintWriter out, LocalCloud cloud, Map<String, String> environment, String page) {
        out.printf(
                """
                Hopper is up. It imports every %s what has arrived.
                  page      %s
                  bucket    %s at %s
                  queue     %s
                  database  %s
                In another terminal, type this and then start your scraper:
                  set -a; . %s; set +a
                Ctrl-C stops it; what it holds stays in %s.
                """,
                every.toString().substring(2).toLowerCase(Locale.ROOT),
                page,
                environment.get("S3_REALTIME_BASE"),
                cloud.s3Endpoint(),
                environment.get("SQS_QUEUE_URL"),
                DatabaseUrl.parse(environment.get("DATABASE_URL")), // without its password
                folder.resolve("env"),
                folder);
        out.flush();
    }

    // The clock first, so that what it called can finish with everything still there. A program
    // that a signal ends would report the signal; one that was asked to stop and did succeeded.
    private static void stop(
            PrintWriter out,
            PageServer page,
            CloudClock clock,
            Ticks ticks,
            EnvironmentFile file,
            LocalCloud cloud) {
        out.println("stopping");
        out.flush();
        try (cloud;
                ticks;
                clock;
                page) {
            file.delete();
        } catch (RuntimeException e) {
            log.error("did not stop as it should", e);
            Runtime.getRuntime().halt(ExitCode.SOFTWARE);
        }
        out.println("stopped");
        out.flush();
        Runtime.getRuntime().halt(ExitCode.OK);
    }
}
