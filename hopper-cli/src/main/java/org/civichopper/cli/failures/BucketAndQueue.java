package org.civichopper.cli.failures;

import java.util.Map;
import java.util.Optional;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.importer.function.AwsAccess;
import org.civichopper.uploader.CannotUploadException;
import org.civichopper.uploader.UploadConfig;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The bucket and the queue that the environment names, as for scrapers.
public record BucketAndQueue(S3Client s3, String bucket, SqsClient sqs, String queueUrl)
        implements AutoCloseable {

    /// @return nothing where the environment names neither
    /// @throws CannotRunException where it names only one, or says nothing of how to reach them
    public static Optional<BucketAndQueue> ifNamed(Map<String, String> env) {
        return env.getOrDefault("S3_REALTIME_BASE", "").isBlank()
                        && env.getOrDefault("SQS_QUEUE_URL", "").isBlank()
                ? Optional.empty()
                : Optional.of(of(env));
    }

    /// @throws CannotRunException where the environment does not say where they are
    public static BucketAndQueue of(Map<String, String> env) {
        try {
            var named = UploadConfig.from(env);
            var access = AwsAccess.from(env);
            return new BucketAndQueue(access.s3(), named.bucket(), access.sqs(), named.queueUrl());
        } catch (CannotUploadException e) {
            throw new CannotRunException(e.getMessage(), e);
        } catch (SdkClientException e) {
            throw new CannotRunException(
                    "bucket and queue: expected a region and credentials, found: " + e.getMessage(),
                    e);
        }
    }

    public DeadLetters deadLetters() {
        return new DeadLetters(sqs, queueUrl);
    }

    @Override
    public void close() {
        sqs.close();
        s3.close();
    }
}
