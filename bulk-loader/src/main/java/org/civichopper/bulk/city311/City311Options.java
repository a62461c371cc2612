package org.civichopper.bulk.city311;

import java.net.URI;
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
import org.civichopper.bulk.command.Amounts;
import org.civichopper.bulk.command.LoadOptions;
import org.civichopper.bulk.source.Manners;
import picocli.CommandLine.Option;

/// What `hopper load 311` may be told beyond what all data sets are, and what comes of it with the
/// settings of an older loader: use it as a mixin.
final class City311Options {

    private static final int WORKERS = 4;

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

    Settings settings(LoadOptions common, OlderConfig older) {
        var chosenMode = mode(common, older);
        var resets = Optional.ofNullable(reset).or(() -> older.flag("reset_db")).orElse(false);
        if (resets && chosenMode == Settings.Mode.UPDATE) {
            throw common.wrong("--reset: expected with --mode full, found with update");
        }
        if (deletions != Deletions.IGNORE && chosenMode == Settings.Mode.UPDATE) {
            throw common.wrong("--deletions: expected with --mode full, found with update");
        }
        if (since != null && chosenMode == Settings.Mode.FULL) {
            throw common.wrong("--since: expected with --mode update, found with full");
        }
        if (pageSize < 1 || pageSize > 1_000_000) {
            throw common.wrong("--page-size: expected 1 to 1000000, found " + pageSize);
        }
        return new Settings(
                source(common, older),
                common.schema(Settings.SCHEMA),
                chosenMode,
                years(common, older),
                since(common, chosenMode, older),
                since == null,
                resets,
                pageSize,
                deletions,
                quality,
                mayBeAbsent(common),
                vacuum(older),
                older.list("data", "views").orElse(List.of(Tables.VIEW)),
                posts(common, older),
                Optional.ofNullable(stage).or(() -> older.text("stage")).orElse(""),
                common.retryFor(),
                timeout,
                workers(common, older),
                common.limits());
    }

    private Settings.Mode mode(LoadOptions common, OlderConfig older) {
        return Optional.ofNullable(mode)
                .or(() ->
                        older.text("mode")
                                .map(text ->
                                        switch (text.toLowerCase(Locale.ROOT)) {
                                            case "full" -> Settings.Mode.FULL;
                                            case "update", "diff" -> Settings.Mode.UPDATE;
                                            default ->
                                                    throw common.wrong(
                                                            "mode: expected full or update, found \""
                                                                    + text
                                                                    + "\"");
                                        }))
                .orElse(Settings.Mode.UPDATE);
    }

    private URI source(LoadOptions common, OlderConfig older) {
        return common.source()
                .or(() ->
                        older.text("socrata", "host")
                                .or(() -> older.text("socrata", "domain"))
                                .map(text ->
                                        common.address(
                                                "socrata.host",
                                                text.contains("://") ? text : "https://" + text)))
                .orElse(Settings.SOURCE);
    }

    private Map<String, String> years(LoadOptions common, OlderConfig older) {
        var known = new TreeMap<>(older.datasets().orElse(Settings.KNOWN));
        if (datasets != null) {
            known.putAll(datasets);
        }
        known.forEach((year, id) -> {
            if (!year.matches("\\d{4}") || !id.matches("[a-z0-9]{4}-[a-z0-9]{4}")) {
                throw common.wrong(
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
                throw common.wrong(
                        "--years: expected some of %s, found %s; --datasets %s=4x4 adds one"
                                .formatted(String.join(", ", known.keySet()), year, year));
            }
            chosen.put(year.strip(), known.get(year.strip()));
        }
        return chosen;
    }

    private Optional<Instant> since(
            LoadOptions common, Settings.Mode chosenMode, OlderConfig older) {
        return Optional.ofNullable(since)
                .or(() -> older.text("data", "since"))
                .filter(_ -> chosenMode == Settings.Mode.UPDATE)
                .map(text -> time(common, text));
    }

    private static Instant time(LoadOptions common, String text) {
        try {
            return text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)") && text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : (text.length() == 10
                                    ? LocalDate.parse(text).atStartOfDay()
                                    : LocalDateTime.parse(text.replace(' ', 'T')))
                            .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw common.wrong(
                    "--since: expected a time such as 2026-05-01T00:00:00Z, found \""
                            + text
                            + "\"");
        }
    }

    private Set<Field> mayBeAbsent(LoadOptions common) {
        var absent = EnumSet.noneOf(Field.class);
        for (var column : allowMissing) {
            absent.add(
                    Field.of(column.strip().toLowerCase(Locale.ROOT))
                            .filter(field -> field != Field.SRNUMBER)
                            .orElseThrow(() ->
                                    common.wrong(
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

    private List<URI> posts(LoadOptions common, OlderConfig older) {
        var addresses = new ArrayList<URI>();
        posts.forEach(text -> addresses.add(common.address("--post", text)));
        older.text("api_url")
                .ifPresent(url ->
                        addresses.add(
                                common.address(
                                        "api_url",
                                        url.replaceAll("/+$", "") + "/status/reset-cache")));
        return addresses;
    }

    private int workers(LoadOptions common, OlderConfig older) {
        return common.workers()
                .or(() -> older.flag("dask").map(several -> several ? WORKERS : 1))
                .orElse(WORKERS);
    }
}
