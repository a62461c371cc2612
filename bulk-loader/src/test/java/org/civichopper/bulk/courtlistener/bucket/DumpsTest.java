package org.civichopper.bulk.courtlistener.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.civichopper.bulk.courtlistener.bucket.Dumpling.day;
import static org.civichopper.bulk.courtlistener.bucket.Dumpling.name;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.source.ObjectChangedException;
import org.civichopper.localcloud.bucket.Asked;
import org.civichopper.localcloud.bucket.Content;
import org.civichopper.localcloud.bucket.Misdeed;
import org.civichopper.localcloud.bucket.StoredObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One dump is what its script says, whatever else lies about.
class DumpsTest {

    @TempDir private Path folder;

    private final Dumpling has = new Dumpling();

    @AfterEach
    void stop() {
        has.close();
    }

    private Dumps dumps() throws InterruptedException {
        return Dumps.of(has.bucket());
    }

    private Dump only() throws InterruptedException {
        assertThat(dumps().all()).hasSize(1);
        return dumps().all().getFirst();
    }

    @Test
    void aDumpIsFoundBehindMoreThanAThousandKeys() throws Exception {
        for (var number = 0; number < 1_111; number++) {
            has.put("a-delta-%04d.delta".formatted(number), "not of a dump");
        }
        has.hasDump("2026-06-30", "2026-07-01");
        var dump = dumps().newestComplete().orElseThrow();
        assertThat(dump.date()).isEqualTo(day("2026-07-01"));
        assertThat(dump.files()).hasSize(5);
        assertThat(dump.bytes()).isBetween(6_000_000L, 6_010_000L);
        assertThat(has.stored.asked().stream().filter(Asked::isListing)).hasSize(2);
        assertThat(has.stored.asked().get(1).parameter("continuation-token")).startsWith("+//+");
    }

    @Test
    void halfANewerDumpIsPassedOver() throws Exception {
        has.hasDump("2026-06-30", "2026-07-01").hasData("2026-09-30", List.of("courts"));
        assertThat(dumps().newestComplete()).map(Dump::date).contains(day("2026-07-01"));
        var newest = dumps().all().getFirst();
        assertThat(newest.date()).isEqualTo(day("2026-09-30"));
        assertThat(newest.isComplete()).isFalse();
        assertThat(newest.files()).containsOnlyKeys("courts-2026-09-30.csv.bz2");
        assertThat(newest.missing())
                .containsExactly("schema-2026-09-30.sql", "load-bulk-data-2026-09-30.sh");
    }

    @Test
    void daysDriftInsideOneDump() throws Exception {
        has.hasDump("2026-06-30", "2026-07-01");
        assertThat(only().isComplete()).isTrue();
        assertThat(dumps().of(day("2026-06-30"))).contains(only());
        assertThat(dumps().of(day("2026-07-01"))).contains(only());
        assertThat(dumps().of(day("2026-07-02"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 14})
    void anExportThatFailedIsMissing(int bytes) throws Exception {
        has.hasDump("2026-06-30", "2026-07-01").hasDump("2026-03-31", "2026-03-31");
        has.stored.put(Dumpling.PREFIX + name("dockets", "2026-06-30"), new byte[bytes]);
        var dump = dumps().of(day("2026-07-01")).orElseThrow();
        assertThat(dump.missing()).containsExactly("dockets-2026-06-30.csv.bz2");
        assertThat(dump.shortfall(dump.missing())).contains("missing dockets-2026-06-30.csv.bz2");
        var entries = dump.manifest().orElseThrow().entries();
        assertThat(dump.missingFor(List.of(entries.get(0), entries.get(2)))).isEmpty();
        assertThat(dump.missingFor(List.of(entries.get(1)))).hasSize(1);
        assertThat(dumps().newestComplete()).map(Dump::date).contains(day("2026-03-31"));
    }

    @Test
    void fifteenBytesAreATableWithoutRows() throws Exception {
        has.hasDump("2026-06-30", "2026-06-30");
        has.stored.put(Dumpling.PREFIX + name("dockets", "2026-06-30"), new byte[15]);
        assertThat(only().isComplete()).isTrue();
    }

    @Test
    void aScriptThatIsNoManifestMakesNoDump() throws Exception {
        has.hasDump("2026-06-30", "2026-06-30");
        has.put(
                "load-bulk-data-2026-06-30.sh",
                Dumpling.script("2026-06-30", "2026-06-30").replace("/courts", "/../courts"));
        assertThat(only().isComplete()).isFalse();
        assertThat(only().missing()).containsExactly("load-bulk-data-2026-06-30.sh");
        assertThat(only().fault())
                .hasValueSatisfying(fault -> assertThat(fault).contains("line 2"));
        assertThatThrownBy(
                        () -> {
                            throw dumps().noneComplete();
                        })
                .hasMessageContaining("is no manifest: line 2");
    }

    @Test
    void strangeKeysAreFilesOfNoDump() throws Exception {
        has.hasDump("2026-06-30", "2026-06-30");
        for (var key :
                List.of(
                        "bulk-data/",
                        "bulk-data/../load-bulk-data-2027-01-01.sh",
                        "bulk-data/%2e%2e%2fload-bulk-data-2027-01-01.sh",
                        "bulk-data/randoms/load-bulk-data-2027-01-01.sh",
                        "bulk-data/ load-bulk-data-2027-01-01.sh",
                        "bulk-data/<b>&amp;\"'.csv.bz2",
                        "bulk-data/load-bulk-data-2027-13-01.sh",
                        "bulk-data/courts-2027-02-30.csv.bz2")) {
            has.stored.put(key, Scripts.bytes(Scripts.sample()));
        }
        assertThat(only().date()).isEqualTo(day("2026-06-30"));
        assertThat(only().isComplete()).isTrue();
    }

    @Test
    void aListingThatFailsIsTriedAgainAndOneThatIsDeniedIsNot() throws Exception {
        has.hasDump("2026-06-30", "2026-06-30");
        has.stored.misbehaveAt(1, 1, Asked::isListing, Misdeed.slowDown());
        assertThat(only().isComplete()).isTrue();
        has.stored.misbehave(Asked::isListing, Misdeed.accessDenied());
        assertThatThrownBy(this::dumps)
                .isInstanceOf(LoadStopped.Failed.class)
                .hasMessageContaining("403: AccessDenied: Access Denied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html/>",
                "<ListBucketResult>",
                "<ListBucketResult></ListBucketResult>",
                "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>",
                "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>again</NextContinuationToken></ListBucketResult>",
                "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>bulk-data/a</Key></Contents></ListBucketResult>",
                "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><ListBucketResult><IsTruncated>&b;</IsTruncated></ListBucketResult>"
            })
    void whatIsNoListingIsRefusedInWords(String body) {
        has.stored.misbehave(Asked::isListing, new Misdeed.Status(200, Map.of(), body));
        assertThatThrownBy(this::dumps)
                .isInstanceOf(LoadStopped.Failed.class)
                .hasMessageContaining("expected");
    }

    @Test
    void aPartIsReadFromItsByteOnWhateverIsCut() throws Exception {
        has.hasDump("2026-06-30", "2026-06-30");
        var bucket = has.bucket();
        var file = bucket.find(name("opinions", "2026-06-30")).orElseThrow();
        assertThat(file.etag()).endsWith("-17\"");
        has.stored.forget();
        has.stored.misbehave(_ -> true, new Misdeed.Cut(400_000));
        try (var in = bucket.open(file, 1_000_001, Long.MAX_VALUE)) {
            assertThat(in.readAllBytes())
                    .isEqualTo(Arrays.copyOfRange(has.bytes(file.name()), 1_000_001, 3_000_000));
        }
        assertThat(has.stored.sent()).isLessThan(2_200_000);
    }

    @Test
    void anObjectThatChangesIsNotReadOn() throws Exception {
        has.hasDump("2026-06-30", "2026-06-30");
        var bucket = has.bucket();
        var file = bucket.find(name("opinions", "2026-06-30")).orElseThrow();
        has.stored.misbehaveAt(1, 1, _ -> true, new Misdeed.Cut(400_000));
        try (var in = bucket.open(file, 0, Long.MAX_VALUE)) {
            in.readNBytes(300_000);
            has.stored.put(
                    StoredObject.of(
                            Dumpling.PREFIX + file.name(), new Content.Noise(3_000_000, 99)));
            assertThatThrownBy(in::readAllBytes).isInstanceOf(ObjectChangedException.class);
        }
    }

    @Test
    void aScriptThatChangesWhileItIsListedIsSaid() throws Exception {
        has.hasDump("2026-06-30", "2026-06-30");
        has.stored.before(
                1,
                asked -> asked.key().endsWith(".sh"),
                () -> has.put("load-bulk-data-2026-06-30.sh", "another one, and longer"));
        assertThatThrownBy(() -> dumps().all())
                .isInstanceOf(LoadStopped.Failed.class)
                .hasMessageContaining("load-bulk-data-2026-06-30.sh");
    }

    @Test
    void aSourceThatStaysAwayPauses() {
        has.stored.misbehave(_ -> true, Misdeed.internalError());
        assertThatThrownBy(() -> has.bucket(Duration.ofMillis(100)).files())
                .isInstanceOf(LoadStopped.Paused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "bulk-data"})
    void aFolderIsABucketToo(String below) throws Exception {
        has.hasDump("2026-06-30", "2026-07-01");
        var files = Files.createDirectories(folder.resolve(below));
        for (var file : has.bucket().files()) {
            Files.write(files.resolve(file.name()), has.bytes(file.name()));
        }
        Files.writeString(files.resolve(".courts-2026-06-30.csv.bz2.part.etag"), "not one of them");
        Files.writeString(files.resolve("courts-2026-06-30.csv.bz2.part"), "nor this");
        var bucket = new FolderBucket(folder);
        assertThat(bucket.files()).hasSize(5);
        var dump = Dumps.of(bucket).newestComplete().orElseThrow();
        assertThat(dump.script().orElseThrow().etag())
                .isEqualTo(only().script().orElseThrow().etag());
        var file = dump.files().get(name("dockets", "2026-06-30"));
        try (var in = bucket.open(file, 1_999_990, Long.MAX_VALUE)) {
            assertThat(in.readAllBytes())
                    .isEqualTo(Arrays.copyOfRange(has.bytes(file.name()), 1_999_990, 2_000_000));
        }
        Files.write(files.resolve(file.name()), new byte[2_000_001]);
        assertThatThrownBy(() -> bucket.open(file, 0, 1))
                .isInstanceOf(ObjectChangedException.class);
    }
}
