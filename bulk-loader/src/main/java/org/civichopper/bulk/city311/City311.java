package org.civichopper.bulk.city311;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.LoadCounts;
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

    private final Settings settings;
    private final long large;
    private final PoliteClient client;
    private final Socrata socrata;
    private final Notes notes;
    private final AfterLoad after;
    private final Target target;
    private final Reading reading;
    private final Promotion promotion;
    private final ObjectNode more = JSON.createObjectNode(); // of the report

    City311(Settings settings, PoliteClient client, AfterLoad after, Notes notes) {
        this(settings, client, after, notes, Planning.LARGE);
    }

    /// @param large a data set of so many rows is read by ranges
    City311(Settings settings, PoliteClient client, AfterLoad after, Notes notes, long large) {
        this.large = large;
        this.settings = settings;
        this.client = client;
        this.socrata = new Socrata(settings.source(), client);
        this.after = after;
        this.notes = notes;
        this.target = new Target(settings.schema());
        this.reading = new Reading(settings, socrata, notes);
        this.promotion = new Promotion(settings);
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

    @Override
    public Plan plan(Connection connection) throws SQLException, InterruptedException {
        promotion.requireNoDependents(connection);
        var watermarks = watermarks(connection);
        connection.commit(); // no transaction waits for the source
        return new Planning(settings, client, socrata, notes, large).plan(watermarks);
    }

    private Map<String, String> watermarks(Connection connection) throws SQLException {
        return LoadSchema.isThere(connection)
                ? new LoadWatermarks(connection, DATASET, settings.schema()).all()
                : Map.of();
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
    public boolean isMeasuredInBytes() {
        return false;
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
    public Replanned replan(Connection connection, LoadRun run, String part) {
        throw new IllegalStateException("pages do not change under their reader: " + part);
    }

    @Override
    public LoadCounts build(Connection connection, LoadRun run, LoadCounts read) {
        return read; // the table that stands has its indexes
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
        return promotion.promote(connection, run, read);
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
        report.counts().describe(tables.putObject("requests"));
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
