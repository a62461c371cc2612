package org.civichopper.importer.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.civichopper.database.Database;
import org.civichopper.importer.batch.Importer;
import org.civichopper.importer.bucket.Bucket;
import org.civichopper.importer.drain.Archive;
import org.civichopper.importer.drain.DocumentSource;
import org.civichopper.importer.drain.Drain;
import org.civichopper.importer.parallel.Refusal;
import org.civichopper.importer.queue.WorkQueue;
import org.civichopper.importer.step.Laps;
import org.civichopper.importer.step.Steps;
import org.civichopper.importer.surge.Surge;
import org.civichopper.importer.upkeep.ParkedExpiry;
import org.civichopper.importer.upkeep.Sweep;
import org.civichopper.importer.upkeep.Upkeep;
import org.civichopper.model.document.DocumentReader;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The Lambda function: a tick drains the queue. Nothing else.
public final class ImporterFunction
        implements RequestHandler<Map<String, Object>, Map<String, Object>>, AutoCloseable {

    // Enough for giving messages back.
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final ImporterConfig config;
    private final S3Client s3;
    private final SqsClient sqs;
    private final Database database;
    private final Drain drain;
    private final Upkeep upkeep;
    private final Optional<Surge> surge;

    public ImporterFunction() { // called by Lambda, once per instance
        this(System.getenv());
    }

    public ImporterFunction(
            Map<String, String> env) { // called by tests and the local cloud's clock
        this(env, Steps.UNWATCHED);
    }

    public ImporterFunction(
            Map<String, String> env, Steps steps) { // called by tests that stop it at a step
        config = ImporterConfig.from(env);
        var laps = new Laps(steps);
        var reader = new DocumentReader(config.limits());
        s3 = config.aws().s3();
        sqs = config.aws().sqs();
        var bucket = new Bucket(s3, config.bucket(), config.limits().bytes(), laps);
        database = Database.open(config.database());
        var queue = new WorkQueue(sqs, config.queueUrl(), config.visibility());
        surge =
                config.surges()
                        ? Optional.of(new Surge(config.aws().lambda(), queue, config.batchSize()))
                        : Optional.empty();
        upkeep =
                new Upkeep(
                        database,
                        new Sweep(bucket, queue, config.leftBehindAfter()),
                        new ParkedExpiry(database, config.longestParked()),
                        config.leftBehindAfter());
        drain =
                new Drain(
                        queue,
                        new DocumentSource(bucket, reader, laps),
                        database,
                        new Importer(database, reader, true, laps),
                        new Archive(bucket, laps),
                        config.batchSize(),
                        laps);
    }

    /// Answers with what it did: `messages`, `postponed`, `documents` by what became of them, and
    /// `quality`, what was not as it should be in those that were imported.
    ///
    /// @param event the schedule's, whose content does not matter
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        var end = Instant.now().plusMillis(context.getRemainingTimeInMillis());
        var deadline = end.minus(config.margin());
        try {
            database.requireWritable(); // without it nothing is received
            surge.ifPresent(others -> others.run(event, context.getInvokedFunctionArn()));
            var report = drain.run(deadline, end.minus(LAST_WORDS));
            upkeep.run(deadline);
            return report.toMap();
        } catch (SQLException e) {
            // Nothing was received. The failed invocation is what an alarm counts.
            throw new IllegalStateException("nothing received: " + e.getMessage(), e);
        } catch (SdkException e) {
            // What was received before is done or comes again.
            throw new IllegalStateException("nothing received: " + Refusal.of(e), e);
        }
    }

    @Override
    public void close() {
        database.close();
        surge.ifPresent(Surge::close);
        sqs.close();
        s3.close();
    }
}
