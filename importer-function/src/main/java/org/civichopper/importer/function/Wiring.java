package org.civichopper.importer.function;

import static org.civichopper.importer.function.ImporterConfig.LAMBDA;
import static org.civichopper.importer.function.ImporterConfig.TOPICS;

import java.util.Map;
import java.util.Optional;
import org.civichopper.aws.AwsAccess;
import org.civichopper.database.Database;
import org.civichopper.importer.batch.Importer;
import org.civichopper.importer.bucket.Bucket;
import org.civichopper.importer.drain.Archive;
import org.civichopper.importer.drain.DocumentSource;
import org.civichopper.importer.drain.Drain;
import org.civichopper.importer.notice.Occasions;
import org.civichopper.importer.queue.WorkQueue;
import org.civichopper.importer.scrape.FinishedScrapes;
import org.civichopper.importer.step.Laps;
import org.civichopper.importer.step.Steps;
import org.civichopper.importer.surge.Surge;
import org.civichopper.importer.telemetry.RunLog;
import org.civichopper.importer.telemetry.Telemetry;
import org.civichopper.importer.upkeep.LedgerRetention;
import org.civichopper.importer.upkeep.ParkedExpiry;
import org.civichopper.importer.upkeep.Sweep;
import org.civichopper.importer.upkeep.Upkeep;
import org.civichopper.model.document.DocumentReader;
import org.civichopper.notices.Messenger;
import org.civichopper.notices.Notices;
import org.civichopper.notices.TopicAccess;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Everything that the function is made of. Opening it connects to nothing.
record Wiring(
        ImporterConfig config,
        S3Client s3,
        SqsClient sqs,
        Bucket bucket,
        Database database,
        Drain drain,
        FinishedScrapes runs,
        Upkeep upkeep,
        Optional<Surge> surge,
        Optional<Notices> notices)
        implements AutoCloseable {

    static Wiring open(Map<String, String> env, Steps steps, Telemetry telemetry) {
        var config = ImporterConfig.from(env);
        var laps = new Laps(steps);
        var reader = new DocumentReader(config.limits());
        var s3 = config.aws().s3();
        var sqs = config.aws().sqs();
        var bucket =
                new Bucket(s3, config.bucket(), config.limits().bytes(), config.removal(), laps);
        var database = Database.open(config.database(), config.login());
        var queue = new WorkQueue(sqs, config.queueUrl(), config.visibility());
        Optional<Surge> surge =
                config.surges()
                        ? Optional.of(new Surge(lambda(config.aws()), queue, config.batchSize()))
                        : Optional.empty();
        var upkeep =
                new Upkeep(
                        database,
                        new Sweep(bucket, queue, config.folders(), config.leftBehindAfter()),
                        new ParkedExpiry(database, config.longestParked()),
                        new LedgerRetention(database, config.ledgerKeptFor()),
                        config.leftBehindAfter());
        var drain =
                new Drain(
                        queue,
                        new DocumentSource(bucket, reader, config.folders(), laps),
                        database,
                        new Importer(database, reader, true, laps),
                        new Archive(bucket, laps),
                        config.batchSize(),
                        laps,
                        telemetry);
        var runs =
                new FinishedScrapes(
                        database, config.longestRun(), config.retireAtMost(), RunLog::write);
        Optional<Notices> notices =
                config.receivers().isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new Notices(
                                        database,
                                        config.receivers(),
                                        new Messenger(
                                                new TopicAccess(
                                                        config.aws().endpoint(TOPICS),
                                                        config.aws().credentials())),
                                        connection ->
                                                new Occasions(connection)
                                                        .find(config.objective())));
        return new Wiring(config, s3, sqs, bucket, database, drain, runs, upkeep, surge, notices);
    }

    private static LambdaClient lambda(AwsAccess aws) {
        return aws.build(LambdaClient.builder(), LAMBDA);
    }

    @Override
    public void close() {
        database.close();
        surge.ifPresent(Surge::close);
        sqs.close();
        s3.close();
    }
}
