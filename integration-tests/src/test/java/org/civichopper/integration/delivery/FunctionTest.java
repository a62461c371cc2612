package org.civichopper.integration.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civichopper.integration.ReferenceRows;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Site;
import org.civichopper.uploader.ScrapeDirectory;
import org.civichopper.uploader.SendingRules;
import org.civichopper.uploader.Upload;
import org.civichopper.uploader.UploadConfig;
import org.civichopper.uploader.UploadListener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A scrape on its whole way: the uploader, the bucket, the queue, the function, the tables.
class FunctionTest {

    @TempDir private static Path data;
    private static Site site;
    private static Map<String, Object> answer;

    @BeforeAll
    static void uploadAndTick() throws InterruptedException {
        DelawareScrape.write(DelawareScrape.documents(), data);
        site = Site.open();
        upload();
        answer = site.tick();
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void everythingThatWasUploadedStands() throws Exception {
        assertThat(answer)
                .containsEntry("messages", DelawareScrape.DOCUMENTS)
                .containsEntry("postponed", 0);
        assertThat(site.count("opencivicdata_bill")).isEqualTo(DelawareScrape.BILLS);
        assertThat(site.count("opencivicdata_voteevent")).isEqualTo(DelawareScrape.VOTES);
        assertThat(site.rows("SELECT identifier FROM opencivicdata_legislativesession"))
                .containsExactlyInAnyOrder("152", "153");
        assertThat(site.count("hopper.parked")).isZero();
        assertThat(site.count("hopper.rejected")).isZero();
    }

    @Test
    void whatIsImportedIsPutAwayWithAReceiptAndTheTimeItCame() throws Exception {
        assertThat(site.rows("SELECT count(DISTINCT object_key) FROM hopper.receipt"))
                .containsExactly(Integer.toString(DelawareScrape.DOCUMENTS));
        assertThat(site.deadLetters()).isZero();
        assertThat(site.keys("archived/"))
                .hasSizeGreaterThanOrEqualTo(DelawareScrape.DOCUMENTS)
                .allMatch(key ->
                        key.matches(
                                "archived/\\d{4}-\\d\\d-\\d\\d/de/.+\\.[0-9a-f]{12}\\.json(\\.gz)?"))
                .allSatisfy(key ->
                        assertThat(site.metadata(key).get("hopper-first-modified"))
                                .satisfies(Instant::parse));
    }

    @Test
    void aVoteFindsItsBillByNumberWhenItNamesAnIdThatNeverCame() throws Exception {
        assertThat(
                        site.rows(
                                """
                                SELECT b.identifier
                                  FROM opencivicdata_voteevent v
                                  JOIN opencivicdata_bill b ON b.id = v.bill_id
                                 WHERE v.dedupe_key = 'HB 3#15'
                                """))
                .containsExactly("HB 3");
    }

    @Test
    void theSameScrapeAgainWritesNoRow() throws Exception {
        var written = whereEveryRowLies();
        upload();

        assertThat(site.tick())
                .containsEntry("documents", Map.of("noop", DelawareScrape.DOCUMENTS));

        assertThat(whereEveryRowLies()).isEqualTo(written);
        assertThat(site.keys("de/")).isEmpty();
        assertThat(site.held() + site.waiting()).isZero();
    }

    @Test
    void bucketAndDirectoryLeadToTheSameRows() throws Exception {
        assertThat(site.normalizedRows()).hasSizeGreaterThan(200).isEqualTo(ReferenceRows.ROWS);
    }

    private static void upload() throws InterruptedException {
        var all = new SendingRules(Optional.empty(), SendingRules.AT_ONCE, true, false);
        try (var upload = new Upload(UploadConfig.from(site.env()))) {
            var result = upload.send(ScrapeDirectory.of(data), all, UploadListener.SILENT);
            assertThat(result.total()).isEqualTo(DelawareScrape.DOCUMENTS);
        }
    }

    /// Changes when anybody so much as rewrites a row with what it held.
    private static List<String> whereEveryRowLies() throws SQLException {
        var places = new ArrayList<String>();
        for (var table : site.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
            places.addAll(
                    site.rows("SELECT '" + table + "', ctid, xmin FROM " + table + " ORDER BY 2"));
        }
        return places;
    }
}
