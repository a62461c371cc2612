package org.civichopper.cli.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentFileTest {

    @TempDir private Path folder;

    @Test
    void belongsToItsOwnerAlone() throws Exception {
        var file = new EnvironmentFile(folder.resolve("env"));

        file.write(Map.of("KEY", "value"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        assertThat(folder)
                .isDirectoryContaining("glob:**/env")
                .isDirectoryNotContaining("glob:**/env-*");
    }

    @Test
    void aShellReadsBackWhatWasWritten() throws Exception {
        var odd = "it's $HOME & `id` \\ \"quoted\"";
        new EnvironmentFile(folder.resolve("env")).write(Map.of("ODD", odd));

        var shell =
                new ProcessBuilder("sh", "-c", "set -a; . ./env; set +a; printenv ODD")
                        .directory(folder.toFile())
                        .start();

        assertThat(shell.inputReader().readLine()).isEqualTo(odd);
    }

    @Test
    void weReadBackWhatWasWritten() {
        var odd = Map.of("ODD", "it's $HOME & `id` \\ \"quoted\"", "EMPTY", "", "EVEN", "a=b");
        var file = new EnvironmentFile(folder.resolve("env"));
        file.write(odd);

        assertThat(file.read()).isEqualTo(odd);
    }

    @Test
    void replacesTheOneBefore() {
        var file = new EnvironmentFile(folder.resolve("env"));
        file.write(Map.of("KEY", "old"));

        file.write(Map.of("KEY", "postgresql://hopper@127.0.0.1:1/hopper?sslmode=disable"));

        assertThat(file.path())
                .hasContent("KEY=postgresql://hopper@127.0.0.1:1/hopper?sslmode=disable");
    }
}
