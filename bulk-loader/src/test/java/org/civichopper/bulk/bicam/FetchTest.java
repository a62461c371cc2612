package org.civichopper.bulk.bicam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.civichopper.bulk.run.Limits;
import org.civichopper.localcloud.bucket.Misdeed;
import org.civichopper.localcloud.bucket.PublicBucket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How zips come from a folder of the web.
class FetchTest {

    private static final String COUNT = "SELECT count(*) FROM bicam.members";

    @TempDir private Path folder;

    // What packs badly, so that there is something to cut.
    private static byte[] members(int rows, long seed) {
        var random = new Random(seed);
        var csv = new StringBuilder("id\n");
        for (var row = 0; row < rows; row++) {
            csv.append(random.nextLong()).append('\n');
        }
        return Congress.zip("members.csv", csv.toString());
    }

    private static Congress.Ran load(Congress congress, PublicBucket bucket, String... more) {
        var all = new ArrayList<>(List.of("--source", bucket.url() + "/"));
        all.addAll(List.of(more));
        return congress.loadFrom("members", all);
    }

    @Test
    void aZipComesWholeFromASourceThatCutsAndIsFetchedOnce() {
        try (var congress = Congress.in(folder);
                var bucket = PublicBucket.start()) {
            var zip = members(40_000, 1);
            congress.has("members", zip);
            bucket.put(Congress.key("members"), zip);
            bucket.misbehaveAt(2, 3, _ -> true, new Misdeed.Cut(zip.length / 5));

            var dry = load(congress, bucket, "--dry-run");
            assertThat(dry.exitCode()).as(dry.err()).isZero();
            assertThat(dry.json().at("/plan/slices").asInt()).isEqualTo(1);
            assertThat(dry.json().path("run").isNull()).isTrue();
            assertThat(Files.exists(folder.resolve("cache"))).isFalse();

            var ran = load(congress, bucket);
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(congress.one(COUNT)).isEqualTo("40000");
            assertThat(ran.count("requests")).isGreaterThan(3);
            assertThat(bucket.sent()).isLessThan(zip.length * 11L / 10);

            bucket.forget();
            assertThat(load(congress, bucket, "--force").count("inserted")).isEqualTo(40_000);
            assertThat(bucket.sent()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void whatStandsIsNotLoadedAgainAndWhatWasRolledBackOnlyByForce() {
        try (var congress = Congress.in(folder);
                var bucket = PublicBucket.start()) {
            var zip = members(10, 1);
            congress.has("members", zip);
            bucket.put(Congress.key("members"), zip);
            assertThat(load(congress, bucket).count("inserted")).isEqualTo(10);

            var again = load(congress, bucket);
            assertThat(again.exitCode()).isZero();
            assertThat(again.count("read")).isZero();
            assertThat(again.json().at("/datasets/members").asText()).isEqualTo("stands");

            var newer = members(20, 2);
            congress.has("members", newer);
            bucket.put(Congress.key("members"), newer);
            assertThat(load(congress, bucket).count("inserted")).isEqualTo(20);
            assertThat(congress.hopper("load", "rollback", "bicam").exitCode()).isZero();

            var refused = load(congress, bucket);
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.error()).contains("rolled back", "--force");
            assertThat(congress.one(COUNT)).isEqualTo("10");
            assertThat(load(congress, bucket, "--force").count("inserted")).isEqualTo(20);
        }
    }

    @Test
    void anotherBodyIsRefusedAndAskedForAnew() {
        try (var congress = Congress.in(folder);
                var bucket = PublicBucket.start()) {
            var zip = members(10, 1);
            var other = zip.clone();
            other[40] ^= 1;
            congress.has("members", zip);
            bucket.put(Congress.key("members"), other);

            var refused = load(congress, bucket);
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.error()).contains("with sha256");
            assertThat(congress.one("SELECT to_regclass('bicam.members') IS NULL")).isEqualTo("t");

            bucket.put(Congress.key("members"), zip);
            assertThat(load(congress, bucket).count("inserted")).isEqualTo(10);
        }
    }

    @Test
    void aSourceThatIsAwayPausesAndOneWithoutTheZipFails() {
        try (var congress = Congress.in(folder);
                var bucket = PublicBucket.start()) {
            congress.has("members", members(10, 1));
            var missing = load(congress, bucket);
            assertThat(missing.exitCode()).isEqualTo(1);
            assertThat(missing.error()).contains("NoSuchKey");

            bucket.misbehave(_ -> true, Misdeed.slowDown());
            assertThat(load(congress, bucket, "--retry-for", "1s").exitCode()).isEqualTo(75);
        }
    }

    @Test
    void theBucketIsAskedWithASignatureThatNoMessageShows() throws Exception {
        try (var bucket = PublicBucket.start();
                var shelf =
                        new Shelf(
                                settings(),
                                Map.of(
                                        "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
                                        "AWS_SECRET_ACCESS_KEY", "secret",
                                        "AWS_ENDPOINT_URL_S3", bucket.url()),
                                _ -> {})) {
            var entry = Manifest.read(Optional.empty()).entries().get("members");
            assertThatThrownBy(() -> shelf.look(entry))
                    .hasMessageContaining("/bicam-datasets/members/bicam_members.zip: ")
                    .hasMessageContaining("NoSuchKey")
                    .hasMessageNotContainingAny("AKIDEXAMPLE", "Signature");

            var zip = members(10, 1);
            bucket.put("bicam-datasets/members/bicam_members.zip", zip);

            assertThat(shelf.look(entry).bytes()).isEqualTo(zip.length);
            assertThat(bucket.asked().getLast().parameter("X-Amz-Credential"))
                    .matches("AKIDEXAMPLE/\\d+/us-east-1/s3/aws4_request");
        }
    }

    private Settings settings() {
        return new Settings(
                new Place.Bucket(),
                folder,
                Settings.SCHEMA,
                List.of("members"),
                Optional.empty(),
                Duration.ofSeconds(1),
                1,
                new Limits(
                        OptionalLong.empty(),
                        Limits.MAX_SHRINK,
                        Limits.MAX_REJECTS,
                        OptionalLong.empty(),
                        false));
    }
}
