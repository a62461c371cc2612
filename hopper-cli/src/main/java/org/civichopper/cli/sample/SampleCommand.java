package org.civichopper.cli.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.JurisdictionId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `hopper sample`: a made-up scrape, where no real one is at hand.
@Command(
        name = "sample",
        description =
                "Make up a scrape: documents of an invented session, in the scrapers' format.",
        subcommands = InventedRequestsCommand.class,
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        footerHeading = "%nExample:%n",
        footer = {
            "  hopper sample --bills 1000 --votes 1000 --out _data",
            "  hopper sample --bills 1000 --votes 1000 --revision 2 --out later",
            "  hopper sample 311 --help          a city's service requests instead"
        })
public final class SampleCommand implements Callable<Integer> {

    @Option(names = "--bills", paramLabel = "N", description = "How many bills.")
    private int bills = 100;

    @Option(names = "--votes", paramLabel = "N", description = "How many roll calls.")
    private int votes = 100;

    @Option(names = "--events", paramLabel = "N", description = "How many committee meetings.")
    private int events = 10;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "The same seed gives the same bytes.")
    private long seed = 1;

    @Option(
            names = "--jurisdiction",
            converter = JurisdictionId.class,
            paramLabel = "ID",
            description =
                    "Where the invented session takes place, as wy, us/state:wy or ocd-jurisdiction/country:us/state:wy/government")
    private String jurisdiction = "ocd-jurisdiction/country:us/state:wy/government";

    @Option(
            names = "--revision",
            paramLabel = "N",
            description =
                    "The same legislature scraped for the Nth time: a few bills have gone on.")
    private int revision = 1;

    @Option(
            names = "--scraped-at",
            paramLabel = "TIME",
            showDefaultValue = Help.Visibility.NEVER,
            description = "When the scrape ended; a fixed time, if not given.")
    private Optional<Instant> scrapedAt = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            showDefaultValue = Help.Visibility.NEVER,
            description = "The folder that gets the folder of documents, for example _data.")
    private Optional<Path> out = Optional.empty();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        // Not required by the option itself: `hopper sample 311` has none.
        var folder =
                out.orElseThrow(() ->
                        new ParameterException(
                                spec.commandLine(), "Missing required option: '--out=DIR'"));
        try {
            var order =
                    new SampleOrder(jurisdiction, bills, votes, events, seed, revision, scrapedAt);
            var scrape = SampleScrape.write(order, folder);
            spec.commandLine().getOut().println(summary(scrape));
            return 0;
        } catch (IllegalArgumentException e) {
            throw new CannotRunException(e.getMessage(), e);
        }
    }

    private static String summary(SampleScrape scrape) {
        var text = new StringBuilder(scrape.folder().toString()).append(":");
        scrape.documents()
                .forEach((kind, count) ->
                        text.append(" ").append(count).append(" ").append(kind).append(","));
        text.append(" ").append(scrape.bytes()).append(" bytes");
        if (!scrape.changed().isEmpty()) {
            text.append("; changed since the revision before: ")
                    .append(String.join(", ", scrape.changed()));
        }
        return text.toString();
    }
}
