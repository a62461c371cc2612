package org.civichopper.bulk.courtlistener;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.civichopper.localcloud.bucket.Misdeed;
import org.civichopper.localcloud.courts.InventedDump;
import org.junit.jupiter.api.Test;

/// What a bucket and a dump may do, and what a load says then.
class HonestDumpTest {

    @Test
    void aDumpComesWholeFromABucketThatCutsAndSlowsDown() {
        try (var courts = Courts.with(400)) {
            courts.bucket.misbehaveAt(1, 12, Courts::isData, new Misdeed.Cut(30_000));
            courts.bucket.misbehaveAt(13, 2, Courts::isData, Misdeed.slowDown());
            var packed = size(courts);

            var ran = courts.load();

            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(ran.count("read")).isEqualTo(5 + 400 + 400 + 400 + 2_000 + 800);
            assertThat(courts.rows(Courts.OPINIONS)).isEqualTo(400);
            assertThat(courts.bucket.sent()).isLessThan(packed * 11 / 10);
            assertThat(ran.json().path("orphans").size()).isEqualTo(1);
        }
    }

    private static long size(Courts courts) {
        return new InventedDump(Courts.DAY, 400, 1)
                .files().keySet().stream().mapToLong(key -> courts.bytes(key).length).sum();
    }

    @Test
    void whatStandsIsNotLoadedAgain() {
        try (var courts = Courts.with(20)) {
            courts.load();
            courts.bucket.forget();

            var again = courts.load();

            assertThat(again.exitCode()).isZero();
            assertThat(again.count("read")).isZero();
            assertThat(courts.bucket.asked()).noneMatch(Courts::isData);
            assertThat(courts.load("--force").count("inserted")).isEqualTo(5 + 20 * 10);
        }
    }

    @Test
    void whatWasRolledBackIsNotPromotedAgainUnlessForced() {
        try (var courts = Courts.with(20)) {
            courts.load();
            courts.has(Courts.DAY.plusMonths(3), 22);
            courts.load();
            assertThat(courts.rows(Courts.OPINIONS)).isEqualTo(22);

            assertThat(courts.hopper("load", "rollback", "courtlistener").exitCode()).isZero();
            assertThat(courts.rows(Courts.OPINIONS)).isEqualTo(20);
            var again = courts.load();

            assertThat(again.exitCode()).isEqualTo(1);
            assertThat(again.error()).contains("rolled back", "--force");
            assertThat(courts.rows(Courts.OPINIONS)).isEqualTo(20);
            assertThat(courts.load("--force").exitCode()).isZero();
            assertThat(courts.rows(Courts.OPINIONS)).isEqualTo(22);
        }
    }

    @Test
    void aNewerDumpThatIsNotFinishedIsLeftAlone() {
        try (var courts = Courts.with(20)) {
            var newer = new InventedDump(Courts.DAY.plusMonths(3), 30, 1).files();
            newer.forEach((key, bytes) -> {
                if (!key.endsWith(".sh")) {
                    courts.bucket.put(key, bytes);
                }
            });

            assertThat(courts.load().json().path("dump").asText()).isEqualTo("2026-07-01");
        }
    }

    @Test
    void anEmptyFileMakesADumpIncomplete() {
        try (var courts = Courts.with(20)) {
            courts.bucket.put(Courts.key(Courts.CITATIONS), new byte[14]);

            var ran = courts.load();
            var others = courts.load("--date", "2026-07-01", "--tables", "courts,dockets");

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.error()).contains("citations-2026-06-30.csv.bz2");
            assertThat(others.exitCode()).as(others.err()).isZero();
            assertThat(others.count("read")).isEqualTo(25);
        }
    }

    @Test
    void aFlippedBitIsDamageAndPromotesNothing() {
        try (var courts = Courts.with(200)) {
            var bytes = courts.bytes(Courts.key(Courts.OPINIONS));
            bytes[bytes.length / 2] ^= 4;
            courts.bucket.put(Courts.key(Courts.OPINIONS), bytes);

            var ran = courts.load();

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.error()).contains("opinions-2026-06-30.csv.bz2", "damaged at byte");
            assertThat(courts.one("SELECT to_regclass('courtlistener.search_court')")).isNull();
            assertThat(courts.one("SELECT count(*) FROM pg_namespace WHERE nspname LIKE '%run%'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void aFileThatEndsEarlyIsDamage() {
        try (var courts = Courts.with(20)) {
            var bytes = courts.bytes(Courts.key(Courts.OPINIONS));
            courts.bucket.put(Courts.key(Courts.OPINIONS), Arrays.copyOf(bytes, bytes.length - 9));

            assertThat(courts.load().error()).contains("opinions-2026-06-30.csv.bz2");
        }
    }

    @Test
    void aTableWhoseFileChangesUnderTheReaderBeginsAnewWithTheNewOne() {
        try (var courts = Courts.with(300)) {
            var key = Courts.key(Courts.OPINIONS);
            var other = new InventedDump(Courts.DAY, 300, 2).files().get(key);
            courts.bucket.misbehaveAt(
                    1, 1, asked -> asked.key().equals(key), new Misdeed.Cut(40_000));
            courts.bucket.before(
                    2, asked -> asked.key().equals(key), () -> courts.bucket.put(key, other));

            var ran = courts.load();

            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(ran.err()).contains("begins it anew");
            assertThat(courts.one("SELECT sha1 FROM courtlistener.search_opinion WHERE id = 1"))
                    .isEqualTo(sha1(other));
            assertThat(courts.rows(Courts.OPINIONS)).isEqualTo(300);
        }
    }

    private static String sha1(byte[] packed) {
        try (var courts = Courts.empty()) {
            courts.bucket.put(Courts.key(Courts.OPINIONS), packed);
            var found = new String[1];
            courts.edit(
                    Courts.OPINIONS,
                    text -> {
                        found[0] = text.split("\n", 3)[1].split("\",\"")[4];
                        return text;
                    });
            return found[0];
        }
    }

    @Test
    void aBadRecordIsSetAsideWithItsPlaceAndTheOthersAreLoaded() {
        try (var courts = Courts.with(20)) {
            courts.edit(
                    Courts.CITATIONS,
                    text ->
                            text.replace("\n\"7\",", "\n\"7\",\"1\",\"too\",\"few\"\n\"70007\",")
                                    .replaceFirst("\n\"9\",\"\\d+\"", "\n\"9\",\"many\"")
                                    .replaceFirst("\n\"11\",", "\n,"));

            var ran = courts.load();

            assertThat(ran.exitCode()).as(ran.err()).isEqualTo(3);
            assertThat(ran.count("rejected")).isEqualTo(3);
            assertThat(ran.count("read")).isEqualTo(ran.count("inserted") + 3);
            assertThat(courts.rows(Courts.CITATIONS)).isEqualTo(41 - 3);
            assertThat(
                            courts.one(
                                    "SELECT string_agg(coalesce(key, '-') || ' ' || expected, '; ' ORDER BY reject_id) FROM hopper.load_reject"))
                    .isEqualTo(
                            "7 a record that Postgres takes; 9 a record that Postgres takes in column volume; - a record that Postgres takes in column id");
            var place =
                    courts.one("SELECT place FROM hopper.load_reject ORDER BY reject_id LIMIT 1");
            assertThat(place).startsWith("citations-2026-06-30.csv, byte ");
        }
    }

    @Test
    void moreBadRecordsThanMayBePromoteNothingAndCanBeSeen() {
        try (var courts = Courts.with(20)) {
            courts.edit(
                    Courts.CITATIONS,
                    text -> text.replaceAll("\n\"(\\d+)\",\"\\d+\"", "\n\"$1\",\"x\""));

            var ran = courts.load();
            var shown = courts.hopper("load", "runs", "show", "1", "--rejects", "--json");

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.error()).contains("at most 10 rejected", "found 40");
            assertThat(shown.json().path("rejects").size()).isEqualTo(40);
            assertThat(courts.one("SELECT to_regclass('courtlistener.search_court')")).isNull();
        }
    }

    @Test
    void aTableThatShrankIsNotPromoted() {
        try (var courts = Courts.with(50)) {
            courts.load();
            courts.has(Courts.DAY.plusMonths(3), 20);

            var ran = courts.load();

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.error()).contains("--max-shrink", "--force");
            assertThat(courts.rows(Courts.OPINIONS)).isEqualTo(50);
        }
    }

    @Test
    void aDuplicateKeyFailsAndIsNamed() {
        try (var courts = Courts.with(20)) {
            courts.edit(Courts.CITATIONS, text -> text.replace("\n\"9\",", "\n\"8\","));

            var ran = courts.load();

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.error()).contains("search_citation", "(8)");
        }
    }

    @Test
    void aHeaderThatIsNotTheLoadScriptsFails() {
        try (var courts = Courts.with(20)) {
            courts.edit(
                    Courts.CITATIONS,
                    text -> text.replaceFirst("volume,reporter", "reporter,volume"));

            var ran = courts.load();

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.error())
                    .contains("citations-2026-06-30", "id,volume", "id,reporter,volume");
        }
    }

    @Test
    void viewsOfOthersAreNamedBeforeAnythingIsLoaded() {
        try (var courts = Courts.with(20)) {
            courts.load();
            courts.execute("CREATE VIEW mine AS SELECT count(*) FROM courtlistener.search_opinion");
            courts.bucket.forget();
            courts.has(Courts.DAY.plusMonths(3), 22);

            var ran = courts.load();

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.error()).contains("view mine", "search_opinion");
            assertThat(courts.bucket.asked()).noneMatch(Courts::isData);
        }
    }

    @Test
    void onlyTheTablesThatWereAskedForAreExchanged() {
        try (var courts = Courts.with(20)) {
            courts.load();
            courts.has(Courts.DAY.plusMonths(3), 24);

            var ran = courts.load("--tables", "opinions");

            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(courts.rows(Courts.OPINIONS)).isEqualTo(24);
            assertThat(courts.rows(Courts.CITATIONS)).isEqualTo(40);
            assertThat(ran.json().path("orphans").findValuesAsText("table"))
                    .contains(Courts.OPINIONS);
        }
    }

    @Test
    void aSourceThatStaysAwayPausesAndTheSameCommandGoesOn() {
        try (var courts = Courts.with(200)) {
            var key = Courts.key(Courts.OPINIONS);
            courts.bucket.misbehave(asked -> asked.key().equals(key), Misdeed.internalError());

            var paused = courts.load("--retry-for", "1s");
            courts.bucket.behave();
            courts.bucket.forget();
            var done = courts.load();

            assertThat(paused.exitCode()).as(paused.err()).isEqualTo(75);
            assertThat(done.exitCode()).isZero();
            assertThat(done.json().path("run")).isEqualTo(paused.json().path("run"));
            assertThat(courts.rows(Courts.OPINIONS)).isEqualTo(200);
        }
    }

    @Test
    void emptyAndNullStayApart() {
        try (var courts = Courts.with(60)) {
            courts.load("--tables", "opinion-clusters");

            var expected = new long[2];
            courts.edit(
                    "search_opinioncluster",
                    text -> {
                        expected[0] =
                                text.lines()
                                        .filter(line ->
                                                line.matches("\"\\d+\",\"[^\"]*\",\"[^\"]*\",,.*"))
                                        .count();
                        expected[1] =
                                text.lines()
                                        .filter(line ->
                                                line.matches(
                                                        "\"\\d+\",\"[^\"]*\",\"[^\"]*\",\"\",.*"))
                                        .count();
                        return text;
                    });
            assertThat(
                            courts.one(
                                    "SELECT count(*) FILTER (WHERE judges IS NULL) || ' ' || count(*) FILTER (WHERE judges = '') FROM courtlistener.search_opinioncluster"))
                    .isEqualTo(expected[0] + " " + expected[1]);
            assertThat(expected[0]).isPositive();
            assertThat(expected[1]).isPositive();
        }
    }

    @Test
    void theSameLoadTwiceAtOnceIsOne() {
        try (var courts = Courts.with(20)) {
            var second = new Courts.Ran[1];
            courts.bucket.before(1, Courts::isData, () -> second[0] = courts.load());

            var first = courts.load();

            assertThat(first.exitCode()).as(first.err()).isZero();
            assertThat(second[0].exitCode()).isEqualTo(1);
            assertThat(second[0].error()).contains("another run is in progress: 1");
            assertThat(courts.rows(Courts.OPINIONS)).isEqualTo(20);
        }
    }

    @Test
    void aTableThatLeftTheDumpStepsAsideAndARollbackBringsItBack() {
        try (var courts = Courts.with(20)) {
            courts.load();
            var next = Courts.DAY.plusMonths(3);
            courts.has(next, 22);
            var key = "bulk-data/load-bulk-data-2026-10-01.sh";
            courts.bucket.put(key, withoutCitations(courts.bytes(key)));

            var ran = courts.load();

            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(courts.one("SELECT to_regclass('courtlistener.search_citation')")).isNull();
            courts.hopper("load", "rollback", "courtlistener");
            assertThat(courts.rows(Courts.CITATIONS)).isEqualTo(40);
            assertThat(courts.rows(Courts.OPINIONS)).isEqualTo(20);
        }
    }

    private static byte[] withoutCitations(byte[] script) {
        var text = new String(script, StandardCharsets.UTF_8);
        return text.substring(0, text.indexOf("\necho \"Loading citations-"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
