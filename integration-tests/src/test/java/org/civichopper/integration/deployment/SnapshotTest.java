package org.civichopper.integration.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MethodRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.civichopper.importer.function.ImporterFunction;
import org.civichopper.localcloud.lambda.Answer;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.FunctionModules;
import org.civichopper.testing.Patience;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Where Lambda starts functions from a snapshot: what is in it is in all of them.
class SnapshotTest {

    // Whose state a snapshot would hold; SecureRandom takes something new from the system each
    // time.
    private static final Set<String> REPEATABLE =
            Set.of(
                    "java/util/Random",
                    "java/util/SplittableRandom",
                    "java/util/concurrent/ThreadLocalRandom",
                    "java/util/random/RandomGenerator",
                    "java/lang/Math.random");

    private Site site;
    private ImporterFunction function;

    @BeforeEach
    void open() {
        site = Site.open();
        function = site.function(Map.of());
        site.deliverSession();
    }

    @AfterEach
    void close() {
        function.close();
        site.close();
    }

    @Test
    void aFunctionThatWasOnlyBuiltIsConnectedToNothing() throws Exception {
        assertThat(connections()).isZero();
    }

    @Test
    void noConnectionIsLeftInTheSnapshotAndWorkGoesOnAfterIt() throws Exception {
        Site.tick(function);
        assertThat(connections()).isPositive();

        function.beforeCheckpoint(null);
        Patience.until(Duration.ofSeconds(10), () -> connections() == 0);

        function.afterRestore(null);
        assertThat(connections()).isZero();
        site.deliver(DelawareScrape.billKey(1), DelawareScrape.bill(1));
        assertThat(Site.tick(function)).containsEntry("messages", 1);
        assertThat(site.count("opencivicdata_bill")).isEqualTo(1);
    }

    @Test
    void aSnapshotCanBeRestoredMoreThanOnce() throws Exception {
        function.beforeCheckpoint(null);
        function.afterRestore(null);
        Site.tick(function);
        function.beforeCheckpoint(null);
        function.afterRestore(null);

        assertThat(Site.tick(function)).containsEntry("messages", 0);
    }

    @Test
    void lambdasOwnClientCallsTheHooks() throws Exception {
        var process = LambdaProcess.start(site, "snap-start");
        try (process) {
            assertThat(process.invoke("{\"source\": \"aws.scheduler\"}"))
                    .isInstanceOfSatisfying(
                            Answer.Returned.class,
                            returned -> assertThat(returned.json()).contains("\"messages\":1"));
        }
        assertThat(process.lines())
                .extracting(line -> line.path("message").asText())
                .containsSubsequence("closed for a snapshot", "restored from a snapshot");
    }

    @Test
    void noIdAndNoPauseComesOutOfAStateThatASnapshotHolds() throws Exception {
        var users = new ArrayList<String>();
        var read = 0;
        for (var folder : FunctionModules.classes()) {
            for (var bytes : classes(folder)) {
                read++;
                var parsed = ClassFile.of().parse(bytes);
                StreamSupport.stream(parsed.constantPool().spliterator(), false)
                        .map(SnapshotTest::named)
                        .filter(REPEATABLE::contains)
                        .forEach(name ->
                                users.add(parsed.thisClass().asInternalName() + ": " + name));
            }
        }
        assertThat(read).isGreaterThan(400);
        assertThat(users).isEmpty();
    }

    private static String named(PoolEntry entry) {
        return switch (entry) {
            case ClassEntry type -> type.asInternalName();
            case MethodRefEntry method ->
                    method.owner().asInternalName() + "." + method.name().stringValue();
            default -> "";
        };
    }

    private static List<byte[]> classes(Path folder) throws IOException {
        var classes = new ArrayList<byte[]>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
                classes.add(Files.readAllBytes(file));
            }
        }
        return classes;
    }

    private int connections() throws SQLException {
        return Integer.parseInt(
                site.rows(
                                """
                                SELECT count(*) FROM pg_stat_activity
                                 WHERE application_name = 'hopper' AND datname = current_database()
                                """)
                        .getFirst());
    }
}
