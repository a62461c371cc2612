package org.civichopper.bulk.command;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.civichopper.bulk.finish.Identifier;
import org.civichopper.bulk.run.Limits;
import org.civichopper.bulk.run.Loader;
import org.civichopper.bulk.run.Sessions;
import org.civichopper.bulk.source.Manners;
import org.civichopper.bulk.tell.Addressees;
import org.civichopper.commandline.Surroundings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// The options that every data set's command has: use it as a mixin.
public final class LoadOptions {

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description =
                    "Where the database is, as postgresql://user:password@host:port/database."
                            + " Default: DATABASE_URL, which keeps the password out of the list of"
                            + " processes.")
    private String databaseUrl;

    @Option(
            names = "--schema",
            paramLabel = "NAME",
            description = "The schema that the rows go to.")
    private String schema;

    @Option(
            names = "--source",
            paramLabel = "URL",
            description = "Where the source stands; nothing else is asked.")
    private String source;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "How many slices are read at once. Default: 4.")
    private Integer workers;

    @Option(
            names = "--resume",
            description =
                    "Goes on with an open run of the same work, which is what happens anyway.")
    private boolean resume;

    @Option(names = "--fresh", description = "Abandons an open run of the same work.")
    private boolean fresh;

    @Option(
            names = "--dry-run",
            description = "Says how much would be asked for, and writes nothing.")
    private boolean dryRun;

    @Option(names = "--max-items", paramLabel = "N", description = "Reads at most so many records.")
    private Long maxItems;

    @Option(
            names = "--min-rows",
            paramLabel = "N",
            description = "Fails where a part brings fewer records.")
    private Long minRows;

    @Option(
            names = "--max-shrink",
            paramLabel = "SHARE",
            converter = Amounts.Share.class,
            description = "By how much a table may become smaller, as 0.2 or 20%%. Default: 20%%.")
    private BigDecimal maxShrink = Limits.MAX_SHRINK;

    @Option(
            names = "--max-rejects",
            paramLabel = "SHARE",
            converter = Amounts.Share.class,
            description =
                    "How many of the records may be rejected, reckoned on at least 1,000."
                            + " Default: 1%%.")
    private BigDecimal maxRejects = Limits.MAX_REJECTS;

    @Option(
            names = "--force",
            description =
                    "Takes a shrink, and leaves on the old table what others hung on one that is"
                            + " exchanged.")
    private boolean force;

    @Option(
            names = "--retry-for",
            paramLabel = "TIME",
            converter = Amounts.Time.class,
            description =
                    "How long one request is tried again before the run pauses, as 90s, 15m or 2h."
                            + " Default: 15m.")
    private Duration retryFor = Manners.RETRY_FOR;

    @Option(names = "--json", description = "Prints one JSON object at the end.")
    private boolean json;

    @Option(
            names = "--notify",
            paramLabel = "KIND=URL",
            description =
                    "Tells slack=URL, webhook=URL or sns=ARN how the run ended. Shows in the list of"
                            + " processes; HOPPER_NOTIFY does not.")
    private List<String> notify = new ArrayList<>();

    @Option(
            names = "--stale-after",
            paramLabel = "TIME",
            converter = Amounts.Time.class,
            description =
                    "Without a success for so long the data set needs a person; kept with it.")
    private Duration staleAfter;

    public Sessions sessions(Surroundings surroundings) {
        return DatabaseAddress.sessions(command, databaseUrl, surroundings);
    }

    public String schema(String usual) {
        try {
            return Identifier.schema(Optional.ofNullable(schema).orElse(usual));
        } catch (IllegalArgumentException e) {
            throw wrong("--schema: " + e.getMessage());
        }
    }

    public Optional<URI> source() {
        return Optional.ofNullable(source).map(this::base);
    }

    private URI base(String text) {
        var address = address("--source", text);
        if (address.getQuery() != null) {
            throw wrong("--source: expected an address without a query, found one with ?");
        }
        return address;
    }

    /// An address of http or https without a login in it, which would be kept.
    ///
    /// @param where it was given
    public URI address(String where, String text) {
        return WebAddress.of(text).orElseThrow(() -> wrong(where + ": " + WebAddress.EXPECTED));
    }

    public Optional<Integer> workers() {
        if (workers != null && (workers < 1 || workers > 64)) {
            throw wrong("--workers: expected 1 to 64, found " + workers);
        }
        return Optional.ofNullable(workers);
    }

    public Loader.Open open() {
        if (resume && fresh) {
            throw wrong("--resume and --fresh: expected one of them at most, found both");
        }
        return fresh ? Loader.Open.FRESH : Loader.Open.RESUME;
    }

    public boolean dryRun() {
        return dryRun;
    }

    public boolean json() {
        return json;
    }

    public Duration retryFor() {
        return retryFor;
    }

    public Optional<Duration> staleAfter() {
        return Optional.ofNullable(staleAfter);
    }

    public Limits limits() {
        return new Limits(
                number("--min-rows", minRows, 0),
                maxShrink,
                maxRejects,
                number("--max-items", maxItems, 1),
                force);
    }

    private OptionalLong number(String name, Long value, long least) {
        if (value == null) {
            return OptionalLong.empty();
        }
        if (value < least) {
            throw wrong(name + ": expected at least " + least + ", found " + value);
        }
        return OptionalLong.of(value);
    }

    /// @param fallback what another program's settings say, as a receiver is written
    public Addressees addressees(Surroundings surroundings, Optional<String> fallback) {
        var given =
                notify.isEmpty() ? Optional.<String>empty() : Optional.of(String.join(",", notify));
        try {
            return Addressees.parse(
                    given.or(() -> surroundings.value("HOPPER_NOTIFY")).or(() -> fallback),
                    surroundings.values());
        } catch (IllegalArgumentException e) {
            throw wrong("--notify: " + e.getMessage());
        }
    }

    public ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
