package org.civichopper.cli.failures;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.civichopper.commandline.JurisdictionId;
import org.civichopper.model.time.WrittenTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// Which failures are meant: use it as a mixin.
final class FilterOptions {

    @Option(
            names = "--jurisdiction",
            converter = JurisdictionId.class,
            paramLabel = "ID",
            description =
                    "Only its documents, as de, us/state:de or ocd-jurisdiction/country:us/state:de/government")
    private String jurisdiction;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Since.class,
            description =
                    "Only what failed since then: 30m, 24h, 7d, 2026-11-20 or 2026-11-20T08:00Z")
    private Instant since;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description =
                    "Only what failed for a reason with this text in it, as hopper failures lists it")
    private String reason;

    boolean hasReason() {
        return reason != null && !reason.isBlank();
    }

    FailureFilter filter() {
        return new FailureFilter(
                Optional.ofNullable(jurisdiction),
                Optional.ofNullable(since),
                Optional.ofNullable(reason).filter(text -> !text.isBlank()));
    }

    /// A moment as people type it.
    static final class Since implements ITypeConverter<Instant> {

        @Override
        public Instant convert(String typed) {
            try {
                if (typed.matches("[0-9]{1,9}[smhSMH]")) {
                    return Instant.now()
                            .minus(Duration.parse("PT" + typed.toUpperCase(Locale.ROOT)));
                }
                if (typed.matches("[0-9]{1,6}[dD]")) {
                    return Instant.now()
                            .minus(Duration.parse("P" + typed.toUpperCase(Locale.ROOT)));
                }
                if (typed.matches("[0-9-]{10}")) {
                    return LocalDate.parse(typed).atStartOfDay().toInstant(ZoneOffset.UTC);
                }
            } catch (DateTimeParseException e) {
                // said below
            }
            return WrittenTime.parse(typed)
                    .orElseThrow(() ->
                            new TypeConversionException(
                                    "expected a time such as 24h, 7d, 2026-11-20 or"
                                            + " 2026-11-20T08:00Z, found '"
                                            + typed
                                            + "'"));
        }
    }
}
