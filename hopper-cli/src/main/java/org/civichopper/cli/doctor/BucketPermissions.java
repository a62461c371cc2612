package org.civichopper.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.civichopper.aws.Refusal;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Whether the bucket lets us do what the function does there. Each question is about an object
/// that is not there and under a condition that cannot hold, so that nothing is read, written or
/// deleted whatever the answer.
final class BucketPermissions {

    private static final int FORBIDDEN = 403;
    private static final String NO_SUCH_ETAG = "\"00000000000000000000000000000000\"";

    private final S3Client s3;
    private final String bucket;

    BucketPermissions(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    Outcome examine() {
        try {
            s3.listObjectsV2(list -> list.bucket(bucket).maxKeys(1));
        } catch (S3Exception e) {
            return Outcome.found(
                    "s3://" + bucket,
                    "a bucket that may be listed (s3:ListBucket)",
                    Refusal.of(e),
                    e.statusCode() == FORBIDDEN
                            ? "give these credentials the function's policies, see docs/aws.md"
                            : "correct S3_REALTIME_BASE and AWS_REGION, or create the bucket");
        }
        var key = "hopper-doctor/bill_" + UUID.randomUUID() + ".json";
        var findings = new ArrayList<Finding>();
        ask(
                findings,
                "s3:GetObject",
                key,
                () ->
                        s3.getObject(get -> get.bucket(bucket).key(key).ifMatch(NO_SUCH_ETAG))
                                .abort());
        for (var folder : List.of("archived/", "rejected/")) {
            ask(
                    findings,
                    "s3:PutObject",
                    folder + key,
                    () ->
                            s3.putObject(
                                    put ->
                                            put.bucket(bucket)
                                                    .key(folder + key)
                                                    .ifMatch(NO_SUCH_ETAG),
                                    RequestBody.empty()));
        }
        ask(
                findings,
                "s3:DeleteObject with If-Match",
                key,
                () -> s3.deleteObject(d -> d.bucket(bucket).key(key).ifMatch(NO_SUCH_ETAG)));
        return Outcome.of(findings, "s3://" + bucket + " may be listed, read, written and cleared");
    }

    private void ask(List<Finding> findings, String action, String key, Runnable question) {
        try {
            question.run();
        } catch (S3Exception e) {
            // Any other refusal says that we might, if only it were there.
            if (e.statusCode() == FORBIDDEN) {
                findings.add(
                        new Finding(
                                "s3://" + bucket + "/" + key,
                                action,
                                Refusal.of(e),
                                "give these credentials the function's policies, see docs/aws.md"));
            }
        }
    }
}
