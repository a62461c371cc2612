package org.civichopper.cli.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.localcloud.bucket.Misdeed;
import org.civichopper.localcloud.bucket.PublicBucket;
import org.civichopper.localcloud.congress.InventedCongress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Shows a newcomer a data set of Congress: its zip comes over a line that breaks, a swapped one is
/// refused, and a newer one is taken back.
@Command(
        name = "bicam",
        description = {
            "Starts a bucket and a Postgres on throwaway data, loads an invented data set of Congress,"
                    + " refuses a zip that is not the manifest's, loads a newer one, and takes that back.",
            "Needs no Docker and no network. Leaves nothing behind."
        },
        footer = {"", "Example:", "  hopper demo bicam"},
        mixinStandardHelpOptions = true)
final class BicamDemoCommand implements Callable<Integer> {

    private static final String KEY = "bills/bicam_bills.zip";

    @Spec private CommandSpec spec;

    @Option(
            names = "--bills",
            paramLabel = "N",
            defaultValue = "5000",
            description = "How many bills Congress has at first (default: ${DEFAULT-VALUE}).")
    private int bills;

    private PrintWriter out;

    @Override
    public Integer call() {
        if (bills < 100 || bills > 1_000_000) {
            throw new ParameterException(
                    spec.commandLine(), "--bills: expected 100 to 1000000, found " + bills);
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
        var load = new DemoLoad(folder, Map.of("DATABASE_URL", databaseUrl), _ -> {});
        var command =
                List.of(
                        "bicam",
                        "--datasets",
                        "bills",
                        "--source",
                        bucket.url(),
                        "--cache",
                        folder.resolve("cache").toString(),
                        "--manifest",
                        folder.resolve("manifest.json").toString());
        say("1. A zip of %,d invented bills, over a line that breaks in the middle:", bills);
        say("   hopper load bicam --datasets bills --source URL --manifest FILE");
        var first = publish(folder, bucket, bills, 1);
        bucket.misbehaveAt(2, 1, _ -> true, new Misdeed.Cut(first.length / 2));
        show(load.run("first", command), bucket);
        say("");
        say("2. The manifest names a newer zip, and the bucket has the old one still:");
        var second = publish(folder, bucket, bills + bills / 10, 2);
        bucket.put(KEY, first);
        try {
            load.run("swapped", command);
        } catch (CannotRunException e) {
            say("   %s", e.getMessage());
        }
        say("   the tables have %,d bills, as before", count(databaseUrl));
        say("");
        say("3. Now the bucket has it:");
        bucket.put(KEY, second);
        bucket.forget();
        show(load.run("second", command), bucket);
        say("   what was there lies in schema bicam_previous");
        say("");
        say("4. hopper load rollback bicam");
        load.run("rollback", List.of("rollback", "bicam"));
        say("   the tables have %,d bills again", count(databaseUrl));
        say("");
        say("Where next:");
        say(
                "  hopper load bicam --datasets members    a small real one; wants DATABASE_URL and a login of AWS");
        say("  hopper load bicam --dry-run             what all of them would take");
        say("  hopper export table bicam.bills --format parquet --out bills.parquet");
    }

    private static byte[] publish(Path folder, PublicBucket bucket, int bills, int edition)
            throws IOException {
        new InventedCongress(bills, edition).write(folder);
        var zip = Files.readAllBytes(folder.resolve(KEY));
        bucket.put(KEY, zip);
        return zip;
    }

    private void show(DemoLoad.Came came, PublicBucket bucket) {
        say(
                "   %,d rows into %d tables in %.1f s, from %d requests and %.1f MB",
                came.count("inserted"),
                came.report().path("tables").size(),
                came.seconds(),
                bucket.asked().size(),
                bucket.sent() / 1e6);
    }

    private static long count(String databaseUrl) throws SQLException {
        try (var connection = DatabaseUrl.parse(databaseUrl).dataSource().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM bicam.bills")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
