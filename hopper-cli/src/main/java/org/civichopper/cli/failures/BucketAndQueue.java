package org.civichopper.cli.failures;

import java.util.Map;
import java.util.Optional;
import org.civichopper.aws.AwsAccess;
import org.civichopper.aws.BucketName;
import org.civichopper.aws.QueueUrl;
import org.civichopper.commandline.CannotRunException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The bucket and the queue that the environment names, as for scrapers.
public record BucketAndQueue(S3Client s3, String bucket, SqsClient sqs, String queueUrl)
        implements AutoCloseable {

    /// @return nothing where the environment names neither
    /// @throws CannotRunException where it names only one, or says nothing of how to reach them
    public static Optional<BucketAndQueue> ifNamed(Map<String, String> env) {
        return env.getOrDefault(BucketName.VARIABLE, "").isBlank()
                        && env.getOrDefault(QueueUrl.VARIABLE, "").isBlank()
                ? Optional.empty()
                : Optional.of(of(env));
    }

    /// @throws CannotRunException where the environment does not say where they are
    public static BucketAndQueue of(Map<String, String> env) {
        try {
            var bucket = BucketName.required(env);
            var queueUrl = QueueUrl.required(env);
            var access = AwsAccess.from(env);
            return new BucketAndQueue(access.s3(), bucket, access.sqs(), queueUrl);
        } catch (IllegalArgumentException e) {
            throw new CannotRunException(e.getMessage(), e);
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
