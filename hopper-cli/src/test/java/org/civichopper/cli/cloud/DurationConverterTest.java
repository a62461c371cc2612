package org.civichopper.cli.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationConverterTest {

    @ParameterizedTest
    @CsvSource({"30s, 30", "2m, 120", "1h, 3600", "PT2M, 120", "pt90s, 90", "2M, 120"})
    void readsWhatPeopleType(String typed, long seconds) {
        assertThat(new DurationConverter().convert(typed)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "m", "0s", "-2m", "PT0.1S", "two minutes", "2 m"})
    void refusesWhatIsNoLengthOfTime(String typed) {
        assertThatThrownBy(() -> new DurationConverter().convert(typed))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("such as 30s, 2m, 1h or PT2M, found '" + typed + "'");
    }
}
