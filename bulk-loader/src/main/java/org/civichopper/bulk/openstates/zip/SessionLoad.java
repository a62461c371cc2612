package org.civichopper.bulk.openstates.zip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.ledger.LoadRejects;
import org.civichopper.bulk.ledger.LoadRun;
import org.civichopper.bulk.ledger.LoadSlice;
import org.civichopper.bulk.ledger.LoadStatus;
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

/// One session's zip into the tables of the API. It is one slice and one transaction: nothing is
/// staged in the database, and what was not committed is read again from the zip.
final class SessionLoad implements DataSetLoad {

    static final String DATASET = "openstates-zip";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SLICE = "bills";

    private final Settings settings;
    private final Shelf shelf;
    private final Told told;
    private final Notes notes;
    private final Target target;
    private final boolean rehearsal;
    private final ObjectNode more = JSON.createObjectNode(); // of the report

    /// @param rehearsal whether it is only planned, which asks the source how much there is
    SessionLoad(Settings settings, boolean rehearsal, Told told, Notes notes) {
        this.settings = settings;
        this.rehearsal = rehearsal;
        this.told = told;
        this.notes = notes;
        shelf = new Shelf(settings, notes);
        target = new Target(settings.schema());
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
        return "session";
    }

    @Override
    public ObjectNode arguments() {
        return settings.json();
    }

    @Override
    public Plan plan(Connection connection) throws SQLException, InterruptedException {
        connection.commit(); // no transaction waits for the source
        var source = JSON.createObjectNode().put("zip", settings.place().toString());
        var slices = Map.<String, JsonNode>of(SLICE, JSON.createObjectNode());
        return switch (settings.place()) {
            case Place.Here _ -> {
                try (var zip = shelf.open(_ -> {})) {
                    describe(source, zip.readme());
                    yield new Plan(slices, source, 0, 0, zip.unpacked());
                }
            }
            case Place.Web _ -> new Plan(slices, source, 1, 0, rehearsal ? shelf.look() : 0);
        };
    }

    private static void describe(ObjectNode source, Readme readme) {
        source.put("state", readme.jurisdiction().abbreviation());
        source.put("session", readme.session());
        source.put("generated_at", readme.generatedAt().toString());
    }

    @Override
    public void prepare(Connection connection, LoadRun run, Plan plan) throws SQLException {
        new Tables(target).make(connection);
        new IngestionLog(target).endAbandoned(connection);
        new SeenBills(run.id()).make(connection);
    }

    @Override
    public boolean holds(Connection connection, LoadSlice slice) {
        return true; // what is seen is committed with the slice, and not asked for behind it
    }

    @Override
    public JsonNode empty(Connection connection, LoadRun run, LoadSlice slice) {
        throw new IllegalStateException("a session is committed as a whole: " + slice.id());
    }

    @Override
    public boolean isMeasuredInBytes() {
        return true;
    }

    @Override
    public OptionalLong expected(LoadSlice slice) {
        return OptionalLong.empty(); // the zip says it
    }

    @Override
    public void read(LoadSlice slice, SliceWork work) throws SQLException, InterruptedException {
        work.waitsFor("network");
        var fetched = new long[1];
        try (var zip =
                shelf.open(more -> {
                    fetched[0] += more;
                    work.came(0, more);
                })) {
            work.came(0, -fetched[0]); // what is counted is what it unpacks to
            work.found(zip.unpacked());
            work.waitsFor("database");
            store(zip, slice, work);
        }
    }

    private void store(SessionZip zip, LoadSlice slice, SliceWork work)
            throws SQLException, InterruptedException {
        new LoadRejects(work.connection()).drop(slice);
        var readme = zip.readme();
        describe(more, readme);
        var operation =
                new IngestionLog.Operation(
                        slice.run(),
                        slice.id(),
                        "bills",
                        Optional.of(readme.jurisdiction().id()),
                        Optional.of(readme.session()));
        new IngestionLog(target).begin(work.connection(), operation);
        work.connection().commit();
        try (var store = new SessionStore(settings, work, readme, operation, notes)) {
            read(zip, store);
            store.finish(shelf.requests(), zip.unpacked());
        }
    }

    // What is damaged is fetched again.
    private void read(SessionZip zip, SessionStore store)
            throws SQLException, InterruptedException {
        try {
            zip.read(store);
        } catch (LoadStopped.Failed e) {
            shelf.forget();
            throw e;
        }
    }

    @Override
    public Replanned replan(Connection connection, LoadRun run, String part) {
        throw new IllegalStateException("a zip is read as a whole: " + part);
    }

    @Override
    public LoadCounts build(Connection connection, LoadRun run, LoadCounts read) {
        return read; // the tables that stand have their keys
    }

    @Override
    public void check(Connection connection, LoadRun run, LoadCounts read) {
        // was done before the bills came into sight
    }

    @Override
    public LoadCounts promote(Connection connection, LoadRun run, LoadCounts read)
            throws SQLException {
        new SeenBills(run.id()).drop(connection);
        return read; // it is in sight already
    }

    @Override
    public void follow(Connection connection, LoadRun run, LoadCounts counts) throws SQLException {
        new Following(target).follow(connection, Map.of("bills", counts));
    }

    @Override
    public void drop(Connection connection, LoadRun run) throws SQLException {
        new SeenBills(run.id()).drop(connection);
    }

    @Override
    public void tell(Connection connection, LoadReport report) {
        try {
            if (report.error().isPresent() && new Tables(target).areThere(connection)) {
                var status = report.status() == LoadStatus.PAUSED ? "paused" : "failed";
                new IngestionLog(target)
                        .stop(connection, report.run().orElseThrow(), status, report.error().get());
            }
            report.counts().describe(more.putObject("tables").putObject("bills"));
            connection.commit();
        } catch (SQLException e) {
            notes.say("ingestion_logs could not be written: " + e.getMessage());
        }
        if (report.status() != LoadStatus.COMPLETED) {
            told.tell(message(report));
        }
    }

    private String message(LoadReport report) {
        return "openstates-zip %s, run %d: %s; %d read, %d rejected%s"
                .formatted(
                        settings.place(),
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
        shelf.close();
    }
}
