package org.civichopper.cli.failures;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.civichopper.importer.arrival.Delivery;
import org.civichopper.importer.arrival.StoredForm;
import org.civichopper.model.time.WrittenTime;
import org.civichopper.model.wire.ObjectKey;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Objects that were put away, and how they come back.
final class StoredObjects {

    /// What came of putting an object back.
    enum PutBack {
        /// It lies under its first key.
        DONE,
        /// Something else lies there.
        TAKEN,
        /// It lies nowhere.
        GONE
    }

    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;

    private final S3Client s3;
    private final String bucket;

    StoredObjects(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    private record Stored(byte[] bytes, String etag, Instant firstModified, StoredForm form) {}

    /// Copies an object to where a scraper put it, as old as it is, over nothing that lies there.
    PutBack putBack(String storedKey, ObjectKey key) {
        var stored = get(storedKey);
        if (stored.isEmpty()) {
            // Rejected, and not moved yet: it lies where it has to.
            return exists(key.value()) ? PutBack.DONE : PutBack.GONE;
        }
        var object = stored.get();
        try {
            s3.putObject(
                    put ->
                            put.bucket(bucket)
                                    .key(key.value())
                                    .ifNoneMatch("*")
                                    .contentType(object.form().contentType().orElse(null))
                                    .contentEncoding(object.form().contentEncoding().orElse(null))
                                    .metadata(
                                            Map.of(
                                                    Delivery.FIRST_MODIFIED,
                                                    object.firstModified().toString())),
                    RequestBody.fromBytes(object.bytes()));
            return PutBack.DONE;
        } catch (S3Exception e) {
            if (e.statusCode() != PRECONDITION_FAILED) {
                throw e;
            }
            return isCopy(key.value(), object) ? PutBack.DONE : PutBack.TAKEN;
        }
    }

    /// Whether what lies there is what somebody put back who died before its message was sent.
    private boolean isCopy(String key, Stored object) {
        return head(key)
                .filter(there -> there.eTag().equals(object.etag()))
                .filter(there ->
                        object.firstModified()
                                .toString()
                                .equals(there.metadata().get(Delivery.FIRST_MODIFIED)))
                .isPresent();
    }

    boolean exists(String key) {
        return head(key).isPresent();
    }

    /// The bytes of an object as they lie there.
    Optional<byte[]> read(String key) {
        return get(key).map(Stored::bytes);
    }

    private Optional<HeadObjectResponse> head(String key) {
        try {
            return Optional.of(s3.headObject(head -> head.bucket(bucket).key(key)));
        } catch (NoSuchBucketException e) {
            throw e;
        } catch (S3Exception e) {
            if (e.statusCode() != NOT_FOUND) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private Optional<Stored> get(String key) {
        try {
            var object = s3.getObjectAsBytes(get -> get.bucket(bucket).key(key));
            var said = object.response();
            return Optional.of(
                    new Stored(
                            object.asByteArrayUnsafe(),
                            said.eTag(),
                            firstModified(said),
                            new StoredForm(
                                    Optional.ofNullable(said.contentType()),
                                    Optional.ofNullable(said.contentEncoding()))));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    private static Instant firstModified(GetObjectResponse object) {
        return Optional.ofNullable(object.metadata().get(Delivery.FIRST_MODIFIED))
                .flatMap(WrittenTime::parse)
                .filter(time -> !time.isAfter(object.lastModified()))
                .orElse(object.lastModified());
    }
}
