package org.civichopper.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.civichopper.cli.doctor.Outcome.Unwell;
import org.civichopper.cli.doctor.Outcome.Well;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.importer.function.FunctionAccess;
import org.civichopper.testing.SharedCloud;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import picocli.CommandLine;

/// What is amiss is found, wherever it is, and nothing else is.
@Execution(ExecutionMode.CONCURRENT)
class DoctorCommandTest {

    private record Said(int exitCode, String out, String err) {
        JsonNode json() throws Exception {
            return new JsonMapper().readTree(out);
        }

        /// The checks that came out so.
        Set<String> checks(String outcome) throws Exception {
            var names = new TreeSet<String>();
            for (var check : json().path("checks")) {
                if (check.path("outcome").asText().equals(outcome)) {
                    names.add(check.path("check").asText());
                }
            }
            return names;
        }
    }

    @TempDir private Path folder;
    private Map<String, String> env;

    @BeforeEach
    void aCloudOfItsOwn() {
        env = new HashMap<>(SharedCloud.prepared());
    }

    @Test
    void allIsWellInALocalCloud() throws Exception {
        var said = examine();

        assertThat(said.checks("well"))
                .as(said.out())
                .containsExactlyInAnyOrder(
                        "configuration",
                        "database",
                        "privileges",
                        "schema",
                        "database's clock",
                        "duplicates",
                        "orphans",
                        "sequences",
                        "versions",
                        "bucket",
                        "bucket's clock",
                        "conditions",
                        "archive",
                        "queue");
        assertThat(said.exitCode()).isZero();
        assertThat(run(env).out()).endsWith("All is well.\n").contains("well      queue ");
    }

    @Test
    void aSearchPathWithoutPublicIsSaidUnderSchema() throws Exception {
        var doctored = new DoctoredDatabase();
        doctored.execute(
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = elsewhere', current_database()); END $$");

        assertThat(doctored.run("doctor").out())
                .containsPattern("schema +search_path\n +expected +public among its schemas");
    }

    @Test
    void aRunningUpIsFoundByItsFile() throws Exception {
        Files.writeString(
                folder.resolve("env"),
                String.join(
                        "\n",
                        env.entrySet().stream()
                                .map(e -> e.getKey() + "='" + e.getValue() + "'")
                                .toList()));

        var said = run(Map.of(), "--dir", folder.toString());

        assertThat(said.exitCode()).as(said.out() + said.err()).isZero();
        assertThat(said.out()).contains("what " + folder.resolve("env") + " says");
    }

    @Test
    void aDatabaseAloneIsEnough() throws Exception {
        var said = run(Map.of(), "--json", "--database-url", env.get("DATABASE_URL"));

        assertThat(said.exitCode()).as(said.out()).isZero();
        assertThat(said.checks("unchecked"))
                .containsExactlyInAnyOrder(
                        "bucket", "bucket's clock", "conditions", "archive", "queue");
    }

    @Test
    void withoutADatabaseTheOthersAreLookedAtAllTheSame() throws Exception {
        env.put("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing");

        var said = examine();

        assertThat(said.exitCode()).isEqualTo(3);
        assertThat(said.checks("unwell")).containsExactly("database");
        assertThat(said.checks("well")).contains("bucket", "bucket's clock", "queue");
        assertThat(said.checks("unchecked")).contains("orphans");
    }

    @Test
    void withoutABucketTheDatabaseIsLookedAtAllTheSame() throws Exception {
        env.put("S3_REALTIME_BASE", "s3://there-is-no-such-bucket");
        env.put("SQS_QUEUE_URL", env.get("SQS_QUEUE_URL") + "-nowhere");

        var said = examine();

        assertThat(said.exitCode()).isEqualTo(3);
        assertThat(said.checks("unwell"))
                .containsExactly("archive", "bucket", "bucket's clock", "conditions", "queue");
        assertThat(said.checks("well")).contains("duplicates");
        assertThat(said.out()).contains("correct S3_REALTIME_BASE", "correct SQS_QUEUE_URL");
    }

    @Test
    void everyWrongSettingIsNamedAtOnce() throws Exception {
        env.put("HOPPER_BATCH_SIZE", "many");
        env.put("HOPPER_SURGE", "yes");
        env.remove("SQS_QUEUE_URL");

        var said = examine();

        assertThat(said.checks("unwell")).containsExactly("configuration");
        assertThat(said.json().path("checks").path(0).path("findings"))
                .extracting(finding -> finding.path("found").asText())
                .containsExactlyInAnyOrder(
                        "SQS_QUEUE_URL is not set: set it to the queue's address, for example"
                                + " https://sqs.us-east-1.amazonaws.com/123456789012/my-queue",
                        "HOPPER_BATCH_SIZE: expected 1 to 1000, found \"many\"",
                        "HOPPER_SURGE: expected on or off, found \"yes\"");
    }

    @Test
    void aSettingThatNamesNoBucketKeepsNoOtherCheckFromBeingMade() throws Exception {
        env.put("S3_REALTIME_BASE", "bucket/folder");

        var said = examine();

        assertThat(said.checks("unwell")).containsExactly("configuration");
        assertThat(said.checks("unchecked"))
                .containsExactly("archive", "bucket", "bucket's clock", "conditions");
        assertThat(said.checks("well")).contains("duplicates", "queue");
    }

    @Test
    void askingLeavesNothingInTheBucket() {
        assertThat(run(env).exitCode()).isZero();

        var access = new FunctionAccess(env);
        try (var s3 = access.openBucket()) {
            assertThat(
                            s3.listObjectsV2(list -> list.bucket(access.bucket().orElseThrow()))
                                    .contents())
                    .isEmpty();
        }
    }

    @Test
    void aQueueWithoutDeadLettersIsFound() throws Exception {
        try (var sqs = new FunctionAccess(env).openQueue()) {
            var url =
                    sqs.createQueue(create -> create.queueName("bare-" + UUID.randomUUID()))
                            .queueUrl();
            env.put("SQS_QUEUE_URL", url);
        }

        assertThat(examine().checks("unwell")).containsExactly("queue");
    }

    @Test
    void aPrivilegeThatIsMissingIsNamedWithItsGrant() throws Exception {
        var role = "reader_" + UUID.randomUUID().toString().replace("-", "");
        executeAsSuperuser(
                """
                CREATE ROLE %1$s LOGIN PASSWORD 'reads';
                GRANT USAGE ON SCHEMA hopper TO %1$s;
                GRANT ALL ON ALL TABLES IN SCHEMA public, hopper TO %1$s;
                GRANT ALL ON ALL SEQUENCES IN SCHEMA public, hopper TO %1$s;
                REVOKE DELETE, UPDATE ON opencivicdata_billaction FROM %1$s
                """
                        .formatted(role));
        var url = DatabaseUrl.parse(env.get("DATABASE_URL"));
        env.put(
                "DATABASE_URL",
                "postgresql://%s:reads@%s:%d/%s?sslmode=disable"
                        .formatted(role, url.host(), url.port(), url.database()));

        var said = examine();

        assertThat(said.checks("unwell")).as(said.out()).containsExactly("privileges");
        assertThat(said.out())
                .contains("GRANT UPDATE, DELETE ON public.opencivicdata_billaction TO " + role);
        assertThat(said.json().path("findings").asInt()).isEqualTo(1);
    }

    @Test
    void tablesAndVersionsThatAreNotOursAreFound() throws Exception {
        execute(
                """
                ALTER TABLE opencivicdata_billtitle DROP COLUMN note;
                DELETE FROM hopper.history_ledger;
                UPDATE hopper.history_public SET checksum = 1 WHERE version = '2'
                """);

        var said = examine();

        assertThat(said.checks("unwell")).containsExactly("schema");
        assertThat(said.json().at("/findings").asInt()).as(said.out()).isEqualTo(3);
        assertThat(said.out())
                .contains(
                        "opencivicdata_billtitle.note",
                        "version none",
                        "another script of that version",
                        "hopper db init");
    }

    @Test
    void aClockThatIsWrongIsFound() throws Exception {
        var right = new Clocks(Clock.systemUTC());
        var fast = new Clocks(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(3)));
        var access = new FunctionAccess(env);
        try (var database = access.openDatabase();
                var s3 = access.openBucket()) {
            var bucket = access.bucket().orElseThrow();
            assertThat(database.inTransaction(right::ofDatabase)).isInstanceOf(Well.class);
            assertThat(right.ofBucket(s3, bucket)).isInstanceOf(Well.class);
            for (var outcome :
                    List.of(database.inTransaction(fast::ofDatabase), fast.ofBucket(s3, bucket))) {
                assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Unwell.class,
                                unwell ->
                                        assertThat(unwell.findings().getFirst().found())
                                                .matches("1[78]\\d s behind of ours"));
            }
        }
    }

    @Test
    void whatStandsTwiceIsFoundWithWhatMergesIt() throws Exception {
        execute(TWICE);

        var said = examine();

        assertThat(said.checks("unwell")).containsExactly("duplicates");
        assertThat(said.json().at("/findings").asInt()).as(said.out()).isEqualTo(3);
        assertThat(said.out())
                .contains(
                        "HB 1 in session 2025: ocd-bill/1, ocd-bill/2",
                        "ocd-vote/1, ocd-vote/2",
                        "ocd-event/1, ocd-event/2",
                        "hopper doctor --fix duplicates --jurisdiction "
                                + "ocd-jurisdiction/country:us/state:wy/government");
    }

    @Test
    void whatSpeaksOfNothingIsFound() throws Exception {
        execute(TWICE);
        execute(
                """
                DELETE FROM opencivicdata_bill WHERE id = 'ocd-bill/2';
                DELETE FROM opencivicdata_voteevent WHERE id = 'ocd-vote/2';
                DELETE FROM opencivicdata_event WHERE id = 'ocd-event/2';
                INSERT INTO hopper.document (jurisdiction_id, kind, natural_key, database_id)
                VALUES ('j', 'bill', 'gone', 'ocd-bill/gone'), ('j', 'vote_event', 'retired', 'ocd-vote/gone');
                INSERT INTO hopper.sighting (document_id, unresolved, content_hash, version_time, version_id_time,
                                             version_last_modified, seen_at, version_sha256)
                SELECT id, false, CASE WHEN natural_key = 'gone' THEN '\\x00'::bytea END, now(), now(), now(), now(), ''
                  FROM hopper.document;
                INSERT INTO hopper.named_action VALUES ('ocd-vote/gone', 'Passed');
                INSERT INTO hopper.waiting_link VALUES (gen_random_uuid(), 'a bill');
                INSERT INTO hopper.unmatched_person (database_id, place, row_name, row_type, row_detail, number, scheme, wanted, chamber)
                VALUES ('ocd-bill/gone', 'sponsor', 'Smith', 'person', '', 0, '', 'Smith', '')
                """);
        execute(
                """
                ALTER TABLE opencivicdata_voteevent DROP CONSTRAINT opencivicdata_voteevent_bill_id_fkey;
                UPDATE opencivicdata_voteevent SET bill_id = 'ocd-bill/never'
                """);

        var said = examine();

        assertThat(said.checks("unwell")).as(said.out()).containsExactly("orphans");
        assertThat(said.out())
                .contains(
                        "bill gone of j: ocd-bill/gone",
                        "hopper.named_action",
                        "hopper.waiting_link",
                        "hopper.unmatched_person",
                        "opencivicdata_voteevent.bill_id",
                        "ocd-bill/never")
                .doesNotContain("retired");
        assertThat(said.json().at("/findings").asInt()).isEqualTo(5);
    }

    @Test
    void aYesWithNothingToMendIsAMistake() {
        assertThat(run(env, "--yes").exitCode()).isEqualTo(2);
    }

    private static final String TWICE =
            """
            INSERT INTO opencivicdata_legislativesession
            VALUES ('00000000-0000-0000-0000-000000000001', '2025', '2025', 'primary', '', '',
                    'ocd-jurisdiction/country:us/state:wy/government', true);
            INSERT INTO opencivicdata_bill
            SELECT now() + make_interval(secs => number), now(), '{}', 'ocd-bill/' || number, 'HB 1', 'An act', '{}', '{}', NULL,
                   '00000000-0000-0000-0000-000000000001', NULL, NULL, '', NULL, '[]'
              FROM generate_series(1, 2) AS number;
            INSERT INTO opencivicdata_voteevent
            SELECT now() + make_interval(secs => number), now(), 'ocd-vote/' || number, '', 'Passage', '{}', '2025-01-01', 'pass', '{}',
                   'ocd-bill/1', NULL, '00000000-0000-0000-0000-000000000001', o.id, 0, 'same'
              FROM generate_series(1, 2) AS number, opencivicdata_organization o
             WHERE o.jurisdiction_id = 'ocd-jurisdiction/country:us/state:wy/government'
               AND o.classification = 'lower';
            INSERT INTO opencivicdata_event
            SELECT now() + make_interval(secs => number), now(), '{}', 'ocd-event/' || number, 'Hearing', '', '', '2025-01-01', '', false, '',
                   'ocd-jurisdiction/country:us/state:wy/government', NULL, NULL, false, '', '[]', '[]'
              FROM generate_series(1, 2) AS number
            """;

    private Said examine() {
        return run(env, "--json");
    }

    private static Said run(Map<String, String> shell, String... options) {
        var out = new StringWriter();
        var err = new StringWriter();
        var exitCode =
                new CommandLine(new DoctorCommand(shell))
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(options);
        return new Said(exitCode, out.toString(), err.toString());
    }

    private void executeAsSuperuser(String sql) throws SQLException {
        try (var connection = SharedCloud.superuser(env);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection =
                        DatabaseUrl.parse(env.get("DATABASE_URL")).dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
