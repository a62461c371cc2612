package org.civichopper.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.sqs.model.Message;

@Execution(ExecutionMode.CONCURRENT)
class LocalCloudTest {

    @TempDir private Path folder;

    @BeforeEach
    void open() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void everythingSurvivesAKilledProgramAndARestart() throws Exception {
        var program =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                LeavesSomethingAndWaits.class.getName(),
                                folder.resolve("cloud").toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        assertThat(program.inputReader().readLine()).isEqualTo("left");

        program.destroyForcibly().waitFor();

        Map<String, String> addresses;
        try (var second = LocalCloud.start(folder.resolve("cloud"))) {
            assertThatNothingWasLost(second);
            addresses = second.environment("one", "one", "one");
        }
        try (var third = LocalCloud.start(folder.resolve("cloud"))) {
            assertThatNothingWasLost(third);
            assertThat(third.environment("one", "one", "one"))
                    .as("what was set to it finds it again")
                    .isEqualTo(addresses);
        }
    }

    @Test
    void refusesAFolderThatIsInUse() {
        var first = FolderLock.take(folder);
        try (first) {
            assertThatThrownBy(() -> LocalCloud.start(folder))
                    .isInstanceOf(LocalCloudException.class)
                    .hasMessageContaining("already running");
        }
    }

    @Test
    void namesEverythingByTheVariablesThatScrapersRead() {
        assertThat(SharedCloud.CLOUD.environment("db", "box", "line"))
                .containsOnlyKeys(
                        "AWS_ENDPOINT_URL",
                        "AWS_ENDPOINT_URL_S3",
                        "AWS_ENDPOINT_URL_SQS",
                        "AWS_ACCESS_KEY_ID",
                        "AWS_SECRET_ACCESS_KEY",
                        "AWS_DEFAULT_REGION",
                        "AWS_REGION",
                        "S3_REALTIME_BASE",
                        "SQS_QUEUE_URL",
                        "DATABASE_URL")
                .containsEntry("S3_REALTIME_BASE", "s3://box")
                .containsEntry("SQS_QUEUE_URL", SharedCloud.CLOUD.createQueue("line").queue() + "")
                .containsEntry("DATABASE_URL", SharedCloud.CLOUD.postgres().url("db"));
    }

    /// A program that does not get the chance to clean up after itself.
    static final class LeavesSomethingAndWaits {
        public static void main(String[] arguments) throws Exception {
            leaveSomething(LocalCloud.start(Path.of(arguments[0])));
            System.out.println("left");
            System.in.read();
        }
    }

    private static void leaveSomething(LocalCloud cloud) throws SQLException {
        cloud.createBucket("kept");
        var queue = cloud.createQueue("kept").queue().toString();
        cloud.postgres().createDatabase("kept");
        try (var s3 = Clients.s3(cloud);
                var sqs = Clients.sqs(cloud);
                var connection = DriverManager.getConnection(cloud.postgres().jdbcUrl("kept"));
                var statement = connection.createStatement()) {
            s3.putObject(
                    request -> request.bucket("kept").key("de/bill_1.json"),
                    RequestBody.fromString("{}"));
            sqs.sendMessage(request -> request.queueUrl(queue).messageBody("kept"));
            sqs.sendMessage(request -> request.queueUrl(queue).messageBody("kept, ñ"));
            statement.execute("CREATE TABLE kept AS SELECT 1");
        }
    }

    private static void assertThatNothingWasLost(LocalCloud cloud) throws SQLException {
        cloud.createBucket("kept");
        var queue = cloud.createQueue("kept").queue().toString();
        cloud.postgres().createDatabase("kept");
        try (var s3 = Clients.s3(cloud);
                var sqs = Clients.sqs(cloud);
                var connection = DriverManager.getConnection(cloud.postgres().jdbcUrl("kept"));
                var statement = connection.createStatement()) {
            assertThat(
                            s3.getObjectAsBytes(r -> r.bucket("kept").key("de/bill_1.json"))
                                    .asUtf8String())
                    .isEqualTo("{}");
            assertThat(
                            sqs.receiveMessage(r ->
                                            r.queueUrl(queue)
                                                    .maxNumberOfMessages(10)
                                                    .visibilityTimeout(0))
                                    .messages())
                    .extracting(Message::body)
                    .containsExactlyInAnyOrder("kept", "kept, ñ");
            assertThat(statement.executeQuery("TABLE kept").next()).isTrue();
        }
    }
}
