package org.civichopper.uploader;

import java.util.Map;
import java.util.regex.Pattern;

/// Where a scrape goes: the bucket and the queue that scrapers already name in their environment.
public record UploadConfig(String bucket, String queueUrl, AwsAccess access) {

    private static final String BASE = "S3_REALTIME_BASE";
    private static final String QUEUE = "SQS_QUEUE_URL";
    private static final Pattern BUCKET = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,62})/?");

    /// @throws CannotUploadException if one of the two is missing or malformed
    public static UploadConfig from(Map<String, String> env) {
        return new UploadConfig(bucket(env), queue(env), AwsAccess.from(env));
    }

    private static String bucket(Map<String, String> env) {
        var base = env.getOrDefault(BASE, "");
        if (base.isBlank()) {
            throw new CannotUploadException(
                    BASE + " is not set: set it to the bucket, for example s3://my-bucket");
        }
        var matcher = BUCKET.matcher(base);
        if (!matcher.matches()) {
            throw new CannotUploadException(
                    "%s: expected s3:// and the name of a bucket, without a folder, found \"%s\": documents lie at the top of the bucket"
                            .formatted(BASE, base));
        }
        return matcher.group(1);
    }

    private static String queue(Map<String, String> env) {
        var url = env.getOrDefault(QUEUE, "");
        if (url.isBlank()) {
            throw new CannotUploadException(
                    QUEUE
                            + " is not set: set it to the queue's address, for example"
                            + " https://sqs.us-east-1.amazonaws.com/123456789012/my-queue");
        }
        if (!url.matches("https?://[^/]+/.+")) {
            throw new CannotUploadException(
                    "%s: expected the https:// address of a queue, found \"%s\""
                            .formatted(QUEUE, url));
        }
        return url;
    }
}
