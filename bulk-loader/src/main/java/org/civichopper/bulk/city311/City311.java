package org.civichopper.bulk.city311;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.civichopper.bulk.finish.Swap;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.ledger.LoadPredecessors;
import org.civichopper.bulk.ledger.LoadRejects;
import org.civichopper.bulk.ledger.LoadRun;
import org.civichopper.bulk.ledger.LoadRuns;
import org.civichopper.bulk.ledger.LoadSchema;
import org.civichopper.bulk.ledger.LoadSlice;
import org.civichopper.bulk.ledger.LoadSlices;
import org.civichopper.bulk.ledger.LoadWatermarks;
import org.civichopper.bulk.run.DataSetLoad;
import org.civichopper.bulk.run.LoadReport;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.run.SliceWork;
import org.civichopper.bulk.source.Notes;
import org.civichopper.bulk.source.PoliteClient;

/// The service requests of a city, by year: all rows, or what was edited since the watermark, into
/// one table by merge or exchange.
final class City311 implements DataSetLoad {

    static final String DATASET = "311";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration OVERLAP = Duration.ofMinutes(10);
    // A data set of so many rows is read by ranges, several at once.
    private static final long LARGE = 400_000;
    private static final long BYTES_A_ROW = 330; // of 23 columns, as the years up to 2020 have them

    private final Settings settings;
    private final PoliteClient client;
    private final Socrata socrata;
    private final Notes notes;
    private final AfterLoad after;
    private final Target target;
    private final Reading reading;

    City311(Settings settings, PoliteClient client, AfterLoad after, Notes notes) {
        this.settings = settings;
        this.client = client;
        this.socrata = new Socrata(settings.source(), client);
        this.after = after;
        this.notes = notes;
        this.target = new Target(settings.schema());
        this.reading = new Reading(settings, socrata, notes);
    }

    @Override
    public String dataset() {
        return DATASET;
    }

    @Override
    public String scope() {
        return settings.scope();
    }

    @Override
    public String mode() {
        return settings.mode().word();
    }

    @Override
    public ObjectNode arguments() {
        return settings.json();
    }

    private Swap swap() {
        return Exchange.swap(target);
    }

    @Override
    public Plan plan(Connection connection) throws SQLException, InterruptedException {
        requireNoDependents(connection);
        var watermarks = watermarks(connection);
        var slices = new LinkedHashMap<String, JsonNode>();
        var source = JSON.createObjectNode();
        var rows = 0L;
        var requests = 0L;
        for (var year : settings.years().entrySet()) {
            var id = year.getValue();
            var before = client.requests();
            var drift = drift(id);
            var from = from(Optional.ofNullable(watermarks.get(id)));
            var whole = whole(year.getKey(), id, from);
            var said = source.putObject(year.getKey()).put("id", id).put("rows", whole.expected());
            whole.latest().ifPresent(latest -> said.put("latest", latest));
            drift.describe(said);
            for (var slice : ranges(whole).entrySet()) {
                slices.put(slice.getKey(), slice.getValue().json());
                requests += 2 + slice.getValue().expected() / settings.pageSize();
            }
            rows += whole.expected();
            said.put("requests", client.requests() - before);
        }
        return new Plan(slices, source, client.requests() + requests, rows, rows * BYTES_A_ROW);
    }

    private void requireNoDependents(Connection connection) throws SQLException {
        if (!settings.reset() || settings.limits().force()) {
            return;
        }
        var dependents = swap().dependents(connection);
        if (!dependents.isEmpty()) {
            throw new LoadStopped.Failed(
                    "schema %s: expected nothing of others on what --reset exchanges, found: %s; drop it and make it anew afterwards, or --force leaves it on the old table"
                            .formatted(settings.schema(), String.join("; ", dependents)));
        }
    }

    private Map<String, String> watermarks(Connection connection) throws SQLException {
        return LoadSchema.isThere(connection)
                ? new LoadWatermarks(connection, DATASET, settings.schema()).all()
                : Map.of();
    }

    // Empty where all rows are read.
    private Optional<String> from(Optional<String> watermark) {
        return switch (settings.mode()) {
            case FULL -> Optional.empty();
            case UPDATE -> {
                var since =
                        settings.since()
                                .filter(_ -> !settings.sinceForNew() || watermark.isEmpty());
                yield since.or(() -> watermark.map(text -> Instant.parse(text).minus(OVERLAP)))
                        .map(Times::written);
            }
        };
    }

    private Drift drift(String id) throws InterruptedException {
        var theirs = socrata.columns(id);
        if (theirs.isEmpty()) {
            notes.say(id + ": the source does not say which columns it has");
            return Drift.NONE;
        }
        var drift = Drift.of(theirs.get());
        var lacking =
                drift.missing().stream()
                        .filter(field -> !settings.mayBeAbsent().contains(field))
                        .map(Field::column)
                        .toList();
        if (!lacking.isEmpty()) {
            throw new LoadStopped.Failed(
                    "data set %s: expected the columns %s, found none of that name; nothing was changed; --allow-missing %s goes on without"
                            .formatted(id, String.join(", ", lacking), String.join(",", lacking)));
        }
        if (!drift.unknown().isEmpty()) {
            notes.say(
                    "%s: has columns that are not loaded: %s"
                            .formatted(id, String.join(", ", drift.unknown())));
        }
        return drift;
    }

    private Slice whole(String year, String id, Optional<String> from) throws InterruptedException {
        var slice =
                new Slice(
                        year,
                        id,
                        from,
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        settings.pageSize());
        var size = socrata.size(id, slice.all());
        return new Slice(
                year,
                id,
                from,
                Optional.empty(),
                Optional.empty(),
                size.rows(),
                size.latest().map(Times::normal),
                Optional.empty(),
                Optional.empty(),
                false,
                settings.pageSize());
    }

    // Cut where rows stand in the order of ids, so that each range has about as many.
    private Map<String, Slice> ranges(Slice whole) throws InterruptedException {
        var slices = new LinkedHashMap<String, Slice>();
        var parts = Math.min(settings.workers(), (int) (whole.expected() / (LARGE / 2)));
        if (whole.isUpdate()
                || whole.expected() < LARGE
                || parts < 2
                || settings.limits().maxItems().isPresent()) {
            slices.put(whole.year(), whole);
            return slices;
        }
        Optional<String> behind = Optional.empty();
        for (var part = 1; part <= parts; part++) {
            var upTo =
                    part == parts
                            ? Optional.<String>empty()
                            : socrata.idAt(whole.dataset(), whole.expected() * part / parts - 1);
            var range =
                    new Slice(
                            whole.year(),
                            whole.dataset(),
                            Optional.empty(),
                            behind,
                            upTo,
                            whole.expected() / parts,
                            whole.latest(),
                            Optional.empty(),
                            Optional.empty(),
                            false,
                            whole.limit());
            slices.put("%s/%d of %d".formatted(whole.year(), part, parts), range);
            behind = upTo;
        }
        return slices;
    }

    @Override
    public void prepare(Connection connection, LoadRun run, Plan plan) throws SQLException {
        target.lock(connection); // two runs may begin at once on nothing
        new Tables(target).make(connection);
        staging(run.id(), plan.source())
                .make(connection, plan.slices().values().stream().map(Slice::of).toList());
    }

    private Staging staging(long run, JsonNode source) {
        return new Staging(run, Drift.absent(source));
    }

    @Override
    public boolean holds(Connection connection, LoadSlice slice) throws SQLException {
        var rows = new Staging(slice.run(), Set.of()).rows(connection, slice);
        return rows == slice.counts().read() - slice.counts().rejected();
    }

    @Override
    public JsonNode empty(Connection connection, LoadRun run, LoadSlice slice) throws SQLException {
        notes.say("%s: staging does not hold what was read; begins anew".formatted(slice.id()));
        return anew(connection, slice, false, Slice.of(slice.checkpoint()).expected());
    }

    static JsonNode anew(Connection connection, LoadSlice slice, boolean again, long expected)
            throws SQLException {
        new Staging(slice.run(), Set.of()).empty(connection, slice);
        new LoadRejects(connection).drop(slice);
        return Slice.of(slice.checkpoint()).anew(again, expected).json();
    }

    @Override
    public OptionalLong expected(LoadSlice slice) {
        return OptionalLong.of(Slice.of(slice.checkpoint()).expected());
    }

    @Override
    public void read(LoadSlice slice, SliceWork work) throws SQLException, InterruptedException {
        reading.read(work);
    }

    @Override
    public void check(Connection connection, LoadRun run, LoadCounts read) throws SQLException {
        settings.limits()
                .requireFewRejects(
                        read.read(),
                        read.rejected(),
                        "hopper load runs show " + run.id() + " --rejects");
        var least =
                settings.limits().minRows().orElse(settings.mode() == Settings.Mode.FULL ? 1 : 0);
        byYear(connection, run)
                .forEach((year, counts) -> {
                    if (counts.read() < least) {
                        throw new LoadStopped.Failed(
                                "%s (%s): expected at least %d rows, found %d: nothing was promoted; look at the source, or say --min-rows %d"
                                        .formatted(
                                                year,
                                                settings.years().get(year),
                                                least,
                                                counts.read(),
                                                counts.read()));
                    }
                });
    }

    private Map<String, LoadCounts> byYear(Connection connection, LoadRun run) throws SQLException {
        return new LoadSlices(connection)
                .all(run.id()).stream()
                        .map(LoadSlices.Standing::slice)
                        .collect(
                                Collectors.toMap(
                                        slice -> Slice.of(slice.checkpoint()).year(),
                                        LoadSlice::counts,
                                        LoadCounts::plus,
                                        TreeMap::new));
    }

    @Override
    public LoadCounts promote(Connection connection, LoadRun run, LoadCounts read)
            throws SQLException {
        target.lock(connection);
        target.use(connection);
        var staging = staging(run.id(), run.source());
        var newest = new Newest(staging.table(), staging.absent());
        var years = new TreeMap<String, String>();
        settings.years().forEach((year, id) -> years.put(id, year));
        var merge = new Merge(newest, years);
        var rejected = read.rejected();
        if (settings.quality() == Settings.Quality.REJECT) {
            rejected += merge.setAside(connection, run.id(), run.startedAt());
            settings.limits()
                    .requireFewRejects(
                            read.read(), rejected, "hopper load 311 with --quality flag");
        }
        staging.analyze(connection);
        var flagged = merge.flagged(connection, run.startedAt());
        var total =
                settings.reset()
                        ? exchange(connection, run, newest, read.with(rejected, flagged))
                        : merge(connection, run, merge, read.with(rejected, flagged));
        if (settings.limits().maxItems().isEmpty()) {
            new LoadWatermarks(connection, DATASET, settings.schema())
                    .move(latest(connection, run), run.id());
        }
        staging.drop(connection);
        return total.plus(LoadCounts.read(0, 0, 0, planning(run)));
    }

    private static long planning(LoadRun run) {
        var requests = 0L;
        for (var year : run.source()) {
            requests += year.path("requests").asLong();
        }
        return requests;
    }

    private LoadCounts merge(Connection connection, LoadRun run, Merge merge, LoadCounts read)
            throws SQLException {
        var away = 0L;
        var merged = merge.into(connection, run.startedAt());
        if (settings.deletions() != Deletions.IGNORE && settings.limits().maxItems().isEmpty()) {
            var gone = merge.countGone(connection, run.id());
            settings.limits()
                    .requireNoShrink(
                            "table " + settings.schema() + ".requests",
                            gone.standing(),
                            gone.standing() - gone.gone());
            away = merge.away(connection, run.id(), settings.deletions());
        }
        return read.merged(merged.inserted(), merged.updated(), away);
    }

    private LoadCounts exchange(Connection connection, LoadRun run, Newest newest, LoadCounts read)
            throws SQLException {
        requireNoDependents(connection);
        var standing = count(connection);
        var built = new Exchange(newest, target).build(connection, run.startedAt());
        settings.limits()
                .requireNoShrink(
                        "table " + settings.schema() + ".requests", standing, built.rows());
        new LoadPredecessors(connection)
                .keep(
                        DATASET,
                        settings.schema(),
                        swap(),
                        new LoadWatermarks(connection, DATASET, settings.schema()).all(),
                        run.id());
        swap().exchange(connection);
        var stayed = built.rows() - built.inserted();
        return read.merged(built.inserted(), built.updated(), standing - stayed);
    }

    private static long count(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM requests")) {
            row.next();
            return row.getLong(1);
        }
    }

    // After a full read the greatest that the source had when the run began: a row edited after its
    // page was read would be passed over. After an update the greatest that was read.
    private Map<String, String> latest(Connection connection, LoadRun run) throws SQLException {
        var values = new TreeMap<String, String>();
        for (var standing : new LoadSlices(connection).all(run.id())) {
            var slice = Slice.of(standing.slice().checkpoint());
            var value = slice.isUpdate() ? slice.updated().map(Times::normal) : slice.latest();
            value.ifPresent(each ->
                    values.merge(slice.dataset(), each, (a, b) -> a.compareTo(b) > 0 ? a : b));
        }
        return values;
    }

    @Override
    public void follow(Connection connection, LoadRun run, LoadCounts counts) throws SQLException {
        after.follow(connection, counts);
    }

    @Override
    public void drop(Connection connection, LoadRun run) throws SQLException {
        staging(run.id(), run.source()).drop(connection);
    }

    @Override
    public void tell(Connection connection, LoadReport report) {
        after.tell(connection, report);
        remember(connection, report);
    }

    private final ObjectNode more = JSON.createObjectNode();

    // What --json says beyond the common names stands in the ledger.
    private void remember(Connection connection, LoadReport report) {
        var drift = more.putObject("drift");
        var datasets = more.putObject("datasets");
        try {
            var run = new LoadRuns(connection).find(report.run().orElseThrow());
            var byYear = byYear(connection, run.orElseThrow());
            var watermarks = watermarks(connection);
            connection.commit();
            settings.years()
                    .forEach((year, id) -> {
                        var counts = byYear.getOrDefault(year, LoadCounts.NONE);
                        datasets.putObject(year)
                                .put("id", id)
                                .put("read", counts.read())
                                .put("rejected", counts.rejected())
                                .put("watermark", watermarks.get(id));
                        Drift.copy(run.orElseThrow().source().path(year), drift, id);
                    });
        } catch (SQLException e) {
            notes.say("the ledger could not be asked what to report: " + e.getMessage());
        }
        var tables = more.putObject("tables");
        var counts = report.counts();
        tables.putObject("requests")
                .put("read", counts.read())
                .put("inserted", counts.inserted())
                .put("updated", counts.updated())
                .put("unchanged", counts.unchanged())
                .put("deleted", counts.deleted())
                .put("rejected", counts.rejected());
    }

    @Override
    public void describe(ObjectNode json) {
        json.setAll(more);
    }

    @Override
    public void close() {
        client.close();
    }
}
