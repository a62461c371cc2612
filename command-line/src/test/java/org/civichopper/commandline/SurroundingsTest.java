package org.civichopper.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Settings come from the environment, then from two files that nobody but the caller writes.
class SurroundingsTest {

    @TempDir private Path folder;

    private Path near;
    private Path far;

    @BeforeEach
    void files() throws IOException {
        near = folder.resolve(".env");
        far = Files.createDirectory(folder.resolve(".hopper")).resolve("env");
    }

    private Surroundings surroundings(Map<String, String> environment) {
        return Surroundings.of(environment, folder);
    }

    private static void write(Path file, String text, String mode) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @Test
    void theEnvironmentWinsThenTheNearerFile() throws IOException {
        write(near, "B=near\nC=near\n", "rw-------");
        write(far, "A=far\nB=far\nC=far\n", "rw-r--r--");
        var found = surroundings(Map.of("C", "set", "A", " "));
        assertThat(found.values())
                .containsOnly(Map.entry("A", "far"), Map.entry("B", "near"), Map.entry("C", "set"));
        assertThat(found.lines())
                .containsExactlyInAnyOrder("settings of .hopper/env", "settings of .env");
    }

    @Test
    void addressesOfTwoPlacesAreNeverMixed() throws IOException {
        write(far, "DATABASE_URL=near\nS3_REALTIME_BASE=s3://near\nOTHER=x\n", "rw-------");
        var found = surroundings(Map.of("DATABASE_URL", "production"));
        assertThat(found.values())
                .containsOnly(Map.entry("DATABASE_URL", "production"), Map.entry("OTHER", "x"));
        assertThat(found.lines())
                .containsExactly("settings of .hopper/env, but for its addresses: others are set");
    }

    @Test
    void linesAreReadAsAShellReadsThem() throws IOException {
        write(
                near,
                "# no\nexport A='one two'\n B = \"x=y\"\nC=a=b\n\n1D=no\nE-F=no\nG=\n",
                "rw-------");
        var found = surroundings(Map.of());
        assertThat(found.value("A")).contains("one two");
        assertThat(found.value("C")).contains("a=b");
        assertThat(found.value("G")).isEmpty();
        assertThat(found.values()).doesNotContainKeys("1D", "E-F", "# no");
    }

    @Test
    void aFileThatOthersMayWriteIsNotRead() throws IOException {
        for (var mode : new String[] {"rw-rw----", "rw-----w-"}) {
            write(near, "A=secret", mode);
            var found = surroundings(Map.of());
            assertThat(found.values()).isEmpty();
            assertThat(found.lines())
                    .singleElement()
                    .asString()
                    .startsWith(".env: not read: expected")
                    .contains("chmod go-w")
                    .doesNotContain("secret");
        }
    }

    @Test
    void aLinkIsNotFollowedAndSaidSo() throws IOException {
        write(far, "A=far", "rw-------");
        Files.createSymbolicLink(near, far);
        var found = surroundings(Map.of());
        assertThat(found.lines())
                .anyMatch(line -> line.startsWith(".env: not read: expected a file"));
    }
}
