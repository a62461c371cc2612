package org.civichopper.uploader;

import java.util.Map;
import org.civichopper.aws.AwsAccess;
import org.civichopper.aws.BucketName;
import org.civichopper.aws.QueueUrl;
import org.civichopper.aws.Reach;

/// Where a scrape goes: the bucket and the queue that scrapers already name in their environment.
public record UploadConfig(String bucket, String queueUrl, AwsAccess access) {

    /// @throws CannotUploadException if one of the two is missing or malformed, or the way to AWS
    ///   is
    public static UploadConfig from(Map<String, String> env) {
        try {
            return new UploadConfig(
                    BucketName.required(env),
                    QueueUrl.required(env),
                    AwsAccess.from(env, Reach.FAR));
        } catch (IllegalArgumentException e) {
            throw new CannotUploadException(e.getMessage(), e);
        }
    }
}
