package org.civichopper.cli.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.civichopper.commandline.CannotRunException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionEnvironmentTest {

    private static final Map<String, String> SHELL =
            Map.of(
                    "S3_REALTIME_BASE", "s3://shell",
                    "AWS_REGION", "eu-central-1",
                    "HOPPER_BATCH_SIZE", "7",
                    "HOME", "/home/ada");

    @TempDir private Path folder;

    @BeforeEach
    void hopperUpRuns() {
        new EnvironmentFile(folder.resolve("env")).write(Map.of("S3_REALTIME_BASE", "s3://up"));
    }

    @Test
    void aNamedFileComesFirstAndKeepsTheShellOutButForSettings() throws Exception {
        var file = Files.writeString(folder.resolve("own"), "# mine\nS3_REALTIME_BASE=s3://own\n");

        var chosen = FunctionEnvironment.choose(Optional.of(file), SHELL, folder);

        assertThat(chosen.source()).isEqualTo(file.toString());
        assertThat(chosen.variables())
                .containsOnly(
                        Map.entry("S3_REALTIME_BASE", "s3://own"),
                        Map.entry("HOPPER_BATCH_SIZE", "7"));
    }

    @Test
    void aShellThatNamesABucketComesNextWithWhatIsTheFunctions() {
        var chosen = FunctionEnvironment.choose(Optional.empty(), SHELL, folder);

        assertThat(chosen.variables())
                .containsOnlyKeys("S3_REALTIME_BASE", "AWS_REGION", "HOPPER_BATCH_SIZE");
    }

    @Test
    void withoutEitherItIsTheOneThatRuns() {
        var shell = Map.of("AWS_REGION", "eu-central-1");

        var chosen = FunctionEnvironment.choose(Optional.empty(), shell, folder);

        assertThat(chosen.variables()).containsOnly(Map.entry("S3_REALTIME_BASE", "s3://up"));
    }

    @Test
    void aLineThatIsNoVariableIsNamedAndNotShown() throws IOException {
        var file = Files.writeString(folder.resolve("own"), "A=b\nexport\n");

        assertThatThrownBy(() -> FunctionEnvironment.choose(Optional.of(file), Map.of(), folder))
                .isInstanceOf(CannotRunException.class)
                .hasMessageContaining(
                        "expected KEY=value in each line, found something else in line 2");
    }
}
