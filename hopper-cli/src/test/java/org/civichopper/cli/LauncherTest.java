package org.civichopper.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/// The real `./hopper` in a clone of nothing: its Maven and its JDKs are scripts of a few lines,
/// and it sees no folder of this machine but the one with the tools that it calls.
@DisabledOnOs(WINDOWS)
class LauncherTest {

    private static final Path LAUNCHER = Path.of("..", "hopper").toAbsolutePath().normalize();
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    private static final String MAVEN =
            """
            #!/bin/sh
            echo "$JAVA_HOME" >> builds
            mkdir -p hopper-cli/target
            : > hopper-cli/target/hopper-cli-0.1.0.jar
            """;

    // Prints what follows the jar, one argument per line.
    private static final String JAVA =
            """
            #!/bin/sh
            while [ "$1" != -jar ]; do shift; done
            shift 2
            for argument in "$@"; do echo "[$argument]"; done
            """;

    @TempDir private Path folder;
    private Path machine;
    private Path clone;
    private Path source;

    @BeforeEach
    void emptyMachineAndClone() throws IOException {
        machine = Files.createDirectories(folder.resolve("machine")).toRealPath();
        clone = Files.createDirectories(folder.resolve("a clone")).toRealPath();
        onlyTheToolsItCalls();
        script(clone.resolve("mvnw"), MAVEN);
        script(
                clone.resolve("hopper"),
                Files.readString(LAUNCHER)
                        .replaceAll("(?m)^( {8})/(usr/lib|Library|opt)/", "$1" + machine + "/$2/"));
        Files.createFile(clone.resolve("pom.xml"));
        source = clone.resolve("hopper-cli/src/main/java/Main.java");
        Files.createDirectories(source.getParent());
        Files.createFile(source);
        makeOld(clone);
    }

    @Test
    void saysWhatItNeedsWhenThereIsNoJdk25() throws Exception {
        jdk("usr/lib/jvm/temurin-17", "17.0.15");
        Files.delete(jdk("opt/jdk-25-runtime", "25.0.3").resolve("bin/javac"));

        var run = hopper("--help");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("expected a JDK 25", "JAVA_HOME: not set")
                .contains(machine.resolve("usr/lib/jvm/temurin-17") + ": JDK 17.0.15")
                .contains(machine.resolve("opt/jdk-25-runtime") + ": Java 25.0.3 without javac")
                .contains("Install one", "set JAVA_HOME");
        assertThat(builds()).isEmpty();
    }

    @Test
    void javaHomeComesBeforeTheUsualFoldersUnlessItIsTooOld() throws Exception {
        var usual = jdk("usr/lib/jvm/temurin-25", "25.0.3");
        var own = jdk("own", "25");
        var old = jdk("old", "17.0.15");

        var run = start(own.toString(), "--help").finish();
        Files.delete(clone.resolve("hopper-cli/target/hopper-cli-0.1.0.jar"));
        start(old.toString(), "--help").finish();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(builds()).containsExactly(own.toString(), usual.toString());
    }

    @Test
    void buildsOnceThenNotAgain() throws Exception {
        jdk("usr/lib/jvm/temurin-25", "25.0.3");

        var first = hopper("--help");
        var second = hopper("--help");

        assertThat(builds()).hasSize(1);
        assertThat(first.err()).contains("building once").hasLineCount(1);
        assertThat(second).isEqualTo(new Run(0, "[--help]\n", ""));
    }

    @Test
    void passesArgumentsThroughAsTheyAre() throws Exception {
        jdk("usr/lib/jvm/temurin-25", "25.0.3");

        var run = hopper("import", "two  words", "", "*", "$HOME", "it's", "-jar");

        assertThat(run.out())
                .isEqualTo("[import]\n[two  words]\n[]\n[*]\n[$HOME]\n[it's]\n[-jar]\n");
    }

    @Test
    void buildsAgainAfterASourceChanged() throws Exception {
        jdk("usr/lib/jvm/temurin-25", "25.0.3");
        hopper("--help");
        var jar = clone.resolve("hopper-cli/target/hopper-cli-0.1.0.jar");
        Files.setLastModifiedTime(jar, FileTime.from(LONG_AGO.plus(Duration.ofHours(1))));
        hopper("--help");
        assertThat(builds()).hasSize(1);

        Files.setLastModifiedTime(source, FileTime.from(LONG_AGO.plus(Duration.ofHours(2))));
        hopper("--help");
        hopper("--help");

        assertThat(builds()).hasSize(2);
    }

    @Test
    void aBuildThatFailsSaysWhyAndIsTriedAgain() throws Exception {
        jdk("usr/lib/jvm/temurin-25", "25.0.3");
        script(clone.resolve("mvnw"), "#!/bin/sh\necho '[ERROR] no such symbol'\nexit 1\n");

        var run = hopper("--help");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("[ERROR] no such symbol", clone.resolve("target") + "/hopper-build.log");
        script(clone.resolve("mvnw"), MAVEN);
        assertThat(hopper("--help").exitCode()).isZero();
    }

    @Test
    void worksFromElsewhereThroughALink() throws Exception {
        jdk("usr/lib/jvm/temurin-25", "25.0.3");
        var link = Files.createSymbolicLink(folder.resolve("link"), clone.resolve("hopper"));
        var relative = Files.createSymbolicLink(folder.resolve("relative"), Path.of("link"));

        var run = start(relative, "", "--help").finish();

        assertThat(run.out()).as(run.err()).isEqualTo("[--help]\n");
        assertThat(link).isSymbolicLink();
    }

    @Test
    void aSecondLauncherWaitsForTheFirstOnesBuild() throws Exception {
        jdk("usr/lib/jvm/temurin-25", "25.0.3");
        var gate = clone.resolve("gate");
        assertThat(new ProcessBuilder("mkfifo", gate.toString()).start().waitFor()).isZero();
        script(clone.resolve("mvnw"), MAVEN.replace("mkdir", "cat gate\nmkdir"));

        var first = start("", "first");
        assertThat(first.err().readLine()).contains("building once");
        var second = start("", "second");
        assertThat(second.err().readLine()).contains("waiting for another hopper");
        Files.writeString(gate, "go");

        assertThat(first.finish().out()).isEqualTo("[first]\n");
        assertThat(second.finish().out()).isEqualTo("[second]\n");
        assertThat(builds()).hasSize(1);
    }

    @Test
    void theLockOfAKilledLauncherHoldsNobodyUp() throws Exception {
        jdk("usr/lib/jvm/temurin-25", "25.0.3");
        var dead = new ProcessBuilder("true").start();
        dead.waitFor();
        var lock = Files.createDirectories(clone.resolve("target/hopper.lock"));
        Files.writeString(lock.resolve("pid"), dead.pid() + "\n");

        assertThat(hopper("--help").out()).isEqualTo("[--help]\n");
        assertThat(lock).doesNotExist();
    }

    private Run hopper(String... arguments) throws Exception {
        return start("", arguments).finish();
    }

    private Running start(String javaHome, String... arguments) throws IOException {
        return start(clone.resolve("hopper"), javaHome, arguments);
    }

    private Running start(Path launcher, String javaHome, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("/bin/sh", launcher.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(machine.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", machine.resolve("bin").toString());
        builder.environment().put("HOME", machine.resolve("home").toString());
        if (!javaHome.isEmpty()) {
            builder.environment().put("JAVA_HOME", javaHome);
        }
        var process = builder.start();
        process.getOutputStream().close();
        return new Running(process, process.errorReader());
    }

    private List<String> builds() throws IOException {
        var builds = clone.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds) : List.of();
    }

    private Path jdk(String place, String version) throws IOException {
        var jdk = machine.resolve(place);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(
                jdk.resolve("release"),
                "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\nOS_NAME=\"Linux\"\n");
        script(jdk.resolve("bin/java"), JAVA);
        script(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        return jdk;
    }

    // The launcher's PATH must not show this machine's java.
    private void onlyTheToolsItCalls() throws IOException {
        var bin = Files.createDirectories(machine.resolve("bin"));
        for (var tool :
                List.of(
                        "cat",
                        "find",
                        "head",
                        "mkdir",
                        "readlink",
                        "rm",
                        "rmdir",
                        "sed",
                        "sh",
                        "sleep",
                        "tail",
                        "touch")) {
            var real =
                    Stream.of("/usr/bin", "/bin")
                            .map(place -> Path.of(place, tool))
                            .filter(Files::exists)
                            .findFirst()
                            .orElseThrow();
            script(bin.resolve(tool), "#!/bin/sh\nexec " + real + " \"$@\"\n");
        }
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void makeOld(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
            }
        }
    }

    private record Running(Process process, BufferedReader err) {

        Run finish() throws IOException, InterruptedException {
            var out = new String(process.getInputStream().readAllBytes());
            var rest = new StringBuilder();
            err.lines().forEach(line -> rest.append(line).append('\n'));
            return new Run(process.waitFor(), out, rest.toString());
        }
    }

    private record Run(int exitCode, String out, String err) {}
}
