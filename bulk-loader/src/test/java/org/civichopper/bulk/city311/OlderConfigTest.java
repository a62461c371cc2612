package org.civichopper.bulk.city311;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The settings of the older loader mean here what they meant there.
class OlderConfigTest {

    @TempDir private Path folder;

    private OlderConfig config(String toml, Map<String, String> environment) throws IOException {
        var file = Files.writeString(folder.resolve("config.toml"), toml);
        return OlderConfig.read(Optional.of(file), environment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"2020\",\"2019\"]",
                "[2020,2019]",
                "[2020, 2019]",
                "2020,2019",
                "['2020','2019']"
            })
    void yearsMayBeWrittenAsAShellLeavesThem(String years) throws IOException {
        var config = config("data.years = [2018]", Map.of("PREFECT__DATA__YEARS", years));
        assertThat(config.list("data", "years")).contains(List.of("2020", "2019"));
    }

    @Test
    void theEnvironmentWinsOverTheFile() throws IOException {
        var config =
                config(
                        "mode = \"full\"\n[socrata]\nhost = \"a.example\"\ntoken = \"t\"",
                        Map.of("PREFECT__SOCRATA__HOST", "b.example", "PREFECT__RESET_DB", "true"));
        assertThat(config.text("socrata", "host")).contains("b.example");
        assertThat(config.text("socrata", "token")).contains("t");
        assertThat(config.text("mode")).contains("full");
        assertThat(config.flag("reset_db")).contains(true);
    }

    @Test
    void whatIsNotKnownIsNamedOnce() throws IOException {
        var config =
                config(
                        "colour = 1\n[data]\nshape = 2\n[data.fields]\nsize = \"text\"",
                        Map.of("PREFECT__COLOUR", "3", "PREFECT__LOGGING__LEVEL", "DEBUG"));
        assertThat(config.lines())
                .containsExactly(
                        "settings that are not known, and passed over: colour, data.fields.size, data.shape, logging");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "\n"})
    void aFileWithoutSettingsSetsNothing(String toml) throws IOException {
        var config = config(toml, Map.of("PREFECT__", "x", "PREFECT____", "y"));
        assertThat(config.settings()).isEmpty();
    }

    @Test
    void whatIsNoTomlIsSaidWithItsLineAndWithoutTheToken() {
        assertThatThrownBy(() -> config("mode = \"full\"\ntoken = sesame91\n", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2")
                .message()
                .doesNotContain("sesame91");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data.key = \"id\"",
                "data.target = \"others\"",
                "data.views = [\"mine\"]",
                "data.fields.nc = \"integer; DROP TABLE x\""
            })
    void whatThisLoaderWouldDoOtherwiseIsRefused(String toml) throws IOException {
        var config = config(toml, Map.of());
        assertThatThrownBy(config::requireOurs).isInstanceOf(IllegalArgumentException.class);
    }
}
