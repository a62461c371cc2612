package org.civichopper.cli.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.civichopper.localcloud.finance.InventedTexas;
import org.civichopper.localsearch.LocalSearch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Shows a newcomer a load into two systems at once: gifts to candidates come into Postgres and a
/// search server, come anew while a reader looks, and are taken back.
@Command(
        name = "campaign-finance",
        description = {
            "Starts a Postgres and a search server on throwaway data, loads an invented Texas into both,"
                    + " loads it anew while a reader looks, and takes that back.",
            "Needs no Docker and no network. Leaves nothing behind."
        },
        footer = {"", "Example:", "  hopper demo campaign-finance"},
        mixinStandardHelpOptions = true)
final class CampaignFinanceDemoCommand implements Callable<Integer> {

    private static final String NAME = "demo";
    private static final String GIFTS = "tx_contribs_" + NAME;

    @Spec private CommandSpec spec;

    @Option(
            names = "--gifts",
            paramLabel = "N",
            defaultValue = "20000",
            description = "How many gifts Texas publishes at first (default: ${DEFAULT-VALUE}).")
    private int gifts;

    private PrintWriter out;

    @Override
    public Integer call() {
        if (gifts < 1_000 || gifts > 5_000_000) {
            throw new ParameterException(
                    spec.commandLine(), "--gifts: expected 1000 to 5000000, found " + gifts);
        }
        out = spec.commandLine().getOut();
        say("Starting a Postgres and a search server on this machine …");
        return DemoStage.openWithDatabase((folder, databaseUrl) -> {
            try (var search = LocalSearch.start()) {
                run(folder, databaseUrl, search.url());
            }
        });
    }

    private void run(Path folder, String databaseUrl, String searchUrl)
            throws IOException, InterruptedException {
        var load =
                new DemoLoad(
                        folder,
                        Map.of(
                                "DATABASE_URL",
                                databaseUrl,
                                "ES_HOST",
                                searchUrl,
                                "INGEST_ENV",
                                NAME),
                        line -> say("   %s", line));
        var command =
                List.of(
                        "campaign-finance",
                        "--state",
                        "tx",
                        "--input",
                        folder.toString(),
                        "--to",
                        "both");
        say("1. Texas publishes %,d gifts, all of them invented:", gifts);
        say("   hopper load campaign-finance --state tx --input DIR --to both");
        publish(folder, gifts);
        show(load.run("first", command));
        say("");
        say("2. Texas publishes more, and a reader asks the search server all the while:");
        publish(folder, gifts + gifts / 5);
        try (var reader = new DemoReader(searchUrl, GIFTS)) {
            show(load.run("second", command));
            say("   the reader asked %,d times and saw %s", reader.asked(), reader.seen());
            say("");
            say("3. hopper load rollback campaign-finance");
            load.run("rollback", List.of("rollback", "campaign-finance"));
            say("   tables and search server show %,d gifts again", reader.ask());
            say("");
            answer(reader);
        }
        say("Where next:");
        say("  hopper load campaign-finance --state tx --to both   the real ones, a gigabyte;");
        say("                                                      wants DATABASE_URL and ES_HOST");
        say("  hopper load campaign-finance --state mi --help      which files Michigan has");
    }

    private static void publish(Path folder, int gifts) throws IOException {
        var files = Files.createDirectories(folder.resolve("tx"));
        new InventedTexas(gifts, 2, 1).write(files.resolve("TEC_CF_CSV.zip"));
    }

    private void show(DemoLoad.Came came) {
        say(
                "   %,d records read, %,d rows in %.1f s; %,d gifts and reports are superseded or lead to no candidate",
                came.count("read"),
                came.count("inserted"),
                came.seconds(),
                came.count("read") - came.count("inserted") - came.count("rejected"));
        var indices = came.report().path("indices");
        say("   alias %s shows index %s", GIFTS, indices.path(GIFTS).asText());
    }

    private void answer(DemoReader reader) throws IOException, InterruptedException {
        say("A question to the search server, as any program may ask it: who got most?");
        say("   POST %s/_search", GIFTS);
        DemoReader.QUESTION.lines().forEach(line -> say("   %s", line));
        say("");
        for (var bucket : reader.answer()) {
            say(
                    "   %-32s %,14.2f",
                    bucket.path("key").asText(), bucket.path("total").path("value").asDouble());
        }
        say("");
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
