package org.civichopper.bulk.openstates.zip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.ledger.Reject;
import org.civichopper.bulk.openstates.row.RejectedException;
import org.civichopper.bulk.openstates.row.SentBill;
import org.civichopper.bulk.openstates.table.BillTable;
import org.civichopper.bulk.openstates.table.IngestionLog;
import org.civichopper.bulk.openstates.table.JurisdictionTable;
import org.civichopper.bulk.openstates.table.SeenBills;
import org.civichopper.bulk.openstates.table.StandingZip;
import org.civichopper.bulk.openstates.table.Tables;
import org.civichopper.bulk.run.LoadStep;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.run.SliceWork;
import org.civichopper.bulk.source.Notes;

/// Stores the bills of a session's zip, all in one transaction: readers see those of before or
/// those of the zip, and nothing between.
final class SessionStore implements Taker, AutoCloseable {

    private static final int MOST_KEPT = 1_000; // rejects
    private static final int MANY = 200; // bills
    private static final long HEAVY = 20_000; // rows and hundreds of letters
    private static final int ROUND = 1;

    private final Settings settings;
    private final SliceWork work;
    private final Readme readme;
    private final IngestionLog.Operation operation;
    private final Notes notes;
    private final Target target;
    private final SeenBills seen;
    private final Batches batches = new Batches();
    private final List<SentBill> waiting = new ArrayList<>();
    private final List<String> places = new ArrayList<>(); // of those
    private final List<Reject> rejects = new ArrayList<>();
    private final List<String> lost = new ArrayList<>(); // keys of rejects
    private long weight; // of those that wait
    private long session;
    private boolean older; // than what stands
    private LoadCounts counts = LoadCounts.NONE;

    SessionStore(
            Settings settings,
            SliceWork work,
            Readme readme,
            IngestionLog.Operation operation,
            Notes notes) {
        this.settings = settings;
        this.work = work;
        this.readme = readme;
        this.operation = operation;
        this.notes = notes;
        this.target = new Target(settings.schema());
        this.seen = new SeenBills(work.slice().run(), "zip");
    }

    private Connection connection() {
        return work.connection();
    }

    private String jurisdiction() {
        return readme.jurisdiction().id();
    }

    private String name() {
        return readme.code() + " " + readme.session();
    }

    @Override
    public void begin() throws SQLException {
        work.reached(LoadStep.RECEIVED);
        new Tables(target).useForBillsAlone(connection());
        var jurisdictions = new JurisdictionTable(connection());
        jurisdictions.make(readme.jurisdiction());
        session = jurisdictions.session(jurisdiction(), readme.session());
        var standing = new StandingZip(connection()).generatedAt(session);
        older =
                !settings.limits().force()
                        && standing.filter(time -> time.isAfter(stored())).isPresent();
        if (older) {
            notes.say(
                    "%s: bills of a zip of %s stand, and this one is of %s: nothing is changed; --force loads it"
                            .formatted(name(), standing.get(), readme.generatedAt()));
        }
    }

    // As exact as the column is.
    private Instant stored() {
        var nanos = readme.generatedAt().getNano();
        return readme.generatedAt().minusNanos(nanos % 1_000);
    }

    @Override
    public void came(long bytes) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        work.came(0, bytes);
    }

    @Override
    public void reject(Reject reject) {
        counts = counts.plus(LoadCounts.read(1, 1, 0, 0));
        if (rejects.size() < MOST_KEPT) {
            rejects.add(reject);
        }
        if (!reject.key().isEmpty() && !older) {
            lost.add(reject.key()); // it is in the zip all the same
        }
    }

    @Override
    public void take(String place, ObjectNode bill) throws SQLException, InterruptedException {
        try {
            waiting.add(SentBill.ofZip(bill));
            places.add(place);
        } catch (RejectedException e) {
            reject(
                    new Reject(
                            place,
                            bill.path("id").asText(),
                            e.expected(),
                            e.found(),
                            bill.toString()));
            return;
        }
        weight += weight(waiting.getLast().row());
        if (waiting.size() >= MANY || weight > HEAVY) {
            store();
        }
    }

    private static long weight(JsonNode row) {
        var weight = 1L;
        for (var field : row) {
            weight += field.size();
        }
        for (var vote : row.path("votes")) {
            weight += vote.path("vote_records").size();
        }
        for (var text : row.path("abstracts")) {
            weight += text.path("abstract").asText().length() / 100;
        }
        return weight + row.path("title").asText().length() / 100;
    }

    private void store() throws SQLException, InterruptedException {
        if (older) {
            var read = waiting.size();
            counts = counts.plus(new LoadCounts(read, 0, 0, read, 0, 0, 0, 0, 0));
        } else if (!waiting.isEmpty()) {
            var bills = List.copyOf(waiting);
            var where = List.copyOf(places);
            batches.begin(() -> store(bills, where)).ifPresent(this::count);
        }
        waiting.clear();
        places.clear();
        weight = 0;
    }

    // While the next bills are put together: it has the connection for itself.
    private Batches.Done store(List<SentBill> bills, List<String> where) throws SQLException {
        var ids = new HashSet<>(bills.stream().map(SentBill::id).toList());
        var first = seen.add(connection(), work.slice(), ROUND, ids);
        var batch = Batches.Batch.of(bills, where, first);
        var stored = new BillTable(connection()).storeOfZip(jurisdiction(), session, batch.bills());
        return new Batches.Done(stored.written(), batch.again());
    }

    private void count(Batches.Done done) {
        var written = done.written();
        counts =
                counts.plus(
                        new LoadCounts(
                                written.all(),
                                written.inserted(),
                                written.updated(),
                                written.unchanged(),
                                0,
                                0,
                                0,
                                0,
                                0));
        done.again().forEach(this::reject);
        work.came(written.all(), 0);
    }

    /// All of the zip is handed over: what it no longer has goes, where that is not too much, and
    /// everything is committed.
    ///
    /// @param requests that it took
    /// @param bytes that it unpacked to
    void finish(long requests, long bytes) throws SQLException, InterruptedException {
        store();
        batches.last().ifPresent(this::count);
        work.reached(LoadStep.COPIED);
        requireFewRejects();
        requireEnough();
        var deleted = older ? 0 : removeGone();
        counts = counts.plus(new LoadCounts(0, 0, 0, 0, deleted, 0, 0, bytes, requests));
        new IngestionLog(target).count(connection(), operation, counts, true);
        work.checkpoint(work.slice().checkpoint(), counts, rejects, true);
    }

    // What was wrong is kept, and nothing else.
    private void requireFewRejects() throws SQLException {
        try {
            settings.limits()
                    .requireFewRejects(
                            counts.read(),
                            counts.rejected(),
                            "hopper load runs show " + work.slice().run() + " --rejects");
        } catch (LoadStopped.Failed e) {
            connection().rollback();
            work.checkpoint(
                    work.slice().checkpoint(),
                    LoadCounts.read(counts.read(), counts.rejected(), 0, 0),
                    rejects,
                    false);
            throw e;
        }
    }

    private void requireEnough() {
        var least = settings.limits().minRows().orElse(1);
        if (counts.read() - counts.rejected() < least) {
            throw new LoadStopped.Failed(
                    "%s: expected at least %d bills, found %d: nothing was loaded; get the zip again, or say --min-rows %d"
                            .formatted(
                                    name(),
                                    least,
                                    counts.read() - counts.rejected(),
                                    counts.read() - counts.rejected()));
        }
    }

    private long removeGone() throws SQLException {
        seen.add(connection(), work.slice(), ROUND, new HashSet<>(lost));
        var gone = seen.gone(connection(), work.slice(), session);
        settings.limits()
                .requireNoShrink(
                        "bills of " + name(), gone.standing(), gone.standing() - gone.gone());
        return gone.gone() == 0 ? 0 : seen.remove(connection(), work.slice(), session);
    }

    /// Whatever happened, nothing is written any more.
    @Override
    public void close() {
        batches.close();
    }
}
