package org.civichopper.cli.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.localcloud.bucket.Asked;
import org.civichopper.localcloud.bucket.Misdeed;
import org.civichopper.localcloud.bucket.PublicBucket;
import org.civichopper.localcloud.courts.InventedDump;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Shows a newcomer a load of a dump: court opinions come from a bucket that cuts into Postgres,
/// then those of the next quarter, and that is taken back.
@Command(
        name = "courtlistener",
        description = {
            "Starts a bucket and a Postgres on throwaway data, loads an invented court dump and the next"
                    + " quarter's, and takes that back.",
            "The bucket misbehaves as real ones do. Needs no network. Leaves nothing behind."
        },
        footer = {"", "Example:", "  hopper demo courtlistener"},
        mixinStandardHelpOptions = true)
final class CourtListenerDemoCommand implements Callable<Integer> {

    private static final LocalDate JUNE = LocalDate.of(2026, 6, 30);
    private static final LocalDate SEPTEMBER = LocalDate.of(2026, 9, 30);
    private static final long CUT = 60_000; // bytes

    @Spec private CommandSpec spec;

    @Option(
            names = "--opinions",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many opinions the first dump has (default: ${DEFAULT-VALUE}).")
    private int opinions;

    private PrintWriter out;

    @Override
    public Integer call() {
        if (opinions < 100 || opinions > 100_000) {
            throw new ParameterException(
                    spec.commandLine(), "--opinions: expected 100 to 100000, found " + opinions);
        }
        out = spec.commandLine().getOut();
        say("Starting a bucket and a Postgres on this machine …");
        return DemoStage.openWithDatabase((folder, databaseUrl) -> {
            try (var bucket = PublicBucket.start()) {
                run(folder, bucket, databaseUrl);
            }
        });
    }

    private void run(Path folder, PublicBucket bucket, String databaseUrl)
            throws IOException, SQLException, InterruptedException {
        new InventedDump(JUNE, opinions, 1).files().forEach(bucket::put);
        say(
                "Ready. The bucket has a dump of six tables with %,d opinions, all invented.",
                opinions);
        say("");
        var load = new DemoLoad(folder, Map.of("DATABASE_URL", databaseUrl), _ -> {});
        var command = List.of("courtlistener", "--source", bucket.url(), "--retry-for", "1m");
        say("1. hopper load courtlistener");
        misbehave(bucket);
        bucket.forget();
        show(load.run("first", command), bucket);
        say("   what dangles is counted, and its foreign key is left without validation:");
        say("   the last cluster came while the dockets were written already");
        say("");
        say("2. The next quarter's dump appears, and the load script comes last:");
        new InventedDump(SEPTEMBER, opinions + opinions / 10, 1).files().forEach(bucket::put);
        bucket.behave();
        bucket.forget();
        show(load.run("second", command), bucket);
        say("   readers saw the old tables until one moment, and the new ones from then on");
        say("");
        say("3. hopper load rollback courtlistener");
        load.run("rollback", List.of("rollback", "courtlistener"));
        say("   the tables have %,d opinions again", count(databaseUrl));
        say("");
        say("Where next:");
        say("  hopper load courtlistener dumps               what the real bucket has");
        say(
                "  hopper load courtlistener --tables courts     a small real table; wants DATABASE_URL");
        say("  hopper load courtlistener --dry-run           what all of it would take");
    }

    // The last is ordered first: an order does not count requests at which an earlier one acts.
    private void misbehave(PublicBucket bucket) {
        misbehave(bucket, 4, Misdeed.slowDown(), "answers 503 SlowDown");
        misbehave(bucket, 3, new Misdeed.Cut(CUT), "breaks off again");
        misbehave(bucket, 2, new Misdeed.Cut(CUT), "breaks off behind %,d bytes".formatted(CUT));
    }

    private void misbehave(PublicBucket bucket, int nth, Misdeed misdeed, String words) {
        bucket.misbehaveAt(nth, 1, CourtListenerDemoCommand::isData, misdeed);
        bucket.before(
                nth,
                CourtListenerDemoCommand::isData,
                () -> say("   at the request for data number %d the bucket %s", nth, words));
    }

    private static boolean isData(Asked asked) {
        return asked.key().endsWith(".bz2");
    }

    private void show(DemoLoad.Came came, PublicBucket bucket) {
        say(
                "   dump %s: %,d rows in %.1f s, from %,d requests and %.1f MB, nothing of it on disk",
                came.report().path("dump").asText(),
                came.count("inserted"),
                came.seconds(),
                bucket.asked().size(),
                bucket.sent() / 1e6);
        came.report()
                .path("orphans")
                .forEach(orphan ->
                        say(
                                "   %s.%s: %d row without its %s",
                                orphan.path("table").asText(),
                                orphan.path("column").asText(),
                                orphan.path("count").asLong(),
                                orphan.path("references").asText()));
    }

    private static long count(String databaseUrl) throws SQLException {
        try (var connection = DatabaseUrl.parse(databaseUrl).dataSource().getConnection();
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "SELECT count(*) FROM courtlistener.search_opinion")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
