package org.civichopper.cli.doctor;

import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.civichopper.aws.BucketName;
import org.civichopper.cli.cloud.EnvironmentOptions;
import org.civichopper.cli.cloud.FunctionEnvironment;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.ExitCodes;
import org.civichopper.commandline.JurisdictionId;
import org.civichopper.importer.function.FunctionAccess;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `hopper doctor`: is all as it should be, and what is to be done about what is not.
@Command(
        name = "doctor",
        description = {
            "Checks what the function depends on: its settings, the database's tables, privileges"
                    + " and version, bucket, queue and clocks; and looks for sessions, bills, votes and"
                    + " events that stand twice, for what speaks of nothing and for objects that the"
                    + " database has forgotten. It changes nothing but for an object of its own, which it"
                    + " puts into the bucket and removes.",
            "It looks at what --env-file says, else the environment, else a running hopper up; with"
                    + " only a database it leaves out bucket and queue."
        },
        footer = {
            "",
            "Example:",
            "  hopper doctor",
            "  hopper doctor --fix duplicates            shows what would be merged",
            "  hopper doctor --fix duplicates --yes      merges it",
            "  hopper doctor --fix sequences --yes       lets the ledger number rows again"
        },
        mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {

    private static final String DATABASE = "DATABASE_URL";

    /// What can be mended.
    enum Fix {
        DUPLICATES,
        SEQUENCES,
        VERSIONS
    }

    @Spec private CommandSpec spec;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description =
                    "Another database than the environment's, as"
                            + " postgresql://user:password@host:port/database")
    private Optional<String> databaseUrl = Optional.empty();

    @Mixin private EnvironmentOptions environmentOptions;

    @Option(names = "--json", description = "Prints one JSON object for machines.")
    private boolean json;

    @Option(
            names = "--fix",
            paramLabel = "WHAT",
            description = {
                "duplicates: merges sessions, bills and votes that stand more than once into the row of"
                        + " each that the import takes, with all that points at them, and marks the"
                        + " other events as deleted. Says what it would do; does it with"
                        + " --yes.",
                "sequences: moves sequences of the ledger that are behind their tables, as after"
                        + " logical replication or a restored backup, to where these are. The same.",
                "versions: lets documents whose version lies in the future, because they were imported"
                        + " where a clock was ahead, be as new as now. The same."
            })
    private Optional<Fix> fix = Optional.empty();

    @Option(names = "--yes", description = "Lets --fix do what it says.")
    private boolean yes;

    @Option(
            names = "--jurisdiction",
            converter = JurisdictionId.class,
            paramLabel = "ID",
            description =
                    "With --fix duplicates: only there, as de, us/state:de or ocd-jurisdiction/country:us/state:de/government")
    private Optional<String> jurisdiction = Optional.empty();

    private final Map<String, String> shell;

    public DoctorCommand() {
        this(System.getenv());
    }

    DoctorCommand(Map<String, String> shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        if (fix.isEmpty() && (yes || jurisdiction.isPresent())) {
            throw new ParameterException(
                    spec.commandLine(), "Expected --fix with --yes and --jurisdiction, found none");
        }
        if (jurisdiction.isPresent() && !fix.equals(Optional.of(Fix.DUPLICATES))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Expected --jurisdiction with --fix duplicates alone: the others are everybody's");
        }
        var environment = environment();
        var report =
                fix.isPresent()
                        ? mend(environment, fix.get())
                        : new DoctorReport(new Doctor(environment, Clock.systemUTC()).examine());
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(report.toJson());
        } else {
            report.print(out);
        }
        out.flush();
        return report.needsAPerson() ? ExitCodes.NEEDS_A_PERSON : ExitCode.OK;
    }

    private Report mend(FunctionEnvironment environment, Fix what) {
        try (var database = new FunctionAccess(environment.variables()).openDatabase()) {
            database.requireWritable();
            return switch (what) {
                case DUPLICATES ->
                        new RepairReport(new DuplicateRepair(database, yes).run(jurisdiction), yes);
                case VERSIONS ->
                        new FutureReport(
                                database.inTransaction(
                                        yes ? FutureVersions::bringBack : FutureVersions::find),
                                yes);
                case SEQUENCES ->
                        new SequenceReport(
                                database.inTransaction(
                                        yes ? Sequences::catchUp : Sequences::behind),
                                yes);
            };
        } catch (IllegalArgumentException e) {
            throw new CannotRunException(environment.source() + ": " + e.getMessage(), e);
        } catch (SQLException e) {
            throw new CannotRunException(
                    "expected to mend %s, found: %s. What is not mended stands as it stood; mend that, then run it again."
                            .formatted(what.name().toLowerCase(Locale.ROOT), e.getMessage()),
                    e);
        }
    }

    /// A database alone is enough, so that a bucket of somebody else's is not mixed in.
    private FunctionEnvironment environment() {
        var alone =
                !environmentOptions.nameAFile()
                        && !shell.containsKey(BucketName.VARIABLE)
                        && (databaseUrl.isPresent() || shell.containsKey(DATABASE));
        var chosen = alone ? FunctionEnvironment.ofShell(shell) : environmentOptions.choose(shell);
        if (databaseUrl.isEmpty()) {
            return chosen;
        }
        var all = new HashMap<>(chosen.variables());
        all.put(DATABASE, databaseUrl.get());
        return new FunctionEnvironment(all, chosen.source() + " and --database-url");
    }
}
