package org.civichopper.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class LocalBucketTest {

    private static final String BUCKET = "local-bucket-test";

    private static S3Client s3;

    @BeforeAll
    static void start() {
        SharedCloud.CLOUD.createBucket(BUCKET);
        s3 = Clients.s3(SharedCloud.CLOUD);
    }

    @AfterAll
    static void stop() {
        s3.close();
    }

    @Test
    void givesBackWhatWasPut() {
        put("de/bill_1.json", "{\"title\": \"ñ\"}");

        assertThat(get("de/bill_1.json")).isEqualTo("{\"title\": \"ñ\"}");
    }

    @Test
    void creatingABucketTwiceKeepsItsObjects() {
        put("kept.json", "{}");

        SharedCloud.CLOUD.createBucket(BUCKET);

        assertThat(get("kept.json")).isEqualTo("{}");
    }

    @Test
    void keepsKeysWithColonsAndEncodedCharacters() {
        var key = "de/jurisdiction_ocd-jurisdiction-country:us-state:de-government.json";
        put(key, "{}");
        put("de/bill a+b%2Fc.json", "odd");

        assertThat(get(key)).isEqualTo("{}");
        assertThat(get("de/bill a+b%2Fc.json")).isEqualTo("odd");
    }

    @Test
    void getsOnlyTheVersionThatWasAskedFor() {
        var first = put("get-if-match.json", "first");
        var second = put("get-if-match.json", "second");

        assertThat(getIf("get-if-match.json", second)).isEqualTo("second");
        assertThatThrownBy(() -> getIf("get-if-match.json", first))
                .isInstanceOf(S3Exception.class)
                .extracting(failure -> ((S3Exception) failure).statusCode())
                .isEqualTo(412);
    }

    @Test
    void copiesOnlyTheVersionThatWasAskedFor() {
        var first = put("copy-if-match.json", "first");
        var second = put("copy-if-match.json", "second");

        copyIf("copy-if-match.json", "archived/copied.json", second);

        assertThat(get("archived/copied.json")).isEqualTo("second");
        assertThatThrownBy(() -> copyIf("copy-if-match.json", "archived/no.json", first))
                .isInstanceOf(S3Exception.class)
                .extracting(failure -> ((S3Exception) failure).statusCode())
                .isEqualTo(412);
    }

    @Test
    void deletesOnlyTheVersionThatWasAskedFor() {
        var first = put("delete-if-match.json", "first");
        var second = put("delete-if-match.json", "second");

        assertThatThrownBy(() -> deleteIf("delete-if-match.json", first))
                .isInstanceOf(S3Exception.class)
                .extracting(failure -> ((S3Exception) failure).statusCode())
                .isEqualTo(412);
        assertThat(get("delete-if-match.json")).isEqualTo("second");

        deleteIf("delete-if-match.json", second);
        assertThatThrownBy(() -> get("delete-if-match.json"))
                .isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void putsOnlyWhereNothingStands() {
        put("put-if-none.json", "first");

        assertThatThrownBy(() ->
                        s3.putObject(
                                request ->
                                        request.bucket(BUCKET)
                                                .key("put-if-none.json")
                                                .ifNoneMatch("*"),
                                RequestBody.fromString("second")))
                .isInstanceOf(S3Exception.class)
                .extracting(failure -> ((S3Exception) failure).statusCode())
                .isEqualTo(412);
    }

    @Test
    void aCopyKeepsTheMetadataOrTakesNew() {
        s3.putObject(
                request ->
                        request.bucket(BUCKET)
                                .key("metadata.json")
                                .metadata(Map.of("first-modified", "2026-01-01T00:00:00Z")),
                RequestBody.fromString("{}"));

        copyIf("metadata.json", "metadata-kept.json", null);
        s3.copyObject(request ->
                request.sourceBucket(BUCKET)
                        .sourceKey("metadata.json")
                        .destinationBucket(BUCKET)
                        .destinationKey("metadata-new.json")
                        .metadataDirective(MetadataDirective.REPLACE)
                        .metadata(Map.of("first-modified", "2020-01-01T00:00:00Z")));

        assertThat(metadata("metadata-kept.json"))
                .containsEntry("first-modified", "2026-01-01T00:00:00Z");
        assertThat(metadata("metadata-new.json"))
                .containsEntry("first-modified", "2020-01-01T00:00:00Z");
    }

    @Test
    void saysWhenAnObjectWasModified() {
        put("modified.json", "{}");

        var head = s3.headObject(request -> request.bucket(BUCKET).key("modified.json"));

        assertThat(head.lastModified())
                .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
    }

    @Test
    void listsPageByPageInTheOrderOfKeys() {
        IntStream.range(0, 25).forEach(number -> put("list/%02d.json".formatted(number), "{}"));

        var pages =
                s3.listObjectsV2Paginator(
                        request -> request.bucket(BUCKET).prefix("list/").maxKeys(10));

        assertThat(pages.stream()).hasSize(3);
        assertThat(pages.contents().stream().map(S3Object::key))
                .hasSize(25)
                .isSorted()
                .startsWith("list/00.json");
    }

    private static String put(String key, String content) {
        return s3.putObject(
                        request -> request.bucket(BUCKET).key(key), RequestBody.fromString(content))
                .eTag();
    }

    private static String get(String key) {
        return s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asUtf8String();
    }

    private static String getIf(String key, String etag) {
        return s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(key).ifMatch(etag))
                .asUtf8String();
    }

    private static void copyIf(String from, String to, String etag) {
        s3.copyObject(request ->
                request.sourceBucket(BUCKET)
                        .sourceKey(from)
                        .destinationBucket(BUCKET)
                        .destinationKey(to)
                        .copySourceIfMatch(etag));
    }

    private static void deleteIf(String key, String etag) {
        s3.deleteObject(request -> request.bucket(BUCKET).key(key).ifMatch(etag));
    }

    private static Map<String, String> metadata(String key) {
        return s3.headObject(request -> request.bucket(BUCKET).key(key)).metadata();
    }
}
