package org.civichopper.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.civichopper.aws.Refusal;
import org.civichopper.cli.doctor.Outcome.Unchecked;
import org.civichopper.importer.bucket.Removal;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Whether the bucket's server keeps the conditions without which something may be lost. Stores
/// that only resemble S3 ignore some or refuse them, and only an object tells: one of our own, that
/// no scraper, sweep or event means, and that goes again.
final class StoreConditions {

    private static final int FORBIDDEN = 403;
    private static final int PRECONDITION_FAILED = 412;
    private static final String WRONG_ETAG = "\"00000000000000000000000000000000\"";
    private static final RequestBody CONTENT = RequestBody.fromString("hopper doctor was here");

    private final S3Client s3;
    private final String bucket;
    private final Removal removal;
    private final String key = "hopper-doctor/" + UUID.randomUUID();
    private final String copy = key + "-copy";
    private final List<Finding> findings = new ArrayList<>();

    StoreConditions(S3Client s3, String bucket, Removal removal) {
        this.s3 = s3;
        this.bucket = bucket;
        this.removal = removal;
    }

    Outcome examine() {
        try {
            s3.putObject(put -> put.bucket(bucket).key(key), CONTENT);
        } catch (S3Exception e) {
            if (e.statusCode() == FORBIDDEN) {
                return new Unchecked(
                        "these credentials may not put s3://%s/%s to try it with"
                                .formatted(bucket, key));
            }
            throw e;
        }
        try {
            ask();
        } finally {
            remove(key);
            remove(copy);
        }
        return Outcome.of(
                findings,
                switch (removal) {
                    case AS_READ -> "s3://" + bucket + " keeps them on put, copy and delete";
                    case WHATEVER_LIES_THERE ->
                            "s3://%s keeps them on put and copy; HOPPER_UNCONDITIONAL_DELETE=on asks for none on delete"
                                    .formatted(bucket);
                });
    }

    private void ask() {
        ask(
                "PutObject with If-None-Match to leave what lies there",
                "",
                () -> s3.putObject(put -> put.bucket(bucket).key(key).ifNoneMatch("*"), CONTENT));
        ask(
                "CopyObject with x-amz-copy-source-if-match to copy nothing but that ETag",
                "",
                () ->
                        s3.copyObject(c ->
                                c.sourceBucket(bucket)
                                        .sourceKey(key)
                                        .copySourceIfMatch(WRONG_ETAG)
                                        .destinationBucket(bucket)
                                        .destinationKey(copy)));
        switch (removal) {
            case AS_READ ->
                    ask(
                            "DeleteObject with If-Match to remove nothing but that ETag",
                            "; or set HOPPER_UNCONDITIONAL_DELETE=on, which risks what is put there meanwhile",
                            () ->
                                    s3.deleteObject(delete ->
                                            delete.bucket(bucket).key(key).ifMatch(WRONG_ETAG)));
            case WHATEVER_LIES_THERE -> {}
        }
    }

    private void ask(String expected, String otherwise, Runnable question) {
        String found;
        try {
            question.run();
            found = "done in spite of it";
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED) {
                return;
            }
            found = Refusal.of(e);
        }
        findings.add(
                new Finding(
                        "s3://" + bucket,
                        expected,
                        found,
                        "use a store that does (docs/aws.md#what-a-store-must-honour)"
                                + otherwise));
    }

    private void remove(String left) {
        try {
            s3.deleteObject(delete -> delete.bucket(bucket).key(left));
        } catch (SdkException e) {
            findings.add(
                    new Finding(
                            "s3://" + bucket + "/" + left,
                            "to be removed after the test",
                            Refusal.of(e),
                            "remove it, if it is there"));
        }
    }
}
