package org.civichopper.bulk.city311;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.ledger.LoadRun;
import org.civichopper.bulk.ledger.LoadRuns;
import org.civichopper.bulk.ledger.LoadSlice;
import org.civichopper.bulk.ledger.LoadSlices;
import org.civichopper.bulk.ledger.Reject;
import org.civichopper.bulk.run.LoadStep;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.run.SliceWork;
import org.civichopper.bulk.source.Answer;
import org.civichopper.bulk.source.Body;
import org.civichopper.bulk.source.Notes;
import org.civichopper.bulk.source.TooLargeException;

/// Reads a slice page by page into staging. A page that is shorter than asked says nothing: only an
/// empty one ends, and only the source's own count proves it.
final class Reading {

    // Of several workers, each with a page, in a heap of 256 MB.
    private static final long MOST_OF_PAGES = 96L << 20;
    private static final long LEAST_LIMIT = 100;
    // So many rows may come while others are read, and a count may say nothing.
    private static final long SLACK = 200_000;

    private final Settings settings;
    private final Socrata socrata;
    private final Notes notes;
    private final ReentrantLock budgeted = new ReentrantLock();

    Reading(Settings settings, Socrata socrata, Notes notes) {
        this.settings = settings;
        this.socrata = socrata;
        this.notes = notes;
    }

    void read(SliceWork work) throws SQLException, InterruptedException {
        var run = new LoadRuns(work.connection()).find(work.slice().run()).orElseThrow();
        work.connection().commit();
        var staging = new Staging(run.id(), Drift.absent(run.source()));
        while (true) {
            while (next(work, staging)) {}
            var now = now(work.slice());
            var held = staging.held(work.connection(), work.slice(), run.startedAt());
            if (agrees(work, held.distinct(), now)) {
                work.checkpoint(
                        work.slice().checkpoint(),
                        LoadCounts.read(0, 0, 0, 1).plus(broken(work, staging, run, held)),
                        List.of(),
                        true);
                return;
            }
        }
    }

    // Rows that break a rule of quality, set aside in the transaction that closes the slice: when
    // the check finds that there are too many, each of them stands in the ledger.
    private LoadCounts broken(SliceWork work, Staging staging, LoadRun run, Staging.Held held)
            throws SQLException {
        return switch (settings.quality()) {
            case FLAG -> LoadCounts.NONE.with(0, held.flagged());
            case REJECT ->
                    LoadCounts.NONE.with(
                            staging.setAside(work.connection(), work.slice(), run.startedAt()), 0);
        };
    }

    // Returns whether there may be another page. Where only so many records are wanted, pages come
    // one after another, so that no slice spends what another has.
    private boolean next(SliceWork work, Staging staging)
            throws SQLException, InterruptedException {
        if (settings.limits().maxItems().isEmpty()) {
            return page(work, staging, Long.MAX_VALUE);
        }
        budgeted.lockInterruptibly();
        try {
            var left = settings.limits().maxItems().getAsLong() - readSoFar(work);
            return page(work, staging, left);
        } finally {
            budgeted.unlock();
        }
    }

    // In all slices of the run, by whatever process.
    private static long readSoFar(SliceWork work) throws SQLException {
        var read =
                new LoadSlices(work.connection())
                        .all(work.slice().run()).stream()
                                .mapToLong(each -> each.slice().counts().read())
                                .sum();
        work.connection().commit();
        return read;
    }

    private boolean page(SliceWork work, Staging staging, long most)
            throws SQLException, InterruptedException {
        var slice = Slice.of(work.slice().checkpoint());
        var limit = Math.min(slice.limit(), most);
        if (limit <= 0) {
            return false;
        }
        Answer answer;
        try {
            answer =
                    socrata.page(
                            slice.dataset(),
                            Field.header(staging.absent()),
                            slice,
                            limit,
                            MOST_OF_PAGES / settings.workers());
        } catch (TooLargeException e) {
            shrink(work, slice);
            return true;
        }
        try (var body = answer.body()) {
            work.reached(LoadStep.RECEIVED);
            return taken(work, staging, slice, body, answer.attempts());
        }
    }

    private boolean taken(SliceWork work, Staging staging, Slice slice, Body body, int requests)
            throws SQLException {
        var page = take(work, staging, slice, body);
        if (page.records() == 0) {
            work.checkpoint(slice.json(), LoadCounts.read(0, 0, 0, requests), List.of(), false);
            return false;
        }
        requireProgress(work, slice, page);
        work.reached(LoadStep.COPIED);
        work.checkpoint(
                slice.after(page.lastId(), page.lastUpdated()).json(),
                LoadCounts.read(page.records(), page.rejects().size(), body.size(), requests),
                page.rejects(),
                false);
        // Behind the last row of a range is none of it.
        return slice.upTo().filter(page.lastId()::equals).isEmpty();
    }

    // A source that overlooks the condition would give the same rows for ever.
    private static void requireProgress(SliceWork work, Slice slice, Taken page) {
        var read = work.slice().counts().read() + page.records();
        if (slice.id().filter(page.lastId()::equals).isPresent()
                || read > 2 * slice.expected() + SLACK) {
            throw new LoadStopped.Failed(
                    "%s: expected rows behind %s, about %d in all, found the same or more without an end (%d so far); nothing was promoted: the source overlooks $where"
                            .formatted(
                                    slice.dataset(),
                                    slice.id().orElse("the first"),
                                    slice.expected(),
                                    read));
        }
    }

    private record Taken(long records, List<Reject> rejects, String lastId, String lastUpdated) {}

    private Taken take(SliceWork work, Staging staging, Slice slice, Body body)
            throws SQLException {
        var columns = Field.header(staging.absent());
        var scan = PageScan.of(body, columns);
        if (isNothing(body)) {
            return new Taken(0, List.of(), "", "");
        }
        if (!scan.header().equals(columns)) {
            throw new LoadStopped.Paused(
                    "%s: expected a page that begins with %s, found %s; the source is ill: run the same command again later"
                            .formatted(
                                    slice.dataset(),
                                    String.join(",", columns.subList(0, 3)),
                                    socrata.shown(body.text())));
        }
        if (scan.records() > 0 && scan.isPlain() && copied(work, staging, body)) {
            return new Taken(scan.records(), List.of(), scan.lastId(), scan.lastUpdated());
        }
        return carefully(work, staging, slice, body, columns);
    }

    // Neither a header nor a row: as it answers for days when it is ill.
    private static boolean isNothing(Body body) {
        return body.size() < 4 && Set.of("", "[]").contains(body.text().strip());
    }

    // What the database refuses after all is read again record by record.
    private static boolean copied(SliceWork work, Staging staging, Body body) throws SQLException {
        var connection = work.connection();
        var savepoint = connection.setSavepoint();
        try {
            staging.copy(connection, work.slice(), body);
            return true;
        } catch (SQLException e) {
            if (!isOfTheData(e)) {
                throw e;
            }
            connection.rollback(savepoint);
            return false;
        }
    }

    private static boolean isOfTheData(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("22");
    }

    private static Taken carefully(
            SliceWork work, Staging staging, Slice slice, Body body, List<String> columns)
            throws SQLException {
        try {
            var page = CarefulPage.read(body, columns, slice.dataset());
            staging.copy(work.connection(), work.slice(), page);
            if (page.records() > 0 && page.lastId().isEmpty()) {
                throw new LoadStopped.Failed(
                        "%s: expected each row with its :id, found the last of a page without"
                                .formatted(slice.dataset()));
            }
            return new Taken(page.records(), page.rejects(), page.lastId(), page.lastUpdated());
        } catch (IOException e) {
            throw new LoadStopped.Failed(
                    "%s: expected CSV, found what cannot be read: %s"
                            .formatted(slice.dataset(), e.getMessage()),
                    e);
        }
    }

    private void shrink(SliceWork work, Slice slice) throws SQLException {
        if (slice.limit() <= LEAST_LIMIT) {
            throw new LoadStopped.Failed(
                    "%s: expected %d rows to fit in memory, found that they do not"
                            .formatted(slice.dataset(), slice.limit()));
        }
        var fewer = Math.max(LEAST_LIMIT, slice.limit() / 4);
        notes.say("%s: pages are too large; asks for %d rows".formatted(slice.dataset(), fewer));
        work.checkpoint(slice.withLimit(fewer).json(), LoadCounts.NONE, List.of(), false);
    }

    // How many rows the source counts now; asked while no transaction is open.
    private long now(LoadSlice work) throws InterruptedException {
        var slice = Slice.of(work.checkpoint());
        return settings.limits().maxItems().isPresent()
                ? slice.expected()
                : socrata.size(slice.dataset(), slice.all()).rows();
    }

    // Rows that came, went or changed meanwhile are no difference: the source counted before and
    // counts after, and either is right, and anything between.
    private boolean agrees(SliceWork work, long held, long now) throws SQLException {
        if (settings.limits().maxItems().isPresent()) {
            return true;
        }
        var slice = Slice.of(work.slice().checkpoint());
        var before = slice.expected();
        var taken = held + work.slice().counts().rejected();
        if (taken >= Math.min(before, now) && taken <= Math.max(before, now)) {
            return true;
        }
        var difference =
                "%s (%s): expected %s rows, as the source counts them, found %d"
                        .formatted(
                                work.slice().id(),
                                slice.dataset(),
                                before == now ? now : before + " to " + now,
                                taken);
        if (slice.again()) {
            throw new LoadStopped.Failed(
                    difference
                            + ", also when read again; nothing was promoted: run it again later");
        }
        notes.say(difference + "; reads it once more");
        beginAgain(work, now);
        return false;
    }

    private void beginAgain(SliceWork work, long expected) throws SQLException {
        var anew = City311.anew(work.connection(), work.slice(), true, expected);
        var soFar = work.slice().counts();
        work.checkpoint(
                anew, LoadCounts.read(-soFar.read(), -soFar.rejected(), 0, 0), List.of(), false);
    }
}
