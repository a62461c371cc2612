package org.civichopper.bulk.openstates;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.civichopper.bulk.command.LoadOptions;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// Which bills are read: use it as a mixin.
final class BillOptions {

    private static final class Which {

        @Option(
                names = "--session",
                paramLabel = "NAME",
                description = "The session of this identifier, such as 2023.")
        private String session;

        @Option(
                names = "--latest-session",
                description =
                        "The session that began last, and those beside it. This is the default.")
        private boolean latest;

        @Option(names = "--all-sessions", description = "All that the source knows.")
        private boolean all;
    }

    private static final class From {

        @Option(
                names = "--updated-since",
                paramLabel = "DATE",
                description =
                        "Bills that changed upstream since then, as 2025-01-01 or"
                                + " 2025-01-01T10:00:00, in UTC. Moves no watermark.")
        private String since;

        @Option(
                names = "--days",
                paramLabel = "N",
                description = "Bills that changed upstream in so many days. Moves no watermark.")
        private Integer days;

        @Option(
                names = "--full",
                description =
                        "Every bill again; those go that upstream no longer lists. Default: what"
                                + " changed since the last time.")
        private boolean full;
    }

    @ArgGroup private Which which = new Which();
    @ArgGroup private From from = new From();

    Chosen chosen() {
        if (which.session != null) {
            return new Chosen.Named(which.session);
        }
        return which.all ? new Chosen.All() : new Chosen.Latest();
    }

    boolean full() {
        return from.full;
    }

    Optional<Instant> since(LoadOptions options) {
        if (from.days != null) {
            if (from.days < 1 || from.days > 36_500) {
                throw options.wrong("--days: expected 1 to 36500, found " + from.days);
            }
            var day = LocalDate.now(ZoneOffset.UTC).minusDays(from.days);
            return Optional.of(day.atStartOfDay().toInstant(ZoneOffset.UTC));
        }
        return Optional.ofNullable(from.since).map(text -> time(options, text));
    }

    private static Instant time(LoadOptions options, String text) {
        try {
            if (text.length() <= "2025-01-01".length()) {
                return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw options.wrong(
                    "--updated-since: expected a date such as 2025-01-01, found \"" + text + "\"");
        }
    }
}
