package org.civichopper.uploader;

import org.civichopper.model.wire.ObjectKey;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// The bucket, as far as a scraper may use it.
record Bucket(S3Client s3, String name) {

    void put(ObjectKey key, byte[] object) {
        s3.putObject(
                put ->
                        put.bucket(name)
                                .key(key.value())
                                .contentType(
                                        key.zipped() ? "application/gzip" : "application/json"),
                RequestBody.fromBytes(object));
    }
}
