package org.civichopper.bulk.bicam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.ledger.LoadRun;
import org.civichopper.bulk.ledger.LoadRuns;
import org.civichopper.bulk.ledger.LoadSchema;
import org.civichopper.bulk.ledger.LoadSlice;
import org.civichopper.bulk.ledger.LoadSlices;
import org.civichopper.bulk.run.DataSetLoad;
import org.civichopper.bulk.run.LoadReport;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.run.SliceWork;
import org.civichopper.bulk.source.Notes;
import org.civichopper.bulk.tell.Told;

/// Data sets of Congress: each csv file that a manifest names is a slice, and so is what else a zip
/// holds. They become tables beside those that stand; all of a run are exchanged in one
/// transaction.
final class Bicam implements DataSetLoad {

    static final String DATASET = "bicam";

    private static final String STANDS = "stands"; // in the notes of a run that brings nothing

    private final Settings settings;
    private final Manifest manifest;
    private final Shelf shelf;
    private final Promotion promotion;
    private final Told told;
    private final Notes notes;
    private final ObjectNode more = JsonNodeFactory.instance.objectNode(); // of the report

    Bicam(Settings settings, Manifest manifest, Shelf shelf, Told told, Notes notes) {
        this.settings = settings;
        this.manifest = manifest;
        this.shelf = shelf;
        this.promotion = new Promotion(settings);
        this.told = told;
        this.notes = notes;
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
        return "full";
    }

    @Override
    public ObjectNode arguments() {
        return settings.json();
    }

    @Override
    public Plan plan(Connection connection) throws SQLException, InterruptedException {
        var wanted = new ArrayList<Manifest.Entry>();
        var known = new ArrayList<String>();
        for (var entry : manifest.chosen(settings.datasets())) {
            if (isWanted(connection, entry)) {
                wanted.add(entry);
                known.addAll(entry.tables());
            }
        }
        promotion.requireNoDependents(connection, known);
        connection.commit(); // no transaction waits for the source
        var looked = new LinkedHashMap<Manifest.Entry, Shelf.Looked>();
        for (var entry : wanted) {
            looked.put(entry, shelf.look(entry));
        }
        var unpacked = looked.entrySet().stream().mapToLong(Bicam::unpacked).sum();
        var toFetch = looked.values().stream().mapToLong(Shelf.Looked::toFetch).sum();
        if (!settings.limits().force()) {
            new Needed(toFetch, unpacked).require(settings.cache(), connection);
        }
        return new Plan(slices(looked), source(wanted), wanted.size(), 0, unpacked);
    }

    // What the zip's directory says, or the manifest, else what the publisher's zips come to.
    private static long unpacked(Map.Entry<Manifest.Entry, Shelf.Looked> each) {
        var known = each.getValue().files().values().stream().mapToLong(size -> size).sum();
        return Math.max(
                known,
                each.getKey().unpacked() > 0 || known > 0
                        ? each.getKey().unpacked()
                        : 2 * each.getValue().bytes());
    }

    /// @throws LoadStopped.Failed where it was rolled back
    private boolean isWanted(Connection connection, Manifest.Entry entry) throws SQLException {
        // What an operator gives is the operator's word.
        if (settings.limits().force()
                || settings.place() instanceof Place.Folder
                || !LoadSchema.isThere(connection)) {
            return true;
        }
        if (Standing.in(settings.schema(), connection)
                .is(entry, new Target(settings.schema()), connection)) {
            notes.say(
                    "%s: these very bytes stand in %s already; --force loads them again"
                            .formatted(entry.name(), settings.schema()));
            return false;
        }
        if (new LoadRuns(connection)
                .wasRolledBack(DATASET, settings.schema(), entry.name(), entry.sha256())) {
            throw new LoadStopped.Failed(
                    "%s: expected a zip that was not rolled back in schema %s, found that it was; nothing was loaded: wait for a newer one, or --force"
                            .formatted(entry.name(), settings.schema()));
        }
        return true;
    }

    // The largest first, as far as their sizes are known.
    private static Map<String, JsonNode> slices(Map<Manifest.Entry, Shelf.Looked> looked) {
        var sizes = new LinkedHashMap<String, Long>();
        looked.forEach((entry, zip) -> {
            for (var file : entry.files()) {
                sizes.put(entry.name() + "/" + file, zip.files().getOrDefault(file, 0L));
            }
            var rest = new HashMap<>(zip.files());
            rest.keySet().removeAll(entry.files());
            sizes.put(entry.name(), rest.values().stream().mapToLong(size -> size).sum());
        });
        var slices = new LinkedHashMap<String, JsonNode>();
        sizes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(each ->
                        slices.put(
                                each.getKey(),
                                JsonNodeFactory.instance
                                        .objectNode()
                                        .put("size", each.getValue())));
        return slices;
    }

    private static String dataset(LoadSlice slice) {
        var slash = slice.id().indexOf('/');
        return slash < 0 ? slice.id() : slice.id().substring(0, slash);
    }

    private static ObjectNode source(List<Manifest.Entry> wanted) {
        var source = JsonNodeFactory.instance.objectNode();
        wanted.forEach(entry -> source.put(entry.name(), entry.sha256()));
        return wanted.isEmpty() ? source.put(STANDS, true) : source;
    }

    @Override
    public void prepare(Connection connection, LoadRun run, Plan plan) throws SQLException {
        if (!plan.slices().isEmpty()) {
            promotion.next(run.id()).make(connection);
        }
    }

    @Override
    public boolean holds(Connection connection, LoadSlice slice) {
        return true; // what is built to be exchanged is logged from the start
    }

    @Override
    public JsonNode empty(Connection connection, LoadRun run, LoadSlice slice) {
        throw new IllegalStateException("a table is committed as a whole: " + slice.id());
    }

    @Override
    public boolean isMeasuredInBytes() {
        return true;
    }

    @Override
    public OptionalLong expected(LoadSlice slice) {
        var size = slice.checkpoint().path("size").asLong();
        return size > 0 ? OptionalLong.of(size) : OptionalLong.empty();
    }

    @Override
    public void read(LoadSlice slice, SliceWork work) throws SQLException, InterruptedException {
        var run = new LoadRuns(work.connection()).find(slice.run()).orElseThrow();
        work.connection().commit();
        var entry = entry(run, dataset(slice));
        var file = slice.id().substring(dataset(slice).length());
        new Reading(shelf, manifest, entry, work, promotion.next(run.id()), notes)
                .read(
                        file.isEmpty()
                                ? name -> !entry.files().contains(name)
                                : file.substring(1)::equals,
                        file.isEmpty());
    }

    // Which the manifest may have changed since.
    private Manifest.Entry entry(LoadRun run, String name) {
        var entry = manifest.entries().get(name);
        var planned = run.source().path(name).asText();
        if (entry == null || !entry.sha256().equals(planned)) {
            throw new LoadStopped.Failed(
                    "%s: expected data set %s with sha256 %s, as this run began with, found another; begin anew with --fresh"
                            .formatted(manifest.source(), name, planned));
        }
        return entry;
    }

    @Override
    public Replanned replan(Connection connection, LoadRun run, String part) {
        throw new IllegalStateException("a zip does not change once it is proved: " + part);
    }

    @Override
    public LoadCounts build(Connection connection, LoadRun run, LoadCounts read) {
        return read; // tables are copied in one piece, and have no keys
    }

    private static Loaded loaded(Connection connection, LoadRun run) throws SQLException {
        return Loaded.of(new LoadSlices(connection).all(run.id()));
    }

    private static boolean stands(LoadRun run) {
        return run.source().path(STANDS).asBoolean();
    }

    @Override
    public void check(Connection connection, LoadRun run, LoadCounts read) throws SQLException {
        if (!stands(run)) {
            new Checks(settings, promotion.next(run.id()))
                    .check(connection, run, loaded(connection, run));
        }
    }

    @Override
    public LoadCounts promote(Connection connection, LoadRun run, LoadCounts read)
            throws SQLException {
        if (stands(run)) {
            return read;
        }
        var byEntry = new LinkedHashMap<Manifest.Entry, Set<String>>();
        for (var each : new LoadSlices(connection).all(run.id())) {
            byEntry.computeIfAbsent(entry(run, dataset(each.slice())), _ -> new TreeSet<>())
                    .addAll(Loaded.of(each.slice().checkpoint()).tables().keySet());
        }
        return promotion.promote(connection, run, read, byEntry);
    }

    @Override
    public void follow(Connection connection, LoadRun run, LoadCounts counts) {
        // the tables came into sight analyzed
    }

    @Override
    public void drop(Connection connection, LoadRun run) throws SQLException {
        promotion.next(run.id()).dropWithTables(connection);
    }

    @Override
    public void tell(Connection connection, LoadReport report) {
        told.tell(
                report.error()
                        .map("FAILURE: Something went wrong in bicam: \"%s\""::formatted)
                        .orElseGet(() ->
                                String.format(
                                        Locale.ROOT,
                                        "\"bicam\" loaded [%,d] records, updated [0] records, and finished with message \"completed\"",
                                        report.counts().inserted())));
        try {
            var run = new LoadRuns(connection).find(report.run().orElseThrow()).orElseThrow();
            describe(run, new LoadSlices(connection).all(run.id()));
            connection.commit();
        } catch (SQLException e) {
            notes.say("the ledger could not be asked what to report: " + e.getMessage());
        }
    }

    private void describe(LoadRun run, List<LoadSlices.Standing> slices) {
        var datasets = more.putObject("datasets");
        manifest.chosen(settings.datasets())
                .forEach(entry ->
                        datasets.put(
                                entry.name(), run.source().has(entry.name()) ? "loaded" : STANDS));
        var tables = more.putObject("tables");
        Loaded.of(slices)
                .tables()
                .forEach((table, counts) ->
                        (run.promoted() ? counts.merged(Loaded.rows(counts), 0, 0) : counts)
                                .describe(tables.putObject(table)));
    }

    @Override
    public void describe(ObjectNode json) {
        json.setAll(more);
    }

    @Override
    public void close() {
        shelf.close();
    }
}
