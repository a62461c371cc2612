package org.civichopper.cli.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.civichopper.cli.cloud.Ticks;
import org.civichopper.cli.db.PreparedDatabase;
import org.civichopper.cli.sample.SampleOrder;
import org.civichopper.cli.sample.SampleScrape;
import org.civichopper.localcloud.CloudClock;
import org.civichopper.localcloud.LocalCloud;
import org.civichopper.uploader.ScrapeDirectory;
import org.civichopper.uploader.SendingRules;
import org.civichopper.uploader.Upload;
import org.civichopper.uploader.UploadConfig;
import org.civichopper.uploader.UploadListener;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Shows a newcomer the whole of Hopper: a made-up scrape goes through bucket, queue and function
/// into Postgres, and then the same legislature once more, a little later.
@Command(
        name = "demo",
        description = {
            "Starts a bucket, a queue and a Postgres on throwaway data, sends a made-up scrape through"
                    + " them, and shows what becomes of it.",
            "Needs no AWS account, no Docker and no network. Leaves nothing behind."
        },
        subcommands = {
            City311DemoCommand.class,
            CourtListenerDemoCommand.class,
            CampaignFinanceDemoCommand.class,
            OpenStatesDemoCommand.class,
            BicamDemoCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  hopper demo",
            "  hopper demo 311                 a city's service requests, from a source that misbehaves",
            "  hopper demo courtlistener       court opinions, from a bucket that cuts",
            "  hopper demo campaign-finance    gifts to candidates, in Postgres and a search server at once",
            "  hopper demo bicam               a data set of Congress, proved by its manifest"
        },
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

    private static final String NAME = "demo";
    private static final Duration EVERY = Duration.ofMillis(200); // on AWS it is two minutes

    @Spec private CommandSpec spec;

    @Option(
            names = "--bills",
            paramLabel = "N",
            defaultValue = "24",
            description = "How many bills the sample has (default: ${DEFAULT-VALUE}).")
    private int bills;

    private PrintWriter out;

    @Override
    public Integer call() {
        out = spec.commandLine().getOut();
        say("Starting a bucket, a queue and a Postgres on this machine …");
        return DemoStage.open(folder -> {
            try (var cloud = LocalCloud.startThrowaway()) {
                run(folder, prepare(cloud));
            }
        });
    }

    private static Map<String, String> prepare(LocalCloud cloud) {
        var bucketAndQueue =
                CompletableFuture.runAsync(() -> {
                    cloud.createBucket(NAME);
                    cloud.createQueue(NAME);
                });
        cloud.postgres().createDatabase(NAME);
        PreparedDatabase.prepare(cloud.postgres().url(NAME));
        bucketAndQueue.join();
        return cloud.environment(NAME, NAME, NAME);
    }

    private void run(Path folder, Map<String, String> environment)
            throws IOException, SQLException, InterruptedException {
        try (var ticks = Ticks.of(environment);
                var figures = new DemoFigures(environment.get("DATABASE_URL"));
                var clock = CloudClock.start(EVERY, ticks, failure -> say("  tick: " + failure))) {
            say(
                    "Ready. The clock calls the importer function every 0.2 s; on AWS every 2 minutes.");
            say("");
            var order =
                    new SampleOrder(
                            "wy", bills, bills, bills / 8, 1, 1, Optional.of(Instant.now()));
            say("1. A scraper finds a session of a legislature, all of it invented.");
            send(order, folder.resolve("first"), environment, clock, figures);
            say("2. Later it scrapes the same session again. A few bills have gone on.");
            send(order.later(Instant.now()), folder.resolve("second"), environment, clock, figures);
            showBills(figures);
        }
        say("Where next:");
        say("  hopper demo 311                 the other way: a whole data set of a city");
        say("  hopper up                       keeps all this running on data of your own");
        say("  hopper upload --realtime _data  sends what a scraper wrote");
        say("  hopper import _data/de          the same import without bucket and queue");
        say("  README.md and docs/             how it works and how to run it on AWS");
    }

    private void send(
            SampleOrder order,
            Path folder,
            Map<String, String> environment,
            CloudClock clock,
            DemoFigures figures)
            throws IOException, SQLException, InterruptedException {
        var since = Instant.now();
        var scrape = SampleScrape.write(order, folder);
        try (var upload = new Upload(UploadConfig.from(environment))) {
            upload.send(ScrapeDirectory.of(folder), SendingRules.DEFAULT, UploadListener.SILENT);
        }
        clock.tick(); // what is left after the last tick of its own
        var settled = figures.since(since);
        say(
                "   %d documents, %.1f MB: bucket → queue → function → Postgres → archive"
                        .formatted(total(scrape), scrape.bytes() / 1e6));
        say(
                "   %d inserted, %d updated, %d unchanged, %d rejected"
                        .formatted(
                                settled.count("insert"),
                                settled.count("update"),
                                settled.count("noop"),
                                settled.count("rejected")));
        say(
                "   from scraped to readable: %.1f s for half of them, %.1f s for 95 %%"
                        .formatted(settled.median(), settled.ninetyFifth()));
        say("");
    }

    private void showBills(DemoFigures figures) throws SQLException {
        say("The bills that changed, as everyone reads them in opencivicdata_bill:");
        say(
                "   %-8s %-42s %-28s %7s %5s"
                        .formatted("bill", "title", "latest action", "actions", "votes"));
        for (var bill : figures.changedBills()) {
            say(
                    "   %-8s %-42s %-28s %7d %5d"
                            .formatted(
                                    bill.identifier(),
                                    cut(bill.title(), 42),
                                    cut(bill.latestAction(), 28),
                                    bill.actions(),
                                    bill.votes()));
        }
        say("");
    }

    private static int total(SampleScrape scrape) {
        return scrape.documents().values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
