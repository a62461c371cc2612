package org.civichopper.cli.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.civichopper.localcloud.socrata.Asked;
import org.civichopper.localcloud.socrata.DataSet;
import org.civichopper.localcloud.socrata.InventedRequests;
import org.civichopper.localcloud.socrata.LocalSocrata;
import org.civichopper.localcloud.socrata.Manners;
import org.civichopper.localcloud.socrata.Misdeed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Shows a newcomer a load of a whole data set: a year of a city's service requests comes from a
/// source that misbehaves into Postgres, and then what the city has edited.
@Command(
        name = "311",
        description = {
            "Starts a city's Socrata and a Postgres on throwaway data, loads a year of invented service"
                    + " requests, lets the city edit some, and loads what changed.",
            "The Socrata misbehaves as real ones do. Needs no network. Leaves nothing behind."
        },
        footer = {"", "Example:", "  hopper demo 311"},
        mixinStandardHelpOptions = true)
final class City311DemoCommand implements Callable<Integer> {

    private static final int YEAR = 2020;
    private static final String DATA_SET = "demo-2020";
    private static final int PAGES = 20;
    private static final double EDITED = 0.01;

    @Spec private CommandSpec spec;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "100000",
            description = "How many requests the city has (default: ${DEFAULT-VALUE}).")
    private int rows;

    private PrintWriter out;

    @Override
    public Integer call() {
        if (rows < 1_000 || rows > 10_000_000) {
            throw new ParameterException(
                    spec.commandLine(), "--rows: expected 1000 to 10000000, found " + rows);
        }
        out = spec.commandLine().getOut();
        say("Starting a Postgres and a city's Socrata on this machine …");
        return DemoStage.openWithDatabase(this::run);
    }

    private void run(Path folder, String databaseUrl)
            throws IOException, SQLException, InterruptedException {
        var invented = new InventedRequests(YEAR, rows, 1);
        var page = rows / PAGES;
        var first = folder.resolve("first.csv");
        invented.write(first, _ -> {});
        try (var socrata =
                LocalSocrata.start(Manners.usual().withLargestPage(page), List.of(set(first)))) {
            say(
                    "Ready. The city has %,d service requests of %d, all of them invented.",
                    rows, YEAR);
            say("");
            say("1. A first load: hopper load 311 --mode full --years %d", YEAR);
            say("   asked for 50,000 rows a page, the city gives %,d and no word", page);
            misbehave(socrata);
            var load =
                    new DemoLoad(
                            folder, Map.of("DATABASE_URL", databaseUrl), line -> say("%s", line));
            var whole = load.run("full", arguments(socrata, "full"));
            say("   each was asked again, and every page goes on behind the last whole row;");
            say("   at the end the rows that came are held against the city's own count");
            say("");
            say("2. The city edits its requests, and new ones come: hopper load 311");
            var later = folder.resolve("later.csv");
            invented.writeEdited(later, EDITED, _ -> {});
            socrata.put(set(later));
            var update = load.run("update", arguments(socrata, "update"));
            say("   only what changed since then was asked for; its edge comes twice");
            say("");
            show(whole, update);
            answer(databaseUrl);
        }
        say("Where next:");
        say("  hopper load 311 --mode full --years 2020   the real ones; wants DATABASE_URL");
        say("  hopper load runs                           what ran, and what can go on");
        say("  hopper sample 311 --help                   as many invented ones as you like");
    }

    private static List<String> arguments(LocalSocrata socrata, String mode) {
        return List.of(
                "311",
                "--source",
                socrata.url(),
                "--years",
                String.valueOf(YEAR),
                "--datasets",
                YEAR + "=" + DATA_SET,
                "--retry-for",
                "1m",
                "--mode",
                mode);
    }

    private static DataSet set(Path csv) {
        return DataSet.of(DATA_SET, "Service requests of " + YEAR, csv);
    }

    // The last is ordered first: an order does not count requests at which an earlier one acts.
    private void misbehave(LocalSocrata socrata) {
        misbehave(
                socrata, 9, Misdeed.cutAfter(2_000), "breaks off in the middle of a page of rows");
        misbehave(socrata, 6, Misdeed.internalError(), "answers 500: Internal error");
        misbehave(
                socrata,
                3,
                Misdeed.throttled("1"),
                "answers 429: too many requests, wait a second");
    }

    private void misbehave(LocalSocrata socrata, int nth, Misdeed misdeed, String words) {
        socrata.misbehaveAt(nth, Asked::isForRows, misdeed);
        socrata.before(
                nth,
                Asked::isForRows,
                () -> say("   at the request for rows number %d the city %s", nth, words));
    }

    private void show(DemoLoad.Came... loads) {
        say("What came of it:");
        say(
                "   %-8s %9s %9s %9s %10s %9s %9s %8s",
                "", "read", "inserted", "updated", "unchanged", "rejected", "requests", "seconds");
        for (var load : loads) {
            say(
                    "   %-8s %,9d %,9d %,9d %,10d %,9d %,9d %8.1f",
                    load.mode(),
                    load.count("read"),
                    load.count("inserted"),
                    load.count("updated"),
                    load.count("unchanged"),
                    load.count("rejected"),
                    load.count("requests"),
                    load.seconds());
        }
        say("   of a request that came in several versions the newest stands, the others count as");
        say("   unchanged; what is equal is not written");
        say("");
    }

    private void answer(String databaseUrl) throws SQLException {
        say("A question to it, as any program may ask it:");
        DemoQuestion.TEXT.lines().forEach(line -> say("   %s", line));
        say("");
        say("   %-28s %9s %9s", "requesttype", "requests", "closed");
        for (var row : DemoQuestion.ask(databaseUrl)) {
            say("   %-28s %,9d %8d%%", row.type(), row.requests(), row.closed());
        }
        say("");
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
