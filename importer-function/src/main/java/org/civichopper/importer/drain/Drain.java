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
import org.civichopper.importer.telemetry.Batch;
import org.civichopper.importer.telemetry.BatchLog;
import org.civichopper.importer.telemetry.Telemetry;
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
    private final RunMessages runMessages;
    private final Archive archive;
    private final int batchSize;
    private final Laps laps;
    private final Telemetry telemetry;

    public Drain(
            WorkQueue queue,
            DocumentSource source,
            Database database,
            Importer importer,
            Archive archive,
            int batchSize,
            Laps laps,
            Telemetry telemetry) {
        this.queue = queue;
        this.source = source;
        this.database = database;
        this.importer = importer;
        this.runMessages = new RunMessages(database, importer);
        this.archive = archive;
        this.batchSize = batchSize;
        this.laps = laps;
        this.telemetry = telemetry;
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
            laps.reached(Step.RECEIVED);
            Settled settled;
            try (var _ = queue.hold(messages, end)) {
                settled = settle(source.load(messages));
            }
            queue.acknowledge(done(settled.work()));
            laps.reached(Step.ACKNOWLEDGED);
            if (finish(settled, report).postponed() > 0 || messages.size() < batchSize) {
                break;
            }
        }
        return report;
    }

    /// Works on messages that somebody else has received, holds, and deletes if the report does not
    /// name them as unsettled.
    ///
    /// @param deadline when no further batch is begun
    public DrainReport take(List<Received> messages, Instant deadline) {
        var report = new DrainReport();
        var well = true;
        for (int from = 0; from < messages.size(); from += batchSize) {
            var batch = messages.subList(from, Math.min(messages.size(), from + batchSize));
            if (well && Instant.now().isBefore(deadline)) {
                laps.begin();
                laps.reached(Step.RECEIVED);
                well = finish(settle(source.load(batch)), report).postponed() == 0;
            } else {
                queue.release(batch, FIRST_DELAY);
                report.unsettled(batch);
            }
        }
        return report;
    }

    /// A batch after its commit, or without one.
    ///
    /// @param committed when it was
    private record Settled(
            List<Work> work,
            Map<Arrival, Outcome> outcomes,
            List<Unreadable> unreadable,
            Instant committed,
            boolean databaseFailed) {

        static Settled not(List<Work> loaded, SQLException failure) {
            var why = "the database: " + failure.getMessage();
            var failed =
                    loaded.stream()
                            .<Work>map(work -> new Work.Failed(work.messages(), why))
                            .toList();
            return new Settled(failed, Map.of(), List.of(), Instant.now(), true);
        }
    }

    private Settled settle(List<Work> loaded) {
        try {
            var work = withReceipts(loaded);
            var outcomes = importer.importBatch(arrivals(work, false), unreadable(work));
            outcomes.putAll(importer.importEach(arrivals(work, true)));
            var committed = Instant.now();
            var heard = runMessages.hear(work);
            var settled = Parallel.map(heard, each -> archive.settle(each, outcomes));
            return new Settled(settled, outcomes, unreadable(heard), committed, false);
        } catch (SQLException e) {
            return Settled.not(loaded, e);
        }
    }

    private static List<Received> done(List<Work> settled) {
        return settled.stream()
                .filter(Work.Done.class::isInstance)
                .flatMap(work -> work.messages().stream())
                .toList();
    }

    private Batch finish(Settled settled, DrainReport report) {
        var messages = 0;
        var postponed = 0;
        for (var work : settled.work()) {
            messages += work.messages().size();
            switch (work) {
                case Work.Done _ -> {}
                case Work.Later(var later) -> {
                    queue.release(later, Duration.ZERO);
                    report.unsettled(later);
                }
                case Work.Failed _, Work.Document _, Work.SetAside _, Work.Run _, Work.Gone _ -> {
                    postponed += work.messages().size();
                    report.unsettled(work.messages());
                }
            }
        }
        postpone(settled.work());
        var batch =
                new Batch(
                        messages,
                        postponed,
                        settled.outcomes(),
                        settled.unreadable(),
                        settled.committed(),
                        laps.times());
        report.add(batch);
        if (settled.databaseFailed()) {
            report.databaseFailed();
        }
        BatchLog.write(batch);
        telemetry.batch(batch);
        return batch;
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
}
