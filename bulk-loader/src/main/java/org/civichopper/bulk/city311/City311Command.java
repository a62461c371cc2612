package org.civichopper.bulk.city311;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.civichopper.bulk.command.Amounts;
import org.civichopper.bulk.command.LoadOptions;
import org.civichopper.bulk.command.Running;
import org.civichopper.bulk.command.Surroundings;
import org.civichopper.bulk.run.DataSetLoad;
import org.civichopper.bulk.source.ApiKey;
import org.civichopper.bulk.source.Manners;
import org.civichopper.bulk.source.Notes;
import org.civichopper.bulk.source.PoliteClient;
import org.civichopper.bulk.tell.Told;
import org.civichopper.notices.Receiver;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `hopper load 311`: the service requests of a city, all of them or what was edited.
@Command(
        name = "311",
        description =
                "Loads a city's service requests (Los Angeles) from Socrata into Postgres, and"
                        + " keeps them up to date.",
        footer = {
            "",
            "Examples:",
            "  hopper load 311 --mode full --years 2019,2020",
            "  hopper load 311                   what was edited since the last time",
            "  hopper load 311 --mode full --reset --years 2020 --dry-run",
            "",
            "SOCRATA_APP_TOKEN, which is optional, raises the source's limits."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:completed",
            "1:failed, nothing was promoted",
            "2:wrong usage",
            "3:completed, but some records were rejected",
            "75:paused, because the source is away: run it again later"
        },
        mixinStandardHelpOptions = true)
public final class City311Command implements Callable<Integer> {

    /// Where the source's token may stand; it does without one.
    public static final List<String> KEYS = List.of("SOCRATA_APP_TOKEN", "PREFECT__SOCRATA__TOKEN");

    private static final String TOKEN = KEYS.getFirst();
    private static final int WORKERS = 4;

    @Spec private CommandSpec spec;
    @Mixin private LoadOptions options;

    @Option(
            names = "--mode",
            paramLabel = "full|update",
            description = "update (default): what changed since the watermark; full: all rows.")
    private Settings.Mode mode;

    @Option(
            names = "--years",
            paramLabel = "YEAR",
            split = ",",
            description = "Which data sets, as 2019,2020. Default: all that are known.")
    private List<String> years;

    @Option(
            names = "--datasets",
            paramLabel = "YEAR=4x4",
            split = ",",
            description = "Adds a data set to those that are known, or replaces its id.")
    private Map<String, String> datasets;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "Update from here instead of the watermark, as 2026-05-01T00:00:00Z; without a"
                            + " zone it is UTC.")
    private String since;

    @Option(
            names = "--reset",
            negatable = true,
            description =
                    "With full: the table then holds just what was loaded; built beside and"
                            + " exchanged.")
    private Boolean reset;

    @Option(
            names = "--page-size",
            paramLabel = "N",
            description = "How many rows a page is asked for. Default: 50000.")
    private long pageSize = Settings.PAGE_SIZE;

    @Option(
            names = "--deletions",
            paramLabel = "ignore|mark|delete",
            description = "With full: what to do with rows that the source no longer has.")
    private Deletions deletions = Deletions.IGNORE;

    @Option(
            names = "--quality",
            paramLabel = "flag|reject",
            description = "What to do with a row that breaks a rule of quality.")
    private Settings.Quality quality = Settings.Quality.FLAG;

    @Option(
            names = "--allow-missing",
            paramLabel = "COLUMN",
            split = ",",
            description = "Columns that the source need not have, as nc,cd.")
    private List<String> allowMissing = List.of();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The older loader's TOML. Default: PREFECT__USER_CONFIG_PATH.")
    private Path config;

    @Option(names = "--stage", paramLabel = "TEXT", description = "Begins the line in a chat.")
    private String stage;

    @Option(
            names = "--post",
            paramLabel = "URL",
            description = "Gets an empty POST after a load that changed something; repeatable.")
    private List<String> posts = new ArrayList<>();

    @Option(
            names = "--vacuum",
            paramLabel = "none|analyze|full",
            description = "What follows a load that changed something. Default: analyze.")
    private Settings.Vacuum vacuum;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = Amounts.Time.class,
            description = "The longest silence of a connection. Default: 60s.")
    private Duration timeout = Manners.SILENCE;

    @Override
    public Integer call() throws InterruptedException {
        var surroundings = Surroundings.here();
        try {
            return run(surroundings, older(surroundings));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private OlderConfig older(Surroundings surroundings) {
        var older = OlderConfig.read(Optional.ofNullable(config), surroundings.values());
        older.requireOurs();
        return older;
    }

    private int run(Surroundings surroundings, OlderConfig older) throws InterruptedException {
        var settings = settings(older);
        var sessions = options.sessions(surroundings);
        var receivers =
                options.receivers(
                        surroundings,
                        surroundings
                                .value("PREFECT__CONTEXT__SECRETS__SLACK_HOOK")
                                .map(url -> "slack=" + url));
        var token = surroundings.value(TOKEN).or(() -> older.text("socrata", "token"));
        Function<Notes, DataSetLoad> load =
                notes -> {
                    surroundings.lines().forEach(notes::say);
                    older.lines().forEach(notes::say);
                    return load(settings, token, receivers, notes);
                };
        var running = new Running(spec.commandLine(), sessions, options.json());
        return options.dryRun()
                ? running.dryRun(load)
                : running.run(load, options.open(), settings.workers(), options.staleAfter());
    }

    private static DataSetLoad load(
            Settings settings, Optional<String> token, List<Receiver> receivers, Notes notes) {
        var key = token.map(secret -> new ApiKey("X-App-Token", secret));
        var manners = new Manners(settings.silence(), settings.retryFor(), settings.workers());
        return new City311(
                settings,
                new PoliteClient(manners, key, notes),
                new AfterLoad(settings, new Told(receivers, notes), notes),
                notes);
    }

    /// A run of the ledger, to go on with; secrets come from the surroundings again.
    public static DataSetLoad resumed(
            JsonNode arguments, Surroundings surroundings, List<Receiver> receivers, Notes notes) {
        var token = surroundings.first(KEYS);
        return load(Settings.of(arguments, List.of()), token, receivers, notes);
    }

    /// How many slices a run of the ledger reads at once.
    public static int workers(JsonNode arguments) {
        return Settings.of(arguments, List.of()).workers();
    }

    private Settings settings(OlderConfig older) {
        var chosenMode = mode(older);
        var resets = Optional.ofNullable(reset).or(() -> older.flag("reset_db")).orElse(false);
        if (resets && chosenMode == Settings.Mode.UPDATE) {
            throw options.wrong("--reset: expected with --mode full, found with update");
        }
        if (deletions != Deletions.IGNORE && chosenMode == Settings.Mode.UPDATE) {
            throw options.wrong("--deletions: expected with --mode full, found with update");
        }
        if (since != null && chosenMode == Settings.Mode.FULL) {
            throw options.wrong("--since: expected with --mode update, found with full");
        }
        if (pageSize < 1 || pageSize > 1_000_000) {
            throw options.wrong("--page-size: expected 1 to 1000000, found " + pageSize);
        }
        return new Settings(
                source(older),
                options.schema(Settings.SCHEMA),
                chosenMode,
                years(older),
                since(chosenMode, older),
                since == null,
                resets,
                pageSize,
                deletions,
                quality,
                mayBeAbsent(),
                vacuum(older),
                older.list("data", "views").orElse(List.of(Tables.VIEW)),
                posts(older),
                Optional.ofNullable(stage).or(() -> older.text("stage")).orElse(""),
                options.retryFor(),
                timeout,
                workers(older),
                options.limits());
    }

    private Settings.Mode mode(OlderConfig older) {
        return Optional.ofNullable(mode)
                .or(() ->
                        older.text("mode")
                                .map(text ->
                                        switch (text.toLowerCase(Locale.ROOT)) {
                                            case "full" -> Settings.Mode.FULL;
                                            case "update", "diff" -> Settings.Mode.UPDATE;
                                            default ->
                                                    throw options.wrong(
                                                            "mode: expected full or update, found \""
                                                                    + text
                                                                    + "\"");
                                        }))
                .orElse(Settings.Mode.UPDATE);
    }

    private URI source(OlderConfig older) {
        return options.source()
                .or(() ->
                        older.text("socrata", "host")
                                .or(() -> older.text("socrata", "domain"))
                                .map(text ->
                                        options.address(
                                                "socrata.host",
                                                text.contains("://") ? text : "https://" + text)))
                .orElse(Settings.SOURCE);
    }

    private Map<String, String> years(OlderConfig older) {
        var known = new TreeMap<>(older.datasets().orElse(Settings.KNOWN));
        if (datasets != null) {
            known.putAll(datasets);
        }
        known.forEach((year, id) -> {
            if (!year.matches("\\d{4}") || !id.matches("[a-z0-9]{4}-[a-z0-9]{4}")) {
                throw options.wrong(
                        "data set %s=%s: expected a year and a 4x4, as 2020=rq3b-xjk8"
                                .formatted(year, id));
            }
        });
        var wanted =
                Optional.ofNullable(years)
                        .or(() -> older.list("data", "years"))
                        .filter(list -> !list.isEmpty());
        if (wanted.isEmpty()) {
            return known;
        }
        var chosen = new TreeMap<String, String>();
        for (var year : wanted.get()) {
            if (!known.containsKey(year.strip())) {
                throw options.wrong(
                        "--years: expected some of %s, found %s; --datasets %s=4x4 adds one"
                                .formatted(String.join(", ", known.keySet()), year, year));
            }
            chosen.put(year.strip(), known.get(year.strip()));
        }
        return chosen;
    }

    private Optional<Instant> since(Settings.Mode chosenMode, OlderConfig older) {
        return Optional.ofNullable(since)
                .or(() -> older.text("data", "since"))
                .filter(_ -> chosenMode == Settings.Mode.UPDATE)
                .map(this::time);
    }

    private Instant time(String text) {
        try {
            return text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)") && text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : (text.length() == 10
                                    ? LocalDate.parse(text).atStartOfDay()
                                    : LocalDateTime.parse(text.replace(' ', 'T')))
                            .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw options.wrong(
                    "--since: expected a time such as 2026-05-01T00:00:00Z, found \""
                            + text
                            + "\"");
        }
    }

    private Set<Field> mayBeAbsent() {
        var absent = EnumSet.noneOf(Field.class);
        for (var column : allowMissing) {
            absent.add(
                    Field.of(column.strip().toLowerCase(Locale.ROOT))
                            .filter(field -> field != Field.SRNUMBER)
                            .orElseThrow(() ->
                                    options.wrong(
                                            "--allow-missing: expected columns such as nc, found \""
                                                    + column
                                                    + "\"")));
        }
        return absent;
    }

    private Settings.Vacuum vacuum(OlderConfig older) {
        return Optional.ofNullable(vacuum)
                .orElseGet(() ->
                        older.flag("vacuum_db").orElse(false)
                                ? Settings.Vacuum.FULL
                                : Settings.Vacuum.ANALYZE);
    }

    private List<URI> posts(OlderConfig older) {
        var addresses = new ArrayList<URI>();
        posts.forEach(text -> addresses.add(options.address("--post", text)));
        older.text("api_url")
                .ifPresent(url ->
                        addresses.add(
                                options.address(
                                        "api_url",
                                        url.replaceAll("/+$", "") + "/status/reset-cache")));
        return addresses;
    }

    private int workers(OlderConfig older) {
        return options.workers()
                .or(() -> older.flag("dask").map(several -> several ? WORKERS : 1))
                .orElse(WORKERS);
    }
}
