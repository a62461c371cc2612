package org.civichopper.bulk.openstates.zip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.civichopper.bulk.LoadedDatabase.Ran;
import org.civichopper.localcloud.bucket.Misdeed;
import org.civichopper.localcloud.bucket.PublicBucket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Zips of one session that follow each other, and the API beside them.
class CurrentTest {

    private static final String FIRST = "ocd-bill/4e04d545-075a-45b3-8c33-f4454a42594c";
    private static final String VOTE_OF_FIRST = "ocd-vote/be0a38b2-e343-49a1-8fbd-209eaaaf856a";
    private static final String ROWS =
            """
            SELECT string_agg(x::text, E'\\n' ORDER BY x::text)
              FROM (SELECT to_jsonb(b) AS x FROM openstates.bills b
                     UNION ALL SELECT to_jsonb(s) FROM openstates.bill_sponsorships s
                     UNION ALL SELECT to_jsonb(v) FROM openstates.votes v
                     UNION ALL SELECT to_jsonb(r) FROM openstates.vote_records r
                     UNION ALL SELECT to_jsonb(s) FROM openstates.legislative_sessions s) AS x
            """;

    @TempDir private Path folder;
    private Sessions sessions;

    @BeforeEach
    void open() {
        sessions = Sessions.in(folder);
    }

    private static void assertCounts(Ran ran, int inserted, int updated, int unchanged, int gone) {
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(
                        new long[] {
                            ran.count("inserted"),
                            ran.count("updated"),
                            ran.count("unchanged"),
                            ran.count("deleted")
                        })
                .containsExactly(inserted, updated, unchanged, gone);
    }

    private static Map<String, String> of(String time) {
        var members = Sessions.members("csv");
        members.put("README", Sessions.readme(time));
        return members;
    }

    @Test
    void theSameZipAgainWritesNothing() {
        assertCounts(sessions.load(Sessions.sample("csv")), 23, 0, 0, 0);
        var rows = sessions.one(ROWS);
        assertCounts(sessions.load(Sessions.sample("csv")), 0, 0, 23, 0);
        assertThat(sessions.one(ROWS)).isEqualTo(rows);
        assertThat(
                        sessions.ask(
                                "SELECT status || items_processed || session_identifier FROM openstates.ingestion_logs"))
                .containsExactly("completed232023", "completed232023");
    }

    @Test
    void anOlderZipWritesNothingButByForce() {
        assertCounts(sessions.load(Sessions.sample("csv")), 23, 0, 0, 0);
        var rows = sessions.one(ROWS);
        var members = of("2024-01-01 00:00:00");
        members.computeIfPresent(
                Sessions.PREFIX + "bills.csv", (_, bills) -> bills.replace("number 1", "old 1"));
        var older = sessions.zip("older.zip", members);
        var ran = sessions.load(older);
        assertCounts(ran, 0, 0, 23, 0);
        assertThat(ran.err()).contains("--force");
        assertThat(sessions.one(ROWS)).isEqualTo(rows);

        assertThat(sessions.load(older, "--force").count("updated")).isPositive();
        assertThat(sessions.one("SELECT title FROM openstates.bills WHERE id = '" + FIRST + "'"))
                .contains("old 1");
        assertThat(
                        sessions.one(
                                "SELECT count(DISTINCT openstates_updated_at) FROM openstates.bills"))
                .isEqualTo("1");
    }

    @Test
    void aNewerZipChangesWhatChangedAndLeavesTheRestAsItStands() {
        assertCounts(sessions.load(Sessions.sample("csv")), 23, 0, 0, 0);
        var others =
                "SELECT string_agg(id || updated_at, ' ' ORDER BY id) FROM openstates.bills WHERE id <> '"
                        + FIRST
                        + "'";
        var before = sessions.one(others);
        var members = of("2025-07-01 00:00:00");
        members.computeIfPresent(
                Sessions.PREFIX + "votes.csv", (_, votes) -> votes.replace("RC#1,", "RC#1a,"));
        assertCounts(sessions.load(sessions.zip("newer.zip", members)), 0, 1, 22, 0);
        assertThat(sessions.one(others)).isEqualTo(before);
        assertThat(
                        sessions.ask(
                                "SELECT DISTINCT openstates_updated_at::date::text FROM openstates.bills"))
                .containsExactly("2025-07-01");
    }

    private static Map<String, String> withBills(String time, int most) {
        var members = of(time);
        members.keySet().removeIf(name -> name.contains("_bill_") || name.contains("_vote"));
        members.computeIfPresent(
                Sessions.PREFIX + "bills.csv",
                (_, bills) ->
                        String.join("\r\n", bills.lines().limit(most + 1L).toList()) + "\r\n");
        return members;
    }

    @Test
    void whatANewerZipNoLongerHasGoesIfItIsNotTooMuch() {
        assertCounts(sessions.load(Sessions.sample("csv")), 23, 0, 0, 0);
        var fewer = sessions.zip("fewer.zip", withBills("2025-07-01 00:00:00", 10));
        var refused = sessions.load(fewer);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.error()).contains("--max-shrink");
        assertThat(sessions.one("SELECT count(*) FROM openstates.votes")).isEqualTo("24");

        assertThat(sessions.load(fewer, "--max-shrink", "60%").count("deleted")).isEqualTo(13);
        assertThat(sessions.one("SELECT count(*) FROM openstates.bills")).isEqualTo("10");
        assertThat(sessions.one("SELECT count(*) FROM openstates.vote_records")).isEqualTo("0");
    }

    @Test
    void whatCameFromTheApiIsNotTouched() {
        assertCounts(sessions.load(Sessions.sample("csv")), 23, 0, 0, 0);
        sessions.execute(
                "UPDATE openstates.bills SET origin = 'api', title = 'of the API', openstates_updated_at = '2020-01-01' WHERE id = '"
                        + FIRST
                        + "'");
        var members = of("2025-07-01 00:00:00");
        // The vote of that bill comes under another one.
        members.computeIfPresent(
                Sessions.PREFIX + "votes.csv",
                (_, votes) ->
                        votes.replace(FIRST, "ocd-bill/d57cda61-f646-4955-ae87-348c75d42672"));
        assertCounts(sessions.load(sessions.zip("newer.zip", members)), 0, 0, 23, 0);
        assertThat(
                        sessions.one(
                                "SELECT title || origin || openstates_updated_at::date FROM openstates.bills WHERE id = '"
                                        + FIRST
                                        + "'"))
                .isEqualTo("of the APIapi2020-01-01");
        assertThat(
                        sessions.one(
                                "SELECT bill_id FROM openstates.votes WHERE id = '"
                                        + VOTE_OF_FIRST
                                        + "'"))
                .isEqualTo(FIRST);

        var without = withBills("2025-08-01 00:00:00", 23);
        without.computeIfPresent(
                Sessions.PREFIX + "bills.csv",
                (_, bills) -> bills.replaceFirst(FIRST + ".*\r\n", ""));
        assertThat(sessions.load(sessions.zip("without.zip", without)).exitCode()).isZero();
        assertThat(sessions.one("SELECT title FROM openstates.bills WHERE id = '" + FIRST + "'"))
                .isEqualTo("of the API");
    }

    @Test
    void aZipIsFetchedOnceAndCutsAreGoneOnBehind() throws Exception {
        try (var bucket = PublicBucket.start()) {
            var zip = Files.readAllBytes(Sessions.sample("csv"));
            bucket.put("csv/latest/NC_2023_csv_5Yu2.zip", zip);
            bucket.misbehaveAt(1, 1, _ -> true, new Misdeed.Cut(zip.length / 3));
            var address = bucket.url() + "/csv/latest/NC_2023_csv_5Yu2.zip";
            var ran = sessions.load(address);
            assertCounts(ran, 23, 0, 0, 0);
            assertThat(bucket.sent()).isLessThan(zip.length * 11L / 10);

            bucket.forget();
            var official = "https://data.openstates.org/csv/latest/NC_2023_csv_5Yu2.zip";
            assertCounts(sessions.load(official, "--source", bucket.url()), 0, 0, 23, 0);
            assertThat(bucket.sent()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void aRehearsalSaysWhatItWouldAskForAndWritesNothing() throws Exception {
        try (var bucket = PublicBucket.start()) {
            var zip = Files.readAllBytes(Sessions.sample("csv"));
            bucket.put("NC.zip", zip);
            var ran = sessions.load(bucket.url() + "/NC.zip", "--dry-run");
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(ran.json().path("run").isNull()).isTrue();
            assertThat(ran.json().at("/plan/requests").asInt()).isEqualTo(1);
            assertThat(ran.json().at("/plan/bytes").asInt()).isEqualTo(zip.length);
            assertThat(sessions.one("SELECT to_regnamespace('openstates')")).isNull();
            assertThat(folder.resolve("cache")).doesNotExist();
        }
    }
}
