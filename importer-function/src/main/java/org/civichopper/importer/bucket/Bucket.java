package org.civichopper.importer.bucket;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civichopper.importer.arrival.Delivery;
import org.civichopper.importer.parallel.Refusal;
import org.civichopper.importer.step.Step;
import org.civichopper.importer.step.Steps;
import org.civichopper.model.time.WrittenTime;
import org.civichopper.model.wire.ObjectKey;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The bucket that scrapers put their documents into. Nothing here loses the only copy of one.
public final class Bucket {

    /// The first LastModified travels with the object as this metadata, so that a replayed old
    /// document stays old.
    public static final String FIRST_MODIFIED = "hopper-first-modified";

    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;

    private final S3Client s3;
    private final String name;
    private final long largest;
    private final Steps steps;

    /// @param largest bytes of an object that is still read
    public Bucket(S3Client s3, String name, long largest, Steps steps) {
        this.s3 = s3;
        this.name = name;
        this.largest = largest;
        this.steps = steps;
    }

    public String name() {
        return name;
    }

    /// Gets an object straight into memory, if it is small enough and there is room.
    public Fetched fetch(ObjectKey key, ByteBudget.Share memory) {
        try (var body = s3.getObject(request -> request.bucket(name).key(key.value()))) {
            var object = body.response();
            var size = object.contentLength();
            if (size > largest) {
                body.abort();
                return new Fetched.TooLarge(size, stored(object));
            }
            if (!memory.take(size)) {
                body.abort();
                return new Fetched.NoRoom();
            }
            return new Fetched.Found(body.readAllBytes(), stored(object));
        } catch (NoSuchKeyException e) {
            return new Fetched.Missing();
        } catch (SdkException | IOException e) {
            return new Fetched.Failed("not fetched: " + Refusal.of(e));
        }
    }

    /// Moves exactly the object that was read: one that changed meanwhile stays for its own
    /// message. Repeating a move that was done, or half done, is safe.
    ///
    /// @throws SdkException when the bucket did not do it; then the object is still under its key
    public void move(Delivery delivery, String storedKey) {
        try {
            s3.copyObject(request ->
                    request.sourceBucket(name)
                            .sourceKey(delivery.objectKey())
                            .copySourceIfMatch(delivery.etag())
                            .destinationBucket(name)
                            .destinationKey(storedKey)
                            .metadataDirective(MetadataDirective.REPLACE)
                            .metadata(Map.of(FIRST_MODIFIED, delivery.firstModified().toString())));
            steps.reached(Step.COPIED);
            s3.deleteObject(request ->
                    request.bucket(name).key(delivery.objectKey()).ifMatch(delivery.etag()));
            steps.reached(Step.REMOVED);
        } catch (NoSuchBucketException e) {
            throw e;
        } catch (S3Exception e) {
            // Changed, or gone: somebody who received the same message moved it.
            if (e.statusCode() != PRECONDITION_FAILED && e.statusCode() != NOT_FOUND) {
                throw e;
            }
        }
    }

    /// Objects that lie where scrapers put them, and are older than that.
    ///
    /// @param most how many of them at once
    public List<ObjectKey> leftBehind(Instant olderThan, int most) {
        return folders().stream()
                .filter(folder -> ObjectKey.isWork(folder))
                .flatMap(folder ->
                        s3
                                .listObjectsV2Paginator(list -> list.bucket(name).prefix(folder))
                                .contents()
                                .stream())
                .filter(object -> object.lastModified().isBefore(olderThan))
                .flatMap(object -> ObjectKey.ofDocument(object.key()).stream())
                .limit(most)
                .toList();
    }

    private List<String> folders() {
        return s3
                .listObjectsV2Paginator(list -> list.bucket(name).delimiter("/"))
                .commonPrefixes()
                .stream()
                .map(CommonPrefix::prefix)
                .toList();
    }

    /// Writes a small text, for people, beside an object.
    public void put(String key, String text) {
        s3.putObject(
                request -> request.bucket(name).key(key).contentType("application/json"),
                RequestBody.fromString(text));
    }

    private static Fetched.Stored stored(GetObjectResponse object) {
        return new Fetched.Stored(object.eTag(), object.lastModified(), firstModified(object));
    }

    private static Instant firstModified(GetObjectResponse object) {
        return Optional.ofNullable(object.metadata().get(FIRST_MODIFIED))
                .flatMap(WrittenTime::parse) // metadata is whatever somebody wrote there
                .filter(time -> !time.isAfter(object.lastModified()))
                .orElse(object.lastModified());
    }
}
