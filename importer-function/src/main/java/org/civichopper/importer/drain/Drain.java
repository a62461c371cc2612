package org.civichopper.importer.drain;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.civichopper.aws.Parallel;
import org.civichopper.database.Database;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.importer.batch.Importer;
import org.civichopper.importer.batch.Unreadable;
import org.civichopper.importer.bucket.ByteBudget;
import org.civichopper.importer.queue.Received;
import org.civichopper.importer.queue.WorkQueue;
import org.civichopper.importer.step.Laps;
import org.civichopper.importer.step.Step;
import org.civichopper.importer.telemetry.Batch;
import org.civichopper.importer.telemetry.BatchLog;
import org.civichopper.importer.telemetry.Telemetry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Drains the queue, batch by batch: receive, fetch, read, import, archive, acknowledge. A message
/// is deleted only when its document is committed and its object archived; whatever goes wrong
/// before that, it comes again.
public final class Drain {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    // What was received more often is imported by itself: perhaps it is what others failed with.
    private static final int PATIENCE = 5;

    private final WorkQueue queue;
    private final Postponement postponement;
    private final DocumentSource source;
    private final GoneObjects gone;
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
        this.postponement = new Postponement(queue);
        this.source = source;
        this.gone = new GoneObjects(database, source);
        this.importer = importer;
        this.runMessages = new RunMessages(database, importer);
        this.archive = archive;
        this.batchSize = batchSize;
        this.laps = laps;
        this.telemetry = telemetry;
    }

    /// Works until the queue is empty and nothing is left that was called in, the deadline has
    /// come, or the world is not well; then the next tick goes on.
    ///
    /// @param deadline when no further batch is begun
    /// @param end when whatever is still held is given back
    public DrainReport run(Instant deadline, Instant end) {
        var report = new DrainReport();
        for (var more = true; more && Instant.now().isBefore(deadline); ) {
            more = receiveAndSettle(report, deadline, end);
            more = report.databaseFailures() == 0 && goOn(report, deadline) && more;
        }
        return report;
    }

    /// @return whether there may be more to receive, and nothing is in the way
    private boolean receiveAndSettle(DrainReport report, Instant deadline, Instant end) {
        laps.begin();
        var messages = queue.receive(batchSize);
        if (messages.isEmpty()) {
            return false;
        }
        var well = settleAll(messages, held -> settleAndAcknowledge(held, end), report, deadline);
        return well && messages.size() == batchSize;
    }

    private Settled settleAndAcknowledge(List<Received> messages, Instant end) {
        Settled settled;
        try (var _ = queue.hold(messages, end)) {
            settled = settle(messages);
        }
        queue.acknowledge(done(settled.work()));
        laps.reached(Step.ACKNOWLEDGED);
        return settled;
    }

    /// Works on messages until nothing is left of them. Those that there was no room for beside the
    /// others follow right after: given back, they would come nearer to the dead-letter queue.
    ///
    /// @return whether nothing is in the way
    private boolean settleAll(
            List<Received> messages,
            Function<List<Received>, Settled> settle,
            DrainReport report,
            Instant deadline) {
        laps.reached(Step.RECEIVED);
        for (var left = messages; ; laps.begin()) {
            var settled = settle.apply(left);
            var well = finish(settled, report).postponed() == 0;
            left = later(settled.work());
            if (left.isEmpty()) {
                return well;
            }
            if (!well || Instant.now().isAfter(deadline)) {
                queue.release(left, Duration.ZERO);
                report.unsettled(left);
                return false;
            }
        }
    }

    private static List<Received> later(List<Work> settled) {
        return settled.stream()
                .filter(Work.Later.class::isInstance)
                .flatMap(work -> work.messages().stream())
                .toList();
    }

    /// Takes in what earlier transactions had no room for.
    ///
    /// @return whether the database let it
    private boolean goOn(DrainReport report, Instant deadline) {
        try {
            laps.begin();
            importer.importCalled(
                    _ -> true,
                    deadline,
                    outcomes -> {
                        tell(
                                new Batch(0, 0, outcomes, List.of(), Instant.now(), laps.times()),
                                report);
                        laps.begin();
                    });
            return true;
        } catch (SQLException e) {
            LOG.error("documents that were called wait for the next tick: {}", e.getMessage());
            report.databaseFailed();
            return false;
        }
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
                well = settleAll(batch, this::settle, report, deadline);
            } else {
                postponement.release(batch);
                report.unsettled(batch);
            }
        }
        if (well) {
            goOn(report, deadline);
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

    private Settled settle(List<Received> messages) {
        var budget = ByteBudget.ofHeap();
        var loaded = source.load(messages, budget);
        try {
            var work = gone.explained(loaded, budget);
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
            switch (work) {
                case Work.Later _ -> {}
                case Work.Done _ -> messages += work.messages().size();
                case Work.Failed _, Work.Document _, Work.SetAside _, Work.Run _, Work.Gone _ -> {
                    messages += work.messages().size();
                    postponed += work.messages().size();
                    report.unsettled(work.messages());
                }
            }
        }
        postponement.postpone(settled.work());
        var batch =
                new Batch(
                        messages,
                        postponed,
                        settled.outcomes(),
                        settled.unreadable(),
                        settled.committed(),
                        laps.times());
        if (settled.databaseFailed()) {
            report.databaseFailed();
        }
        tell(batch, report);
        return batch;
    }

    private void tell(Batch batch, DrainReport report) {
        report.add(batch);
        BatchLog.write(batch);
        telemetry.batch(batch);
    }

    /// @param oftenSeen whether those that keep coming back, or the others
    private static List<Arrival> arrivals(List<Work> work, boolean oftenSeen) {
        return work.stream()
                .filter(each -> Postponement.receiveCount(each.messages()) > PATIENCE == oftenSeen)
                .filter(Work.Document.class::isInstance)
                .map(each -> ((Work.Document) each).arrival())
                .toList();
    }

    private static List<Unreadable> unreadable(List<Work> work) {
        return work.stream()
                .filter(Work.SetAside.class::isInstance)
                .map(each -> ((Work.SetAside) each).thing())
                .toList();
    }
}
