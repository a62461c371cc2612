package org.civichopper.uploader;

import java.util.Comparator;
import java.util.stream.Stream;
import org.civichopper.model.wire.ObjectKey;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/// The bucket, as far as a scraper may use it.
record Bucket(S3Client s3, String name) {

    private static final int DAYS = 400; // a question each, in the worst case

    void put(ObjectKey key, byte[] object) {
        s3.putObject(
                put ->
                        put.bucket(name)
                                .key(key.value())
                                .contentType(
                                        key.zipped() ? "application/gzip" : "application/json"),
                RequestBody.fromBytes(object));
    }

    /// Whether nothing of a scraper's folder is in the bucket, neither waiting nor kept. Whoever
    /// may not list it, or cannot reach it, is told no: what was sent there counts as sent.
    boolean hasLost(String folder) {
        try {
            return !holds(folder + "/")
                    && Stream.of("archived/", "rejected/")
                            .flatMap(this::days)
                            .noneMatch(day -> holds(day + folder + "/"));
        } catch (NoSuchBucketException e) {
            return true;
        } catch (SdkException e) {
            return false;
        }
    }

    private boolean holds(String prefix) {
        return s3.listObjectsV2(list -> list.bucket(name).prefix(prefix).maxKeys(1)).hasContents();
    }

    // The latest first, for a scraper that works has been there lately.
    private Stream<String> days(String kept) {
        return s3
                .listObjectsV2Paginator(list -> list.bucket(name).prefix(kept).delimiter("/"))
                .commonPrefixes()
                .stream()
                .map(CommonPrefix::prefix)
                .sorted(Comparator.reverseOrder())
                .limit(DAYS);
    }
}
