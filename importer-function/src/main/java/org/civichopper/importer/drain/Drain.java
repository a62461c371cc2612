package org.civichopper.importer.drain;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.civichopper.database.Database;
import org.civichopper.database.ledger.Receipts;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.importer.batch.Importer;
import org.civichopper.importer.batch.Unreadable;
import org.civichopper.importer.parallel.Parallel;
import org.civichopper.importer.queue.Received;
import org.civichopper.importer.queue.WorkQueue;
import org.civichopper.importer.step.Laps;
import org.civichopper.importer.step.Step;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.wire.QueueMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Drains the queue, batch by batch: receive, fetch, read, import, archive, acknowledge. A message
/// is deleted only when its document is committed and its object archived; whatever goes wrong
/// before that, it comes again.
public final class Drain {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final Duration FIRST_DELAY = Duration.ofSeconds(10);
    // What was received more often is imported by itself: perhaps it is what others failed with.
    private static final int PATIENCE = 5;
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

    private final WorkQueue queue;
    private final DocumentSource source;
    private final Database database;
    private final Importer importer;
    private final Archive archive;
    private final int batchSize;
    private final Laps laps;

    public Drain(
            WorkQueue queue,
            DocumentSource source,
            Database database,
            Importer importer,
            Archive archive,
            int batchSize,
            Laps laps) {
        this.queue = queue;
        this.source = source;
        this.database = database;
        this.importer = importer;
        this.archive = archive;
        this.batchSize = batchSize;
        this.laps = laps;
    }

    /// Works until the queue is empty, the deadline has come, or the world is not well; then the
    /// next tick goes on.
    ///
    /// @param deadline when no further batch is begun
    /// @param end when whatever is still held is given back
    public DrainReport run(Instant deadline, Instant end) {
        var report = new DrainReport();
        while (Instant.now().isBefore(deadline)) {
            laps.begin();
            var messages = queue.receive(batchSize);
            if (messages.isEmpty()) {
                break;
            }
            var batch = drain(messages, end);
            report.add(batch);
            if (messages.size() < batchSize || batch.postponed() > 0) {
                break;
            }
        }
        return report;
    }

    private DrainReport drain(List<Received> messages, Instant end) {
        laps.reached(Step.RECEIVED);
        var report = new DrainReport();
        List<Work> settled;
        try (var _ = queue.hold(messages, end)) {
            settled = settle(source.load(messages), report);
        }
        acknowledge(settled, report);
        LOG.info("batch: {}; ms: {}", report, laps);
        return report;
    }

    private List<Work> settle(List<Work> loaded, DrainReport report) {
        try {
            var work = withReceipts(loaded);
            var unreadable = unreadable(work);
            var outcomes = importer.importBatch(arrivals(work, false), unreadable);
            outcomes.putAll(importer.importEach(arrivals(work, true)));
            report.add(outcomes, unreadable);
            logRejected(outcomes, unreadable);
            return Parallel.map(work, each -> archive.settle(each, outcomes));
        } catch (SQLException e) {
            var why = "the database: " + e.getMessage();
            return loaded.stream()
                    .<Work>map(work -> new Work.Failed(work.messages(), why))
                    .toList();
        }
    }

    /// Tells objects that are gone because their work is done from those that were lost.
    private List<Work> withReceipts(List<Work> loaded) throws SQLException {
        var gone = new ArrayList<Receipts.Gone>();
        for (var work : loaded) {
            if (work instanceof Work.Gone(_, var request)) {
                gone.add(request.gone());
            }
        }
        if (gone.isEmpty()) {
            return loaded;
        }
        Set<Receipts.Gone> handled =
                database.inTransaction(connection -> new Receipts(connection).handled(gone));
        return loaded.stream().map(work -> withReceipt(work, handled)).toList();
    }

    private static Work withReceipt(Work work, Set<Receipts.Gone> handled) {
        if (!(work instanceof Work.Gone gone)) {
            return work;
        }
        return handled.contains(gone.request().gone())
                ? new Work.Done(gone.messages())
                : DocumentSource.lost(gone);
    }

    private void acknowledge(List<Work> settled, DrainReport report) {
        var done = new ArrayList<Received>();
        for (var work : settled) {
            switch (work) {
                case Work.Done(var messages) -> done.addAll(messages);
                case Work.Later(var messages) -> queue.release(messages, Duration.ZERO);
                case Work.Failed _, Work.Document _, Work.SetAside _, Work.Gone _ ->
                        report.postponed(work.messages().size());
            }
        }
        queue.acknowledge(done);
        laps.reached(Step.ACKNOWLEDGED);
        report.messages(settled.stream().mapToInt(work -> work.messages().size()).sum());
        postpone(settled);
    }

    // One line for each cause, not for each message, and longer pauses each time around.
    private void postpone(List<Work> settled) {
        var causes = new TreeMap<String, List<Received>>();
        for (var work : settled) {
            if (work instanceof Work.Failed(var messages, var why)) {
                causes.computeIfAbsent(why, _ -> new ArrayList<>()).addAll(messages);
            }
        }
        causes.forEach((why, messages) -> {
            var one = name(messages.getFirst());
            LOG.error("{} messages postponed, for one {}: {}", messages.size(), one, why);
            queue.release(messages, delay(receiveCount(messages)));
        });
    }

    private static String name(Received message) {
        try {
            return QueueMessage.parse(message.body()).key().value();
        } catch (InvalidInputException e) {
            return "message " + message.messageId();
        }
    }

    private static Duration delay(int attempt) {
        var delay = FIRST_DELAY.multipliedBy(1L << Math.min(attempt - 1, 10));
        return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
    }

    /// @param oftenSeen whether those that keep coming back, or the others
    private static List<Arrival> arrivals(List<Work> work, boolean oftenSeen) {
        return work.stream()
                .filter(each -> receiveCount(each.messages()) > PATIENCE == oftenSeen)
                .filter(Work.Document.class::isInstance)
                .map(each -> ((Work.Document) each).arrival())
                .toList();
    }

    private static int receiveCount(List<Received> messages) {
        return messages.stream().mapToInt(Received::receiveCount).max().orElse(1);
    }

    private static List<Unreadable> unreadable(List<Work> work) {
        return work.stream()
                .filter(Work.SetAside.class::isInstance)
                .map(each -> ((Work.SetAside) each).thing())
                .toList();
    }

    private static void logRejected(Map<Arrival, Outcome> outcomes, List<Unreadable> unreadable) {
        outcomes.forEach((arrival, outcome) -> {
            if (outcome instanceof Outcome.Rejected rejected) {
                LOG.warn("{} rejected: {}", arrival.file(), rejected.reason());
            }
        });
        unreadable.forEach(
                thing -> LOG.warn("{} rejected: {}", thing.file(), thing.outcome().reason()));
    }
}
