package org.civichopper.importer.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.civichopper.aws.Refusal;
import org.civichopper.database.ledger.Standstill;
import org.civichopper.database.ledger.Waiting;
import org.civichopper.importer.bucket.RefusingStoreException;
import org.civichopper.importer.drain.DrainReport;
import org.civichopper.importer.queue.Received;
import org.civichopper.importer.step.Steps;
import org.civichopper.importer.telemetry.EmfTelemetry;
import org.civichopper.importer.telemetry.Invocation;
import org.civichopper.importer.telemetry.Telemetry;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/// The Lambda function: a tick drains the queue, an SQS event brings messages of it. Where Lambda
/// starts it from a snapshot, nothing of it but its settings is in there.
public final class ImporterFunction implements RequestStreamHandler, Resource, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ImporterFunction.class);
    // Enough for giving messages back.
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final Map<String, String> env;
    private final Steps steps;
    private final Telemetry telemetry;
    private Wiring wiring;

    public ImporterFunction() { // called by Lambda, once per instance
        this(System.getenv(), Steps.UNWATCHED, new EmfTelemetry());
        Core.getGlobalContext().register(this);
    }

    public ImporterFunction(
            Map<String, String> env) { // called by tests and the local cloud's clock
        this(env, Steps.UNWATCHED, Telemetry.SILENT);
    }

    /// @param steps hears of each step, so that a test can stop it there
    public ImporterFunction(Map<String, String> env, Steps steps, Telemetry telemetry) {
        this.env = Map.copyOf(env);
        this.steps = steps;
        this.telemetry = telemetry;
        wiring = Wiring.open(this.env, steps, telemetry);
    }

    /// Answers a tick with what it did: `messages`, `postponed`, `documents` by what became of
    /// them, and `quality`, what was not as it should be in those that were imported. Answers an
    /// SQS event with the messages that have to come again; Lambda deletes the others.
    ///
    /// @param event an SQS event, or whatever the schedule sends
    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context)
            throws IOException {
        switch (Event.read(event)) {
            case Event.Messages(var messages) -> Event.write(take(messages, context), answer);
            case Event.Tick(var tick) -> Event.write(tick(tick, context), answer);
        }
    }

    private SQSBatchResponse take(SQSEvent event, Context context) {
        var messages = SqsEvent.messages(event, Instant.now());
        return SqsEvent.answer(work(context, end -> take(messages, end)).unsettled());
    }

    private Map<String, Object> tick(ScheduledEvent event, Context context) {
        var arn = context.getInvokedFunctionArn();
        return work(context, end -> tick(event, arn, end)).toMap();
    }

    private DrainReport work(Context context, Function<Instant, DrainReport> work) {
        var end = Instant.now().plusMillis(context.getRemainingTimeInMillis());
        telemetry.begin(context);
        var failures = 1; // until the database has answered
        try {
            wiring.database().requireReady(); // without it nothing is received
            failures = 0;
            requireStore(); // the same
            var report = work.apply(end);
            failures = report.databaseFailures();
            return report;
        } catch (SQLException e) {
            // Nothing was received. The failed invocation is what an alarm counts.
            throw new IllegalStateException("nothing received: " + e.getMessage(), e);
        } catch (RefusingStoreException e) {
            throw new IllegalStateException("nothing received: " + e.getMessage(), e);
        } catch (SdkException e) {
            // What was received before is done or comes again.
            throw new IllegalStateException("nothing received: " + Refusal.of(e), e);
        } finally {
            telemetry.end(new Invocation(failures, failures == 0 ? waiting() : Optional.empty()));
        }
    }

    // What cannot be removed is never acknowledged: all of it would end as dead letters. The ledger
    // keeps since when, for `hopper status`.
    private void requireStore() throws SQLException {
        try {
            wiring.bucket().requireRemoval();
        } catch (RefusingStoreException e) {
            wiring.database().inTransaction(connection -> new Standstill(connection).begin());
            throw e;
        }
        wiring.database().inTransaction(connection -> new Standstill(connection).end());
    }

    private DrainReport tick(ScheduledEvent event, String arn, Instant end) {
        var deadline = end.minus(wiring.config().margin());
        wiring.surge().ifPresent(others -> others.run(event, arn));
        var report = wiring.drain().run(deadline, end.minus(LAST_WORDS));
        wiring.runs().close(deadline);
        wiring.upkeep().run(deadline);
        wiring.notices().ifPresent(notices -> notices.tell(deadline)); // last: nothing waits for it
        return report;
    }

    // Lambda itself starts instances for what waits, and waits for our answer: beside its messages
    // only the runs are closed that they may have ended.
    private DrainReport take(List<Received> messages, Instant end) {
        var deadline = end.minus(wiring.config().margin());
        var report = wiring.drain().take(messages, deadline);
        if (report.databaseFailures() == 0) {
            wiring.runs().close(deadline);
        }
        return report;
    }

    private Optional<Waiting> waiting() {
        try {
            return Optional.of(wiring.database().inTransaction(Waiting::of));
        } catch (SQLException e) {
            LOG.warn("nobody knows what is parked: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /// Before a snapshot is taken of this process: nothing is connected, and no client, no random
    /// state and no password of ours is left in it.
    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> snapshot) {
        wiring.close();
        LOG.info("closed for a snapshot");
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> snapshot) {
        wiring = Wiring.open(env, steps, telemetry);
        LOG.info("restored from a snapshot");
    }

    @Override
    public void close() {
        wiring.close();
    }
}
