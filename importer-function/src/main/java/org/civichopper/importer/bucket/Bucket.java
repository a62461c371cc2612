package org.civichopper.importer.bucket;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.civichopper.aws.Refusal;
import org.civichopper.importer.arrival.Delivery;
import org.civichopper.importer.arrival.StoredForm;
import org.civichopper.importer.arrival.StoredKey;
import org.civichopper.importer.step.Step;
import org.civichopper.importer.step.Steps;
import org.civichopper.model.document.Sha256;
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
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/// The bucket that scrapers put their documents into. Nothing here loses the only copy of one.
public final class Bucket {

    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;
    private static final int NOT_IMPLEMENTED = 501;

    // No scraper names a folder or a bill so. The function's role may ask for it.
    private static final String NO_OBJECT = "hopper-probe/bill_none.json";
    private static final String NO_ETAG = "\"00000000000000000000000000000000\"";
    private static final Duration A_MOMENT = Duration.ofSeconds(5);

    private final S3Client s3;
    private final String name;
    private final long largest;
    private final Removal removal;
    private final Steps steps;

    /// @param largest bytes of an object that is still read
    public Bucket(S3Client s3, String name, long largest, Removal removal, Steps steps) {
        this.s3 = s3;
        this.name = name;
        this.largest = largest;
        this.removal = removal;
        this.steps = steps;
    }

    public String name() {
        return name;
    }

    /// Gets an object straight into memory, if it is small enough and there is room.
    public Fetched fetch(ObjectKey key, ByteBudget.Share memory) {
        return fetch(key.value(), memory, object -> stored(key.value(), object));
    }

    /// The same for an object that was put away and has no receipt: the newest of those that came
    /// under the key on one of these days.
    ///
    /// @param contentHash of the one that is wanted, if only one is
    public Fetched fetchPutAway(
            ObjectKey key,
            Collection<LocalDate> days,
            Optional<String> contentHash,
            ByteBudget.Share memory) {
        try {
            return days.stream()
                    .flatMap(day ->
                            Stream.of(Delivery.ARCHIVED, Delivery.REJECTED)
                                    .map(folder -> StoredKey.prefix(folder, day, key.value())))
                    .flatMap(prefix -> list(prefix))
                    .filter(object ->
                            StoredKey.parse(object.key())
                                    .filter(stored -> stored.objectKey().equals(key))
                                    .filter(stored ->
                                            contentHash
                                                    .filter(hash -> !hash.startsWith(stored.hash()))
                                                    .isEmpty())
                                    .isPresent())
                    .max(Comparator.comparing(S3Object::lastModified))
                    .map(newest -> fetch(newest.key(), memory, read -> putAway(newest.key(), read)))
                    .orElseGet(Fetched.Missing::new);
        } catch (SdkException e) {
            return new Fetched.Failed("not listed: " + Refusal.of(e));
        }
    }

    private Fetched fetch(
            String key,
            ByteBudget.Share memory,
            Function<GetObjectResponse, Fetched.Stored> describe) {
        try (var body = s3.getObject(request -> request.bucket(name).key(key))) {
            var object = body.response();
            var size = object.contentLength();
            if (size > largest) {
                body.abort();
                return new Fetched.TooLarge(size, describe.apply(object));
            }
            if (!memory.take(size)) {
                body.abort();
                return new Fetched.NoRoom();
            }
            var bytes = body.readAllBytes();
            return new Fetched.Found(bytes, Sha256.hex(bytes), describe.apply(object));
        } catch (NoSuchKeyException e) {
            return new Fetched.Missing();
        } catch (SdkException | IOException e) {
            return new Fetched.Failed("not fetched: " + Refusal.of(e));
        }
    }

    /// Moves exactly the object that was read: one that changed meanwhile stays for its own
    /// message. Repeating a move that was done, or half done, is safe. What was put away before is
    /// kept where it lies, too.
    ///
    /// @throws SdkException when the bucket did not do it; then the object is still under its key
    public void move(Delivery delivery, String storedKey) {
        if (delivery.foundUnder().equals(storedKey)) {
            return;
        }
        try {
            s3.copyObject(request ->
                    request.sourceBucket(name)
                            .sourceKey(delivery.foundUnder())
                            .copySourceIfMatch(delivery.etag())
                            .destinationBucket(name)
                            .destinationKey(storedKey)
                            .metadataDirective(MetadataDirective.REPLACE)
                            .contentType(delivery.form().contentType().orElse(null))
                            .contentEncoding(delivery.form().contentEncoding().orElse(null))
                            // Scanners tag what lies there. Copying tags wants rights of its own.
                            .taggingDirective(TaggingDirective.REPLACE)
                            .metadata(
                                    Map.of(
                                            Delivery.FIRST_MODIFIED,
                                            delivery.firstModified().toString())));
            steps.reached(Step.COPIED);
            if (delivery.foundUnder().equals(delivery.objectKey())) {
                remove(delivery.objectKey(), delivery.etag());
                steps.reached(Step.REMOVED);
            }
        } catch (NoSuchBucketException e) {
            throw e;
        } catch (S3Exception e) {
            // Changed, or gone: somebody who received the same message moved it.
            if (e.statusCode() != PRECONDITION_FAILED && e.statusCode() != NOT_FOUND) {
                throw e;
            }
        }
    }

    private void remove(String key, String etag) {
        switch (removal) {
            case AS_READ -> s3.deleteObject(gone -> gone.bucket(name).key(key).ifMatch(etag));
            case WHATEVER_LIES_THERE -> s3.deleteObject(gone -> gone.bucket(name).key(key));
        }
    }

    /// Asks, of an object that is not there, whether the store can remove exactly what was read.
    ///
    /// @throws RefusingStoreException when it says that it cannot; any other trouble shows with the
    ///   objects
    public void requireRemoval() {
        switch (removal) {
            case AS_READ -> requireCondition();
            case WHATEVER_LIES_THERE -> {}
        }
    }

    private void requireCondition() {
        try {
            s3.deleteObject(gone ->
                    gone.bucket(name)
                            .key(NO_OBJECT)
                            .ifMatch(NO_ETAG)
                            .overrideConfiguration(call -> call.apiCallTimeout(A_MOMENT)));
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_IMPLEMENTED) {
                throw new RefusingStoreException(name, Refusal.of(e), e);
            }
        } catch (SdkException e) {
            // the fetch says it better
        }
    }

    /// Objects that lie where scrapers put them, and are older than that.
    ///
    /// @param most how many of them at once
    public List<ObjectKey> leftBehind(Instant olderThan, int most) {
        return folders().stream()
                .filter(folder -> ObjectKey.isWork(folder))
                .flatMap(folder -> list(folder))
                .filter(object -> object.lastModified().isBefore(olderThan))
                .flatMap(object -> ObjectKey.ofDocument(object.key()).stream())
                .limit(most)
                .toList();
    }

    private Stream<S3Object> list(String prefix) {
        return s3
                .listObjectsV2Paginator(list -> list.bucket(name).prefix(prefix))
                .contents()
                .stream();
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

    private static Fetched.Stored stored(String key, GetObjectResponse object) {
        return new Fetched.Stored(
                key, object.eTag(), object.lastModified(), firstModified(object), form(object));
    }

    // When its scraper's copy was put there is all that is known of that one.
    private static Fetched.Stored putAway(String key, GetObjectResponse object) {
        return new Fetched.Stored(
                key, object.eTag(), firstModified(object), firstModified(object), form(object));
    }

    private static StoredForm form(GetObjectResponse object) {
        return new StoredForm(
                Optional.ofNullable(object.contentType()),
                Optional.ofNullable(object.contentEncoding()));
    }

    private static Instant firstModified(GetObjectResponse object) {
        return Optional.ofNullable(object.metadata().get(Delivery.FIRST_MODIFIED))
                .flatMap(WrittenTime::parse) // metadata is whatever somebody wrote there
                .filter(time -> !time.isAfter(object.lastModified()))
                .orElse(object.lastModified());
    }
}
