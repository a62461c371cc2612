package org.civichopper.cli.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.civichopper.commandline.ExitCodes;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.localcloud.openstates.Asked;
import org.civichopper.localcloud.openstates.InventedStates;
import org.civichopper.localcloud.openstates.InventedZip;
import org.civichopper.localcloud.openstates.Kind;
import org.civichopper.localcloud.openstates.LocalOpenStates;
import org.civichopper.localcloud.openstates.Manners;
import org.civichopper.localcloud.openstates.Misdeed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Shows a newcomer a copy of the API of Open States: a key whose day ends in the middle, an API
/// that fails and moves rows, and what changed later.
@Command(
        name = "openstates",
        description = {
            "Starts an Open States and a Postgres on throwaway data, and loads a session of invented"
                    + " bills until the key may ask no more, then the rest, then what changed,"
                    + " then a session of before out of its zip.",
            "The API misbehaves as the real one does. Needs no network. Leaves nothing behind."
        },
        footer = {"", "Example:", "  hopper demo openstates"},
        mixinStandardHelpOptions = true)
final class OpenStatesDemoCommand implements Callable<Integer> {

    private static final String STATE = "nc";
    private static final String SESSION = "2025";
    private static final int A_MINUTE = 600;
    private static final int BEFORE_BILLS = 5; // requests, of the rest that is loaded
    private static final int A_PAGE = 20;

    @Spec private CommandSpec spec;

    @Option(
            names = "--bills",
            paramLabel = "N",
            defaultValue = "400",
            description = "How many bills the session has (default: ${DEFAULT-VALUE}).")
    private int bills;

    private PrintWriter out;

    @Override
    public Integer call() {
        if (bills < 100 || bills > 20_000) {
            throw new ParameterException(
                    spec.commandLine(), "--bills: expected 100 to 20000, found " + bills);
        }
        out = spec.commandLine().getOut();
        say("Starting an Open States and a Postgres on this machine …");
        var invented = new InventedStates(2, bills, 2, 10, 1);
        return DemoStage.openWithDatabase((folder, databaseUrl) -> {
            try (var states = invented.serve(Manners.usual())) {
                run(folder, invented, states, databaseUrl);
            }
        });
    }

    private void run(
            Path folder, InventedStates invented, LocalOpenStates states, String databaseUrl)
            throws IOException, SQLException, InterruptedException {
        var load =
                new DemoLoad(
                        folder,
                        Map.of("DATABASE_URL", databaseUrl, "OPENSTATES_API_KEY", Manners.KEY),
                        line -> say("%s", line));
        var aDay = BEFORE_BILLS + bills / A_PAGE / 2;
        say("Ready. Two states, and %,d bills of North Carolina's session, all invented.", bills);
        say("");
        say("1. All of North Carolina: hopper load openstates all --jurisdiction %s", STATE);
        say("   the key may ask %d times today, a tenth of a second apart", aDay);
        misbehave(states);
        var first =
                load.run(
                        "until the day ends",
                        arguments(states, aDay, "all"),
                        ExitCodes.AGAIN_LATER);
        say(
                "   exit code %d: what came is there, and nothing is called completed",
                ExitCodes.AGAIN_LATER);
        say("");
        say("2. The next day, the same command");
        var moved = states.bills(jurisdiction(states), SESSION).get(3);
        states.before(
                Asked.page(Kind.BILL, 3),
                () -> {
                    states.touch(moved);
                    say(
                            "   a bill changes while its session is read: all pages behind it move up by one");
                });
        var rest = load.run("the rest", arguments(states, 100_000, "all"));
        say("   it went on behind the last page that was stored, and read again what had moved");
        say("");
        say("3. Three bills change: hopper load openstates bills --jurisdiction %s", STATE);
        invented.edit(states, STATE, SESSION, 3);
        var update = load.run("what changed", arguments(states, 100_000, "bills"));
        say("   one request brought what changed since the watermark; all else was left alone");
        say("");
        var history = history(folder, invented, load);
        show(first, rest, update, history);
        answer(databaseUrl);
        say("Where next:");
        say(
                "  hopper load openstates --help        the real one; wants DATABASE_URL and OPENSTATES_API_KEY");
        say("  hopper load openstates stats         what is there, and what was done last");
        say("  docs/openstates.md                   every option, table and promise");
    }

    // A session before, which no key need be asked for.
    private DemoLoad.Came history(Path folder, InventedStates invented, DemoLoad load)
            throws IOException, InterruptedException {
        var session = invented.sessions(STATE).getFirst();
        var zip = folder.resolve("NC_%s_csv.zip".formatted(session));
        new InventedZip(invented, STATE, session, bills / 2)
                .write(zip, "2025-06-01 04:05:06.070809");
        say(
                "4. A session of before, out of its zip: hopper load openstates-zip %s",
                zip.getFileName());
        var came = load.run("history", List.of("openstates-zip", zip.toString()));
        say("   one file, one transaction; what came from the API was left alone");
        say("");
        return came;
    }

    private static String jurisdiction(LocalOpenStates states) {
        return states.ids(Kind.JURISDICTION).stream()
                .filter(id -> id.contains("state:" + STATE + "/government"))
                .findFirst()
                .orElseThrow();
    }

    private void misbehave(LocalOpenStates states) {
        states.misbehaveAt(2, Asked.list(Kind.BILL), Misdeed.internalError());
        states.before(
                2,
                Asked.list(Kind.BILL),
                () -> say("   at the second page of bills the API answers 500; it is asked again"));
    }

    private static List<String> arguments(LocalOpenStates states, int aDay, String operation) {
        var arguments = new ArrayList<>(List.of("openstates", operation, "--jurisdiction", STATE));
        arguments.addAll(List.of("--session", SESSION, "--source", states.url()));
        arguments.addAll(List.of("--requests-per-minute", "" + A_MINUTE));
        arguments.addAll(List.of("--requests-per-day", "" + aDay, "--retry-for", "1m"));
        return arguments;
    }

    private void show(DemoLoad.Came... loads) {
        say("What came of it:");
        say(
                "   %-18s %-9s %7s %9s %8s %9s %9s",
                "", "status", "read", "inserted", "updated", "requests", "seconds");
        for (var load : loads) {
            say(
                    "   %-18s %-9s %,7d %,9d %,8d %,9d %9.1f",
                    load.mode(),
                    load.report().path("status").asText(),
                    load.count("read"),
                    load.count("inserted"),
                    load.count("updated"),
                    load.count("requests"),
                    load.seconds());
        }
        say("   a run that goes on counts what came before it stopped, too");
        say("");
    }

    private static final String QUESTION =
            """
            SELECT p.name, count(*) FILTER (WHERE s."primary") AS first, count(*) AS bills
              FROM openstates.bill_sponsorships s
              JOIN openstates.people p ON p.id = s.person_id
             GROUP BY p.name
             ORDER BY bills DESC, p.name
             LIMIT 3
            """;

    private void answer(String databaseUrl) throws SQLException {
        say("A question to it, as any program may ask it:");
        QUESTION.lines().forEach(line -> say("   %s", line));
        say("");
        say("   %-24s %8s %8s", "name", "first", "bills");
        try (var connection = DatabaseUrl.parse(databaseUrl).dataSource().getConnection();
                var statement = connection.prepareStatement(QUESTION);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                say("   %-24s %,8d %,8d", rows.getString(1), rows.getLong(2), rows.getLong(3));
            }
        }
        say("");
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
