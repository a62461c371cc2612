package org.civichopper.bulk.courtlistener;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.civichopper.bulk.courtlistener.bucket.Bucket;
import org.civichopper.bulk.courtlistener.bucket.StandingTables;
import org.civichopper.bulk.courtlistener.schema.Built;
import org.civichopper.bulk.courtlistener.schema.PostData;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.ledger.LoadRejects;
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
import org.civichopper.bulk.source.PoliteClient;
import org.civichopper.bulk.tell.Told;

/// A court dump: its tables as its own schema file makes them, filled beside those that stand, and
/// exchanged for them in one transaction.
final class CourtListener implements DataSetLoad {

    static final String DATASET = StandingTables.DATASET;

    /// In the notes of a run whose dump stands already.
    static final String STANDS = "stands";

    private final Settings settings;
    private final Bucket bucket;
    private final Optional<PoliteClient> client;
    private final Planning planning;
    private final Reading reading;
    private final Promotion promotion;
    private final Told told;
    private final Notes notes;
    private final ObjectNode more = JsonNodeFactory.instance.objectNode(); // of the report
    private Contents contents; // once they are read

    CourtListener(
            Settings settings,
            Bucket bucket,
            Optional<PoliteClient> client,
            long partSize,
            Told told,
            Notes notes) {
        this.settings = settings;
        this.bucket = bucket;
        this.client = client;
        this.planning = new Planning(settings, bucket, partSize);
        this.reading =
                new Reading(
                        bucket,
                        new Traffic(client),
                        settings.limits(),
                        Runtime.getRuntime().availableProcessors());
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
        connection.commit(); // no transaction waits for the source
        var chosen = planning.choose();
        contents = chosen.contents();
        if (!settings.limits().force() && LoadSchema.isThere(connection)) {
            var standing = StandingTables.in(settings.schema(), connection);
            if (standing.are(chosen.dump(), chosen.contents().entries().values())) {
                notes.say(
                        "dump %s stands in %s already; --force loads it again"
                                .formatted(chosen.dump().date(), settings.schema()));
                return planning.nothing(chosen);
            }
            requireNotRolledBack(connection, chosen);
        }
        promotion.requireNoDependents(connection, contents);
        var space = new Space(chosen.bytes());
        notes.say(space.said(connection));
        if (!settings.limits().force()) {
            space.require(connection);
        }
        return planning.plan(chosen);
    }

    private void requireNotRolledBack(Connection connection, Planning.Chosen chosen)
            throws SQLException {
        if (settings.from().isEmpty()
                && new LoadRuns(connection)
                        .wasRolledBack(
                                DATASET,
                                settings.schema(),
                                "script_etag",
                                chosen.contents().script().etag())) {
            throw new LoadStopped.Failed(
                    "dump %s: expected one that was not rolled back in schema %s, found that it was; nothing was loaded: wait for a newer one, or --force"
                            .formatted(chosen.dump().date(), settings.schema()));
        }
    }

    private synchronized Contents contents(LoadRun run) throws InterruptedException {
        if (contents == null) {
            contents = Contents.reopen(bucket, run.source(), settings);
        }
        return contents;
    }

    @Override
    public void prepare(Connection connection, LoadRun run, Plan plan) throws SQLException {
        if (!plan.slices().isEmpty()) {
            contents.schema().make(connection, promotion.next(run.id()));
        }
    }

    @Override
    public boolean holds(Connection connection, LoadSlice slice) {
        return true; // what is built to be exchanged is logged from the start
    }

    @Override
    public JsonNode empty(Connection connection, LoadRun run, LoadSlice slice) {
        throw new IllegalStateException("a part is committed as a whole: " + slice.id());
    }

    @Override
    public boolean isMeasuredInBytes() {
        return true;
    }

    @Override
    public OptionalLong expected(LoadSlice slice) {
        var part = Part.of(slice.checkpoint());
        return OptionalLong.of(part.to() - part.from());
    }

    @Override
    public void read(LoadSlice slice, SliceWork work) throws SQLException, InterruptedException {
        var run = new LoadRuns(work.connection()).find(slice.run()).orElseThrow();
        work.connection().commit();
        var opened = contents(run);
        var entry = opened.entries().get(Part.of(slice.checkpoint()).table());
        var records = new Records(entry.dialect(), opened.schema().isNumbered(entry.table()));
        reading.read(work, entry, Copying.statement(entry, promotion.next(run.id())), records);
    }

    @Override
    public Replanned replan(Connection connection, LoadRun run, String table)
            throws SQLException, InterruptedException {
        var slices = parts(connection, run, table);
        var old = Part.of(slices.getFirst().checkpoint()).file();
        connection.commit();
        var now =
                bucket.find(old.name())
                        .orElseThrow(() ->
                                new LoadStopped.Failed(
                                        "%s: expected it at %s, found that it is gone; nothing was promoted"
                                                .formatted(old.name(), bucket.place())));
        for (var slice : slices) {
            new LoadRejects(connection).drop(slice);
        }
        promotion.next(run.id()).truncate(connection, table);
        return new Replanned(
                slices.stream().map(LoadSlice::id).collect(Collectors.toSet()),
                planning.parts(contents(run), table, now),
                (ObjectNode) run.source());
    }

    private static List<LoadSlice> parts(Connection connection, LoadRun run, String table)
            throws SQLException {
        return new LoadSlices(connection)
                .all(run.id()).stream()
                        .map(LoadSlices.Standing::slice)
                        .filter(slice -> Part.of(slice.checkpoint()).table().equals(table))
                        .toList();
    }

    @Override
    public LoadCounts build(Connection connection, LoadRun run, LoadCounts read)
            throws SQLException, InterruptedException {
        if (stands(run)) {
            return read;
        }
        var opened = contents(run);
        for (var table : opened.tables()) {
            Proofs.check(connection, parts(connection, run, table));
        }
        connection.commit();
        var built =
                new PostData(
                                opened.schema(),
                                promotion.swap(run.id(), opened.tables()),
                                settings.orphans(),
                                notes)
                        .build(connection, run);
        return read.plus(LoadCounts.read(ofCopied(built), built.rejected(), 0, 0));
    }

    // Rows of tables that were not asked for and lost their parents: read from where they stood.
    private static long ofCopied(Built built) {
        return built.copied().stream()
                .mapToLong(table -> built.dropped().getOrDefault(table, 0L))
                .sum();
    }

    private static boolean stands(LoadRun run) {
        return run.source().path(STANDS).asBoolean();
    }

    @Override
    public void check(Connection connection, LoadRun run, LoadCounts read) throws SQLException {
        if (!stands(run)) {
            new Checks(settings, promotion.next(run.id()))
                    .check(connection, run, tables(connection, run));
        }
    }

    // What was read of each table, and what of it was set aside since.
    private Map<String, TableCounts> tables(Connection connection, LoadRun run)
            throws SQLException {
        var built = built(connection, run);
        var tables = new TreeMap<String, TableCounts>();
        for (var standing : new LoadSlices(connection).all(run.id())) {
            var table = Part.of(standing.slice().checkpoint()).table();
            tables.merge(
                    table,
                    new TableCounts(
                            standing.slice().counts(), built.dropped().getOrDefault(table, 0L)),
                    TableCounts::plus);
        }
        return tables;
    }

    private static Built built(Connection connection, LoadRun run) throws SQLException {
        return Built.of(new LoadRuns(connection).find(run.id()).orElseThrow());
    }

    @Override
    public LoadCounts promote(Connection connection, LoadRun run, LoadCounts read)
            throws SQLException {
        return stands(run)
                ? read
                : promotion.promote(connection, run, read, contents, built(connection, run));
    }

    @Override
    public void follow(Connection connection, LoadRun run, LoadCounts counts)
            throws SQLException, InterruptedException {
        if (!stands(run)) {
            var opened = contents(run);
            new PostData(
                            opened.schema(),
                            promotion.swap(run.id(), opened.tables()),
                            settings.orphans(),
                            notes)
                    .follow(connection, built(connection, run));
        }
    }

    @Override
    public void drop(Connection connection, LoadRun run) throws SQLException {
        promotion.next(run.id()).dropWithTables(connection);
    }

    @Override
    public void tell(Connection connection, LoadReport report) {
        told.tell(CourtReport.message(report));
        try {
            var run = new LoadRuns(connection).find(report.run().orElseThrow()).orElseThrow();
            new CourtReport(
                            run,
                            Built.of(run),
                            Optional.ofNullable(contents),
                            tables(connection, run))
                    .describe(more);
            connection.commit();
        } catch (SQLException e) {
            notes.say("the ledger could not be asked what to report: " + e.getMessage());
        }
    }

    @Override
    public void describe(ObjectNode json) {
        json.setAll(more);
    }

    @Override
    public void close() {
        client.ifPresent(PoliteClient::close);
    }
}
