package org.civichopper.bulk.openstates;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.ledger.LoadSlices;
import org.civichopper.bulk.ledger.LoadWatermarks;
import org.civichopper.bulk.openstates.api.Page;
import org.civichopper.bulk.openstates.row.SentBill;
import org.civichopper.bulk.openstates.table.BillComparison;
import org.civichopper.bulk.openstates.table.BillTable;
import org.civichopper.bulk.openstates.table.IngestionLog;
import org.civichopper.bulk.openstates.table.JurisdictionTable;
import org.civichopper.bulk.openstates.table.SeenBills;
import org.civichopper.bulk.openstates.table.Tables;
import org.civichopper.bulk.run.LoadStep;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.run.SliceWork;

/// Stores the bills of one session page by page, each page in a transaction with its checkpoint;
/// closes the session with its watermark.
final class PageStore {

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS");

    private final Settings settings;
    private final SliceWork work;
    private final IngestionLog.Operation operation;
    private final Target target;
    private final SeenBills seen;
    private final Map<String, Long> sessions = new HashMap<>();
    private int requests; // that no checkpoint counts yet

    PageStore(Settings settings, SliceWork work, IngestionLog.Operation operation) {
        this.settings = settings;
        this.work = work;
        this.operation = operation;
        this.target = new Target(settings.schema());
        this.seen = new SeenBills(work.slice().run());
    }

    void asked(int more) {
        requests += more;
    }

    void received(Page page) {
        work.found(Math.max(page.total(), work.slice().counts().read()));
        work.reached(LoadStep.RECEIVED);
    }

    SeenBills.Seen seen(Part part) throws SQLException {
        return seen.count(work.connection(), work.slice(), part.progress().round());
    }

    Part forgetSeen(Part part) throws SQLException {
        seen.empty(work.connection(), work.slice());
        return part.withoutSeen();
    }

    /// How many bills are wanted still, of those that the whole run wants.
    long left() throws SQLException {
        var left = settings.limits().maxItems().orElse(Long.MAX_VALUE) - spent(work.connection());
        work.connection().commit();
        return left;
    }

    // By all slices, whatever process read them.
    private long spent(Connection connection) throws SQLException {
        return new LoadSlices(connection)
                .all(work.slice().run()).stream()
                        .map(each -> Part.of(each.slice().checkpoint()))
                        .mapToLong(part -> part.progress().spent())
                        .sum();
    }

    /// Commits a page.
    Part store(Part part, Arrived.Bills arrived) throws SQLException {
        var connection = work.connection();
        new Tables(target).useForBills(connection);
        var page = arrived.page();
        if (settings.limits().maxItems().isPresent()) {
            keepWanted(connection, part, arrived.good());
        }
        var first = seen.add(connection, work.slice(), part.progress().round(), arrived.keys());
        arrived.bad().keySet().retainAll(first); // each is kept once
        for (var bill : arrived.good().values()) {
            if (!sessions.containsKey(bill.session())) {
                sessions.put(bill.session(), session(connection, part, bill.session()));
            }
        }
        var stored =
                new BillTable(connection)
                        .store(part.jurisdiction(), sessions, List.copyOf(arrived.good().values()));
        var written = stored.written();
        // A bill that was seen before counts again only where it changed since.
        var same =
                arrived.good().keySet().stream()
                        .filter(id -> first.contains(id) && !stored.changed().contains(id))
                        .count();
        var counts =
                new LoadCounts(
                        written.inserted() + written.updated() + same + arrived.bad().size(),
                        written.inserted(),
                        written.updated(),
                        same,
                        0,
                        arrived.bad().size(),
                        0,
                        page.bytes(),
                        page.requests() + requests);
        requests = 0;
        work.reached(LoadStep.COPIED);
        var spent = part.fresh() ? counts.read() - same : counts.read();
        var next = part.behind(arrived.last(), first.size(), spent);
        log(counts, false);
        work.checkpoint(next.json(), counts, List.copyOf(arrived.bad().values()), false);
        return next;
    }

    private long session(Connection connection, Part part, String identifier) throws SQLException {
        return new JurisdictionTable(connection).session(part.jurisdiction(), identifier);
    }

    // As many as are left. Those that stand as they are do not count where a run goes on behind
    // the one before, which would not come further otherwise.
    private void keepWanted(Connection connection, Part part, Map<String, SentBill> bills)
            throws SQLException {
        var left = settings.limits().maxItems().getAsLong() - spent(connection);
        var free =
                part.fresh()
                        ? new BillComparison(connection).unchanged(bills.values())
                        : Set.<String>of();
        for (var each = bills.keySet().iterator(); each.hasNext(); ) {
            left -= free.contains(each.next()) ? 0 : 1;
            if (left < 0) {
                each.remove();
            }
        }
    }

    private void log(LoadCounts more, boolean done) throws SQLException {
        new IngestionLog(target)
                .count(work.connection(), operation, work.slice().counts().plus(more), done);
    }

    /// All of the session is stored: what upstream no longer lists goes, where all was asked for,
    /// and the watermark moves.
    void close(Part part) throws SQLException {
        var connection = work.connection();
        var slice = work.slice();
        requireFewRejects(connection);
        target.use(connection);
        var limited = settings.limits().maxItems().isPresent();
        var least = settings.limits().minRows().orElse(0);
        if (part.progress().seen() < least) {
            throw new LoadStopped.Failed(
                    "%s: expected at least %d bills, found %d; look at the source, or say --min-rows %d"
                            .formatted(
                                    part.name(),
                                    least,
                                    part.progress().seen(),
                                    part.progress().seen()));
        }
        var deleted = settings.full() && !limited ? removeGone(connection, part) : 0;
        if (settings.since().isEmpty() && part.progress().latest().isPresent()) {
            new LoadWatermarks(connection, OpenStates.DATASET, settings.schema())
                    .move(
                            Map.of(part.watermark(), written(part.progress().latest().get())),
                            slice.run());
        }
        var counts = new LoadCounts(0, 0, 0, 0, deleted, 0, 0, 0, requests);
        log(counts, true);
        work.checkpoint(part.json(), counts, List.of(), true);
    }

    // In one form, whose order as bytes is that of time.
    private static String written(Instant time) {
        return LocalDateTime.ofInstant(time, ZoneOffset.UTC).format(MICROSECONDS) + "Z";
    }

    private void requireFewRejects(Connection connection) throws SQLException {
        var counts =
                new LoadSlices(connection)
                        .all(work.slice().run()).stream()
                                .map(each -> each.slice().counts())
                                .reduce(LoadCounts.NONE, LoadCounts::plus);
        settings.limits()
                .requireFewRejects(
                        counts.read(),
                        counts.rejected(),
                        "hopper load runs show " + work.slice().run() + " --rejects");
    }

    private long removeGone(Connection connection, Part part) throws SQLException {
        var session = session(connection, part, part.session());
        var gone = seen.gone(connection, work.slice(), session);
        settings.limits()
                .requireNoShrink(
                        "bills of " + part.name(), gone.standing(), gone.standing() - gone.gone());
        return gone.gone() == 0 ? 0 : seen.remove(connection, work.slice(), session);
    }
}
