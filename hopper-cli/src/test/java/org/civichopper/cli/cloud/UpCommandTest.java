package org.civichopper.cli.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.civichopper.cli.HopperCommand;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.testing.ChildJvm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Runs the command as its users do, as a program that a signal ends.
@Timeout(180)
class UpCommandTest {

    private final List<Process> started = new ArrayList<>();

    @TempDir private Path folder;

    @BeforeEach
    void open() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void endWhatATestLeftRunning() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void runsUntilItIsToldToStopAndLeavesNoEnvironmentBehind() throws Exception {
        var up = up();
        var said = linesUntil(up.inputReader(), "Ctrl-C stops it");
        assertThat(said)
                .anyMatch(line -> line.contains("s3://hopper at http://127.0.0.1:"))
                .anyMatch(line -> line.contains("page      http://127.0.0.1:"))
                .anyMatch(line -> line.contains("postgresql://importer:***@127.0.0.1:"));

        var environment = Files.readAllLines(folder.resolve("hopper/env"));
        assertThat(environment).contains("S3_REALTIME_BASE=s3://hopper");
        assertThat(Files.getPosixFilePermissions(folder.resolve("hopper/env"))).hasSize(2);
        assertThat(Files.getPosixFilePermissions(folder.resolve("hopper")))
                .as("who may list it")
                .doesNotContain(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
        try (var connection = database(environment).dataSource().getConnection()) {
            assertThat(connection.isValid(10)).isTrue();
        }
        var second = up();
        assertThat(second.errorReader().readAllLines())
                .filteredOn(line -> line.startsWith("hopper: "))
                .singleElement()
                .asString()
                .contains("hopper is in use", "already running");
        assertThat(second.waitFor()).isEqualTo(1);
        assertThat(folder.resolve("hopper/env")).exists();

        up.toHandle()
                .destroy(); // a signal alone; destroying the process would close its output too

        assertThat(up.inputReader().readAllLines()).endsWith("stopped");
        assertThat(up.waitFor()).isZero();
        assertThat(up.errorReader().readAllLines()).filteredOn(UpCommandTest::isOurs).isEmpty();
        assertThat(folder.resolve("hopper/env")).doesNotExist();
        assertThat(folder.resolve("hopper/postgres/data/postmaster.pid")).doesNotExist();
    }

    @Test
    void saysWhatALengthOfTimeLooksLike() {
        var err = new StringWriter();

        var exitCode =
                HopperCommand.commandLine()
                        .setErr(new PrintWriter(err))
                        .execute("up", "--every", "soon");

        assertThat(exitCode).isEqualTo(2);
        assertThat(err).asString().contains("such as 30s, 2m, 1h or PT2M, found 'soon'");
    }

    @Test
    void aReceiverThatCannotBeMeantIsASlipThatShowsNothingOfItsAddress() {
        var err = new StringWriter();

        var exitCode =
                HopperCommand.commandLine()
                        .setErr(new PrintWriter(err))
                        .execute("up", "--notify", "slack=hooks.slack.com/services/secret");

        assertThat(exitCode).isEqualTo(2);
        assertThat(err)
                .asString()
                .contains("--notify: slack: expected an address such as https://host/path")
                .doesNotContain("secret");
    }

    @Test
    void helpEndsWithAnExample() {
        var out = new StringWriter();

        HopperCommand.commandLine().setOut(new PrintWriter(out)).execute("up", "--help");

        assertThat(out).asString().contains("set -a; . .hopper/env; set +a", "$DATABASE_URL");
    }

    // Java's own remark on a library is not ours to prevent here; the launcher does.
    private static boolean isOurs(String line) {
        return !line.startsWith("WARNING: ");
    }

    private Process up() throws IOException {
        var arguments =
                List.of("up", "--every", "1h", "--dir", folder.resolve("hopper").toString());
        var process =
                ChildJvm.of("1g", HopperCommand.class, arguments)
                        .redirectErrorStream(false)
                        .start();
        started.add(process);
        return process;
    }

    private static List<String> linesUntil(BufferedReader output, String end) throws IOException {
        var lines = new ArrayList<String>();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            if (line.startsWith(end)) {
                return lines;
            }
        }
        throw new AssertionError("expected a line that starts with '" + end + "', found " + lines);
    }

    private static DatabaseUrl database(List<String> environment) {
        return environment.stream()
                .filter(line -> line.startsWith("DATABASE_URL="))
                .map(line -> DatabaseUrl.parse(line.substring("DATABASE_URL=".length())))
                .findFirst()
                .orElseThrow();
    }
}
