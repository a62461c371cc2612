package org.civichopper.integration.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Patience;
import org.civichopper.testing.Site;
import org.civichopper.uploader.ScrapeDirectory;
import org.civichopper.uploader.SendingRules;
import org.civichopper.uploader.Upload;
import org.civichopper.uploader.UploadConfig;
import org.civichopper.uploader.UploadListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// A scraper that speaks to bucket and queue itself, next to one whose files we send.
@Execution(ExecutionMode.CONCURRENT)
class OldScraperTest {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    @TempDir private Path data;

    @Test
    void whatEitherSendsMeetsInTheSameTables() throws Exception {
        var theirVote =
                DelawareScrape.vote(DelawareScrape.id(0xc002), 2, DelawareScrape.id(0xb002));
        var ourVote = DelawareScrape.vote(DelawareScrape.id(0xc001), 1, DelawareScrape.id(0xb001));
        try (var site = Site.open()) {
            site.deliverAsOldScrapersDo("de/vote_event_1.json", theirVote);
            site.deliverAsOldScrapersDo(DelawareScrape.billKey(1), DelawareScrape.bill(1));
            site.deliverAsOldScrapersDo(
                    DelawareScrape.JURISDICTION_KEY, DelawareScrape.jurisdiction("153rd"));
            upload(
                    site,
                    Map.of(
                            DelawareScrape.billKey(2),
                            DelawareScrape.bytes(DelawareScrape.bill(2)),
                            "de/vote_event_2.json",
                            DelawareScrape.bytes(ourVote)));

            Patience.until(
                    LONGEST,
                    () -> {
                        site.tick();
                        return site.count("opencivicdata_voteevent") == 2;
                    });

            assertThat(
                            site.rows(
                                    """
                                    SELECT b.identifier, v.dedupe_key
                                      FROM opencivicdata_voteevent v
                                      JOIN opencivicdata_bill b ON b.id = v.bill_id
                                     ORDER BY 1
                                    """))
                    .containsExactly("HB 1|HB 1#passage", "HB 2|HB 2#passage");
            assertThat(site.rows("SELECT file FROM hopper.rejected")).isEqualTo(List.of());
            assertThat(site.keys("de/")).isEmpty();
        }
    }

    private void upload(Site site, Map<String, byte[]> documents) throws InterruptedException {
        DelawareScrape.write(documents, data);
        var rules = new SendingRules(Optional.of(Site.DELAWARE), SendingRules.AT_ONCE, true, false);
        try (var upload = new Upload(UploadConfig.from(site.env()))) {
            assertThat(upload.send(ScrapeDirectory.of(data), rules, UploadListener.SILENT).total())
                    .isEqualTo(documents.size());
        }
    }
}
