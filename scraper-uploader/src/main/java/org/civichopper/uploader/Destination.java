package org.civichopper.uploader;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.civichopper.aws.BucketName;
import org.civichopper.aws.QueueUrl;

/// Where a scrape goes: what one bucket and queue have got, another two have not.
///
/// @param print of both, because a queue's address would make each line of a record three times as
///   long
public record Destination(String print) {

    private static final int BYTES = 6;

    static Destination of(UploadConfig config) {
        return of(config.bucket(), config.queueUrl());
    }

    /// Empty where the environment names none.
    ///
    /// @throws CannotUploadException if what it names is malformed
    public static Optional<Destination> named(Map<String, String> env) {
        try {
            var queue = QueueUrl.named(env);
            return BucketName.named(env)
                    .flatMap(bucket -> queue.map(address -> of(bucket, address)));
        } catch (IllegalArgumentException e) {
            throw new CannotUploadException(e.getMessage(), e);
        }
    }

    private static Destination of(String bucket, String queueUrl) {
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest((bucket + " " + queueUrl).getBytes(StandardCharsets.UTF_8));
            return new Destination(HexFormat.of().formatHex(hash, 0, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
