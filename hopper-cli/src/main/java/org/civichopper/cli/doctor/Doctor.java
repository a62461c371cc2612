package org.civichopper.cli.doctor;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.civichopper.aws.BucketName;
import org.civichopper.aws.QueueUrl;
import org.civichopper.aws.Refusal;
import org.civichopper.bulk.ledger.LoadSchema;
import org.civichopper.cli.cloud.FunctionEnvironment;
import org.civichopper.cli.db.SchemaMigration;
import org.civichopper.cli.doctor.Outcome.Unchecked;
import org.civichopper.cli.doctor.Outcome.Well;
import org.civichopper.cli.status.LoadsAlone;
import org.civichopper.cli.status.Status;
import org.civichopper.commandline.Surroundings;
import org.civichopper.database.Database;
import org.civichopper.database.Work;
import org.civichopper.database.schema.ServerRelease;
import org.civichopper.importer.function.FunctionAccess;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/// Looks at everything that the function depends on, as the function would reach it. It changes
/// nothing but for an object of its own, and no check depends on another's being well, but for
/// those that need a database.
final class Doctor {

    /// A check and what came of it.
    record Examined(String check, Outcome outcome) {}

    private static final List<String> WITHOUT_A_CLOUD =
            List.of(BucketName.VARIABLE, QueueUrl.VARIABLE);

    private final FunctionEnvironment environment;
    private final FunctionAccess access;
    private final Clock clock;
    private final List<Examined> examined = new ArrayList<>();

    Doctor(FunctionEnvironment environment, Clock clock) {
        this.environment = environment;
        this.access = new FunctionAccess(environment.variables());
        this.clock = clock;
    }

    /// One of the questions.
    private interface Check {

        Outcome make() throws SQLException;
    }

    List<Examined> examine() {
        check("configuration", this::configuration);
        examineBucket(examineDatabase() instanceof Well);
        check("queue", this::queue);
        return examined;
    }

    private Outcome configuration() {
        var alone = environment.variables().keySet().stream().noneMatch(WITHOUT_A_CLOUD::contains);
        var faults = access.faults(alone ? WITHOUT_A_CLOUD : List.of());
        return Outcome.of(
                faults.stream()
                        .map(fault ->
                                new Finding(
                                        environment.source(),
                                        "settings that the function accepts",
                                        fault,
                                        "set the variable as docs/commands.md says"))
                        .toList(),
                "what " + environment.source() + " says");
    }

    // Well only where there is a ledger of documents to compare a bucket with.
    private Outcome examineDatabase() {
        var reached = check("database", this::reach);
        if (reached instanceof Well) {
            try (var database = access.openDatabase()) {
                var alone = isTrue(database, LoadsAlone::here, false);
                if (alone) {
                    leaveRealtime(Status.LOADS_ALONE);
                } else {
                    examineRealtime(database);
                }
                if (isTrue(database, LoadSchema::isThere, true)) {
                    examineLoads(database);
                }
                return alone ? new Unchecked(Status.LOADS_ALONE) : reached;
            }
        }
        leaveRealtime("there is no database to look into");
        return reached;
    }

    private void examineRealtime(Database database) {
        check("privileges", on(database, Privileges::examine));
        check("schema", () -> schema(database));
        check("database's clock", on(database, new Clocks(clock)::ofDatabase));
        check("duplicates", on(database, Duplicates::examine));
        check("orphans", on(database, Orphans::examine));
        check("sequences", on(database, Sequences::examine));
        check("versions", on(database, FutureVersions::examine));
    }

    private void leaveRealtime(String why) {
        for (var name :
                List.of(
                        "privileges",
                        "schema",
                        "database's clock",
                        "duplicates",
                        "orphans",
                        "sequences",
                        "versions")) {
            check(name, () -> new Unchecked(why));
        }
    }

    private void examineLoads(Database database) {
        if (!(check("loads", on(database, new Loads(isPooled())::examine)) instanceof Unchecked)) {
            check("loads' space", on(database, LoadSpace::examine));
            check("loads' keys", on(database, new LoadKeys(Surroundings.here())::examine));
        }
    }

    // Not a word of loads where nothing was ever loaded; where that cannot be asked, the check says
    // why.
    private static boolean isTrue(Database database, Work<Boolean> question, boolean unknown) {
        try {
            return database.inTransaction(question);
        } catch (SQLException e) {
            return unknown;
        }
    }

    private boolean isPooled() {
        return environment.variables().getOrDefault("HOPPER_DATABASE_POOLER", "").equals("on");
    }

    private Outcome reach() throws SQLException {
        if (access.databaseUrl().isEmpty()) {
            return Outcome.found(
                    "DATABASE_URL",
                    "the address of a database",
                    "none",
                    "set it, or give --database-url postgresql://user:password@host:port/database");
        }
        var url = access.databaseUrl().get();
        try (var database = access.openDatabase()) {
            database.requireWritable();
            return database.inTransaction(ServerRelease::tooOld)
                    .map(old ->
                            Outcome.found(
                                    url.toString(),
                                    old.expected(),
                                    old.found(),
                                    "move the database to a newer server"))
                    .orElseGet(() -> new Well(url + " can be written to"));
        } catch (SQLException e) {
            return Outcome.found(
                    url.toString(),
                    "a connection that can write",
                    e.getMessage(),
                    "docs/runbook.md#database says what to look at");
        }
    }

    private static Check on(Database database, Work<Outcome> check) {
        return () -> database.inTransaction(check);
    }

    private Outcome schema(Database database) throws SQLException {
        var findings = new ArrayList<>(database.inTransaction(Tables::differences));
        for (var difference : SchemaMigration.versions(access.dataSource())) {
            findings.add(
                    new Finding(
                            difference.place(),
                            difference.expected(),
                            difference.found(),
                            "behind this program: hopper db init; ahead of it: use the newer hopper"
                                    + " and deploy the newer function"));
        }
        return Outcome.of(findings, "tables, columns and versions are those of this program");
    }

    private void examineBucket(boolean databaseIsThere) {
        try {
            access.bucket()
                    .ifPresentOrElse(
                            bucket -> examineBucket(bucket, databaseIsThere),
                            () -> leaveBucket(BucketName.VARIABLE + " names no bucket"));
        } catch (IllegalArgumentException e) { // which the configuration's check says, too
            leaveBucket("no bucket can be looked at: " + e.getMessage());
        }
    }

    private void leaveBucket(String why) {
        for (var name : List.of("bucket", "bucket's clock", "conditions", "archive")) {
            check(name, () -> new Unchecked(why));
        }
    }

    private void examineBucket(String bucket, boolean databaseIsThere) {
        try (var s3 = access.openBucket()) {
            check("bucket", new BucketPermissions(s3, bucket)::examine);
            check("bucket's clock", () -> new Clocks(clock).ofBucket(s3, bucket));
            check("conditions", () -> new StoreConditions(s3, bucket, access.removal()).examine());
            check(
                    "archive",
                    () ->
                            databaseIsThere
                                    ? archive(s3, bucket)
                                    : new Unchecked("there is no ledger to compare it with"));
        }
    }

    private Outcome archive(S3Client s3, String bucket) throws SQLException {
        try (var database = access.openDatabase()) {
            return new Archived(database, s3, bucket).examine();
        }
    }

    private Outcome queue() {
        var url = access.queueUrl();
        if (url.isEmpty()) {
            return new Unchecked(QueueUrl.VARIABLE + " names no queue");
        }
        try (var sqs = access.openQueue()) {
            return new QueuePermissions(sqs, url.get()).examine();
        }
    }

    // One check that fails must not keep the others from being made.
    private Outcome check(String name, Check check) {
        Outcome outcome;
        try {
            outcome = check.make();
        } catch (SdkException e) {
            outcome = failed(name, Refusal.of(e));
        } catch (SQLException | RuntimeException e) {
            outcome = failed(name, e.getMessage() == null ? e.toString() : e.getMessage());
        }
        examined.add(new Examined(name, outcome));
        return outcome;
    }

    private static Outcome failed(String name, String message) {
        return Outcome.found(name, "an answer", message, "mend that, then run hopper doctor again");
    }
}
