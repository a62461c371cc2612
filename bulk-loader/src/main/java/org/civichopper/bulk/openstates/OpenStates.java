package org.civichopper.bulk.openstates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.ledger.LoadRejects;
import org.civichopper.bulk.ledger.LoadRun;
import org.civichopper.bulk.ledger.LoadSlice;
import org.civichopper.bulk.ledger.LoadSlices;
import org.civichopper.bulk.ledger.LoadStatus;
import org.civichopper.bulk.openstates.api.Api;
import org.civichopper.bulk.openstates.table.Following;
import org.civichopper.bulk.openstates.table.IngestionLog;
import org.civichopper.bulk.openstates.table.SeenBills;
import org.civichopper.bulk.openstates.table.Tables;
import org.civichopper.bulk.run.DataSetLoad;
import org.civichopper.bulk.run.LoadReport;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.run.SliceWork;
import org.civichopper.bulk.source.Notes;
import org.civichopper.bulk.tell.Told;

/// What the API of Open States says, into eleven tables. Nothing is staged: a bill is in sight with
/// all below it as soon as its page is committed, and a watermark moves only behind a session that
/// is whole.
final class OpenStates implements DataSetLoad {

    static final String DATASET = "openstates";

    private static final JsonMapper JSON = new JsonMapper();

    private final Settings settings;
    private final Told told;
    private final Notes notes;
    private final List<Runnable> closings;
    private final Planning planning;
    private final Target target;
    private final Api api;
    private final ObjectNode more = JSON.createObjectNode(); // of the report
    private final boolean rehearsal;

    /// @param rehearsal whether it is only planned, which asks the source how much there is
    /// @param closings of what it was given, to be run when it is closed
    OpenStates(
            Settings settings,
            Api api,
            boolean rehearsal,
            Told told,
            Notes notes,
            List<Runnable> closings) {
        this.settings = settings;
        this.api = api;
        this.rehearsal = rehearsal;
        this.told = told;
        this.notes = notes;
        this.closings = closings;
        this.planning = new Planning(settings, api, notes);
        this.target = new Target(settings.schema());
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
        return settings.operation().word();
    }

    @Override
    public ObjectNode arguments() {
        return settings.json();
    }

    @Override
    public Plan plan(Connection connection) throws SQLException, InterruptedException {
        return rehearsal ? planning.rehearse(connection) : planning.plan(connection);
    }

    @Override
    public void prepare(Connection connection, LoadRun run, Plan plan) throws SQLException {
        new Tables(target).make(connection);
        new IngestionLog(target).endAbandoned(connection);
        new SeenBills(run.id()).make(connection);
    }

    @Override
    public boolean holds(Connection connection, LoadSlice slice) throws SQLException {
        var progress = Part.of(slice.checkpoint()).progress();
        return progress.seen()
                == new SeenBills(slice.run()).count(connection, slice, progress.round()).all();
    }

    @Override
    public JsonNode empty(Connection connection, LoadRun run, LoadSlice slice) throws SQLException {
        notes.say(
                "%s: what was seen of it is lost; it is read anew, and what stands is compared"
                        .formatted(slice.id()));
        new SeenBills(run.id()).empty(connection, slice);
        new LoadRejects(connection).drop(slice);
        return Part.of(slice.checkpoint()).anew().json();
    }

    @Override
    public boolean isMeasuredInBytes() {
        return false;
    }

    @Override
    public OptionalLong expected(LoadSlice slice) {
        return OptionalLong.empty(); // the first page says it
    }

    @Override
    public void read(LoadSlice slice, SliceWork work) throws SQLException, InterruptedException {
        var part = Part.of(slice.checkpoint());
        var operation =
                new IngestionLog.Operation(
                        slice.run(),
                        slice.id(),
                        part.kind().word(),
                        Optional.of(part.jurisdiction()).filter(id -> !id.isEmpty()),
                        Optional.of(part.session()).filter(session -> !session.isEmpty()));
        var log = new IngestionLog(target);
        log.begin(work.connection(), operation);
        work.connection().commit();
        var others = new OtherReading(settings, api, planning);
        try {
            switch (part.kind()) {
                case JURISDICTIONS -> others.jurisdictions(work, operation);
                case PEOPLE -> others.people(work, part, operation);
                case COMMITTEES -> others.committees(work, part, operation);
                case BILLS -> new BillReading(settings, api).read(work, operation);
                case ALL -> throw new IllegalStateException("a slice is one of the four");
            }
        } catch (LoadStopped.Wrong e) { // the run will be forgotten
            work.connection().rollback();
            log.stop(work.connection(), slice.run(), "failed", e.getMessage());
            work.connection().commit();
            throw e;
        }
    }

    @Override
    public Replanned replan(Connection connection, LoadRun run, String part) {
        throw new IllegalStateException("lists do not change as a whole: " + part);
    }

    @Override
    public LoadCounts build(Connection connection, LoadRun run, LoadCounts read) {
        return read; // the tables that stand have their keys
    }

    @Override
    public void check(Connection connection, LoadRun run, LoadCounts read) {
        settings.limits()
                .requireFewRejects(
                        read.read(),
                        read.rejected(),
                        "hopper load runs show " + run.id() + " --rejects");
    }

    @Override
    public LoadCounts promote(Connection connection, LoadRun run, LoadCounts read)
            throws SQLException {
        new SeenBills(run.id()).drop(connection);
        return read; // page by page it is in sight already
    }

    @Override
    public void follow(Connection connection, LoadRun run, LoadCounts counts) throws SQLException {
        new Following(target).follow(connection, byTable(connection, run.id()));
    }

    private static Map<String, LoadCounts> byTable(Connection connection, long run)
            throws SQLException {
        var counts = new EnumMap<Operation, LoadCounts>(Operation.class);
        for (var standing : new LoadSlices(connection).all(run)) {
            counts.merge(
                    Part.of(standing.slice().checkpoint()).kind(),
                    standing.slice().counts(),
                    LoadCounts::plus);
        }
        var byTable = new LinkedHashMap<String, LoadCounts>();
        counts.forEach((kind, each) -> byTable.put(kind.word(), each)); // as the tables are called
        return byTable;
    }

    @Override
    public void drop(Connection connection, LoadRun run) throws SQLException {
        new SeenBills(run.id()).drop(connection);
    }

    @Override
    public void tell(Connection connection, LoadReport report) {
        try {
            var run = report.run().orElseThrow();
            if (report.error().isPresent() && new Tables(target).areThere(connection)) {
                var status = report.status() == LoadStatus.PAUSED ? "paused" : "failed";
                new IngestionLog(target).stop(connection, run, status, report.error().get());
            }
            var tables = more.putObject("tables");
            byTable(connection, run)
                    .forEach((table, counts) -> counts.describe(tables.putObject(table)));
            connection.commit();
        } catch (SQLException e) {
            notes.say("ingestion_logs could not be written: " + e.getMessage());
        }
        if (report.status() != LoadStatus.COMPLETED) {
            told.tell(message(report));
        }
    }

    private String message(LoadReport report) {
        return "openstates %s, run %d: %s; %d read, %d rejected%s"
                .formatted(
                        settings.scope(),
                        report.run().orElse(0),
                        report.status().word().replace('_', ' '),
                        report.counts().read(),
                        report.counts().rejected(),
                        report.error().map(error -> ": " + error).orElse(""));
    }

    @Override
    public void describe(ObjectNode json) {
        json.setAll(more);
    }

    @Override
    public void close() {
        closings.forEach(Runnable::run);
    }
}
