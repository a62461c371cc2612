package org.civichopper.cli.cloud;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A length of time as people type it, `2m`, or as ISO 8601 has it, `PT2M`.
final class DurationConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String typed) {
        try {
            var iso = typed.matches("[0-9]+[smhSMH]") ? "PT" + typed : typed;
            var duration = Duration.parse(iso.toUpperCase(Locale.ROOT));
            if (duration.compareTo(Duration.ofSeconds(1)) >= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // said below, in the words of whoever typed it
        }
        throw new TypeConversionException(
                "expected a second or more, such as 30s, 2m, 1h or PT2M, found '" + typed + "'");
    }
}
