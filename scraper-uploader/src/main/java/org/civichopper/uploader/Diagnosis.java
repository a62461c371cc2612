package org.civichopper.uploader;

import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// What a refusal of AWS means for all documents, if it is not about this one alone.
final class Diagnosis {

    private Diagnosis() {}

    static Optional<String> ofBucket(SdkException reason, String bucket) {
        return of(
                reason,
                "the bucket \"" + bucket + "\" does not exist: check S3_REALTIME_BASE",
                "may not write into the bucket \""
                        + bucket
                        + "\": check the credentials, which need s3:PutObject there");
    }

    static Optional<String> ofQueue(SdkException reason) {
        return of(
                reason,
                "the queue does not exist: check SQS_QUEUE_URL and the region",
                "may not write to the queue: check the credentials, which need sqs:SendMessage");
    }

    private static Optional<String> of(SdkException reason, String ifMissing, String ifForbidden) {
        if (reason instanceof AwsServiceException answer) {
            // What is no AWS, a proxy for one, answers without a code.
            var code =
                    Optional.ofNullable(answer.awsErrorDetails())
                            .map(AwsErrorDetails::errorCode)
                            .orElse("");
            if (code.equals("NoSuchBucket")
                    || code.endsWith("QueueDoesNotExist")
                    || code.endsWith("NonExistentQueue")) {
                return Optional.of(ifMissing);
            }
            if (answer.statusCode() == 401 || answer.statusCode() == 403) {
                return Optional.of(ifForbidden + " (" + code + ")");
            }
        }
        return Optional.empty();
    }

    static String oneLine(String text) {
        return String.valueOf(text).strip().replaceAll("\\s+", " ");
    }
}
