package org.civichopper.bulk.finance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.civichopper.bulk.finance.row.Search;
import org.civichopper.bulk.finance.row.SearchCopy;
import org.civichopper.bulk.finance.state.State;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.ledger.LoadRejects;
import org.civichopper.bulk.ledger.LoadRun;
import org.civichopper.bulk.ledger.LoadRuns;
import org.civichopper.bulk.ledger.LoadSlice;
import org.civichopper.bulk.ledger.LoadSlices;
import org.civichopper.bulk.run.DataSetLoad;
import org.civichopper.bulk.run.LoadReport;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.run.Sessions;
import org.civichopper.bulk.run.SliceWork;
import org.civichopper.bulk.source.Notes;

/// One state, whole: read from its files as one slice, built beside what shows, checked, and
/// promoted with its gifts and reports, in Postgres and in a search server, at once.
final class CampaignFinance implements DataSetLoad {

    static final String DATASET = "campaign-finance";
    private static final JsonMapper JSON = new JsonMapper();

    private final Settings settings;
    private final Folder folder;
    private final Searches searches;
    private final Optional<Search> search;
    private final Sessions sessions;
    private final Notes notes;
    private final Target target;
    private final Promotion promotion;
    private final StateReport report;

    /// @param folder where its files come to lie
    /// @param searches opens the search server, also that of a run whose process is gone
    CampaignFinance(
            Settings settings,
            Folder folder,
            Searches searches,
            Sessions sessions,
            Notes notes,
            StateReport report) {
        this.settings = settings;
        this.folder = folder;
        this.searches = searches;
        this.search = searches.of(settings);
        this.sessions = sessions;
        this.notes = notes;
        this.report = report;
        target = new Target(settings.schema());
        promotion = new Promotion(settings);
    }

    /// Opens the search server that settings name.
    @FunctionalInterface
    interface Searches {

        /// @return empty where they name none
        /// @throws IllegalArgumentException where it is nowhere
        Optional<Search> of(Settings settings);
    }

    /// What a rollback of a state is kept under.
    static String predecessor(String schema, State state) {
        return schema + " " + state.code();
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
        return settings.to().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public ObjectNode arguments() {
        return settings.json();
    }

    private Optional<Staging> staging(long run) {
        return settings.to().isPostgres()
                ? Optional.of(new Staging(run, target, settings.state().code()))
                : Optional.empty();
    }

    private Optional<SearchCopy> copy(LoadRun run) {
        return search.map(each -> each.copy(settings.state().code(), run.startedAt()));
    }

    @Override
    public Plan plan(Connection connection) throws SQLException, InterruptedException {
        if (settings.to().isPostgres()) {
            promotion.requireNoDependents(connection);
        }
        connection.commit(); // no transaction waits for the source
        if (settings.from() instanceof Settings.From.Asked(var source, var cache)) {
            var bytes = folder.toFetch(source, cache);
            return new Plan(Map.of(), JSON.createObjectNode(), folder.requests(), 0, bytes);
        }
        return new Planning(settings, folder.files(), notes).plan(connection, folder.requests());
    }

    private static OptionalLong unchangedSince(LoadRun run) {
        return run.source().has(Planning.UNCHANGED)
                ? OptionalLong.of(run.source().path(Planning.UNCHANGED).asLong())
                : OptionalLong.empty();
    }

    @Override
    public void prepare(Connection connection, LoadRun run, Plan plan) throws SQLException {
        new Leftovers(settings, searches, notes).clear(connection, run);
        if (settings.to().isPostgres() && !plan.slices().isEmpty()) {
            target.lock(connection); // two runs may begin at once on nothing
            new Tables(target).make(connection);
            staging(run.id()).orElseThrow().make(connection);
        }
    }

    @Override
    public boolean holds(Connection connection, LoadSlice slice) throws SQLException {
        if (slice.counts().read() == 0) {
            return true; // there is nothing of it yet
        }
        // Which documents a process that is gone has sent, no other knows.
        return search.isEmpty() && staging(slice.run()).orElseThrow().isThere(connection);
    }

    @Override
    public JsonNode empty(Connection connection, LoadRun run, LoadSlice slice) throws SQLException {
        notes.say("%s: begins anew from its files".formatted(slice.id()));
        var staging = staging(run.id());
        if (staging.isPresent()) {
            staging.get().drop(connection);
            staging.get().make(connection);
        }
        new LoadRejects(connection).drop(slice);
        return JSON.createObjectNode();
    }

    @Override
    public boolean isMeasuredInBytes() {
        return false;
    }

    @Override
    public Replanned replan(Connection connection, LoadRun run, String part) {
        throw new IllegalStateException("a state is read from files at rest: " + part);
    }

    @Override
    public OptionalLong expected(LoadSlice slice) {
        return OptionalLong.empty();
    }

    @Override
    public void read(LoadSlice slice, SliceWork work) throws SQLException, InterruptedException {
        var run = run(work.connection(), slice.run());
        var staging = staging(slice.run());
        var copy = copy(run);
        if (copy.isPresent()) {
            copy.get().begin();
        }
        if (staging.isPresent()) {
            staging.get().empty(work.connection());
        }
        new Reading(settings, folder.files(), work, staging, copy).read();
    }

    private static LoadRun run(Connection connection, long number) throws SQLException {
        return new LoadRuns(connection).find(number).orElseThrow();
    }

    @Override
    public LoadCounts build(Connection connection, LoadRun run, LoadCounts read)
            throws SQLException, InterruptedException {
        var staging = staging(run.id());
        if (staging.isPresent() && unchangedSince(run).isEmpty()) {
            try (var other = sessions.open()) {
                staging.get().index(connection, other);
            }
        }
        return read;
    }

    private static Tally tally(Connection connection, LoadRun run) throws SQLException {
        return Tally.of(slice(connection, run).checkpoint());
    }

    private static LoadSlice slice(Connection connection, LoadRun run) throws SQLException {
        return new LoadSlices(connection).all(run.id()).getFirst().slice();
    }

    @Override
    public void check(Connection connection, LoadRun run, LoadCounts read)
            throws SQLException, InterruptedException {
        if (unchangedSince(run).isEmpty()) {
            var tally = tally(connection, run);
            report.look(connection, new Partitions(target, settings.state().code()));
            promotion.check(connection, run, tally, read, copy(run));
        }
    }

    @Override
    public LoadCounts promote(Connection connection, LoadRun run, LoadCounts read)
            throws SQLException, InterruptedException {
        var before = unchangedSince(run);
        if (before.isPresent()) {
            var tally = tally(connection, run(connection, before.getAsLong()));
            var rows = tally.of(Kind.CONTRIBUTIONS).kept() + tally.of(Kind.REPORTS).kept();
            return new LoadCounts(tally.read(), 0, 0, rows, 0, 0, 0, 0, folder.requests());
        }
        var fingerprint = slice(connection, run).checkpoint().path("fingerprint").asText();
        return promotion.promote(
                connection, run, tally(connection, run), read, fingerprint, copy(run));
    }

    @Override
    public void takeBack(LoadRun run) {
        if (unchangedSince(run).isEmpty()) {
            copy(run).ifPresent(SearchCopy::takeBack);
        }
    }

    @Override
    public void follow(Connection connection, LoadRun run, LoadCounts counts) throws SQLException {
        if (unchangedSince(run).isPresent()) {
            return;
        }
        try {
            var copy = copy(run);
            if (copy.isPresent()) {
                copy.get().prune();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (LoadStopped e) {
            throw new LoadStopped.Failed("the rows show; " + e.getMessage(), e);
        }
    }

    @Override
    public void drop(Connection connection, LoadRun run) throws SQLException {
        var staging = staging(run.id());
        if (staging.isPresent()) {
            staging.get().drop(connection);
        }
        new Leftovers(settings, searches, notes).drop(copy(run));
    }

    @Override
    public void tell(Connection connection, LoadReport came) {
        try {
            var run = run(connection, came.run().orElseThrow());
            var read = run(connection, unchangedSince(run).orElse(run.id()));
            var slices = new LoadSlices(connection).all(read.id());
            connection.commit();
            var tally =
                    slices.isEmpty()
                            ? new Tally()
                            : Tally.of(slices.getFirst().slice().checkpoint());
            report.tell(came, tally, promotion.changes(), copy(run));
        } catch (SQLException e) {
            notes.say("the ledger could not be asked what to report: " + e.getMessage());
        }
    }

    @Override
    public void describe(ObjectNode json) {
        report.describe(json);
    }

    @Override
    public void close() {
        folder.close();
        search.ifPresent(Search::close);
    }
}
