package org.civichopper.integration.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Patience;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A scraper as there are many, in Python and with boto3, at the local cloud.
class PythonScraperTest {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    @BeforeAll
    static void boto3IsThere() {
        assumeTrue(
                Boto3.found().findAny().isPresent(),
                "needs boto3: apt-get install python3-boto3, or pip install boto3");
    }

    static Stream<Boto3> boto3() {
        return Boto3.found();
    }

    @ParameterizedTest
    @MethodSource("boto3")
    void whatItPutsAndSendsComesBack(Boto3 boto3) throws Exception {
        try (var site = Site.open()) {
            assertThat(boto3.run("round_trip.py", "", site.env())).startsWith("all came back");
        }
    }

    @ParameterizedTest
    @MethodSource("boto3")
    void whatItSendsIsImported(Boto3 boto3) throws Exception {
        var vote = DelawareScrape.vote(DelawareScrape.id(0xc001), 1, DelawareScrape.id(0xb001));
        try (var site = Site.open()) {
            boto3.run(
                    "old_scraper.py",
                    line("de/vote_event_1.json", vote)
                            + line(DelawareScrape.billKey(1), DelawareScrape.bill(1))
                            + line(
                                    DelawareScrape.JURISDICTION_KEY,
                                    DelawareScrape.jurisdiction("153rd")),
                    site.env());

            Patience.until(
                    LONGEST,
                    () -> {
                        site.tick();
                        return site.count("opencivicdata_voteevent") == 1;
                    });

            assertThat(
                            site.rows(
                                    """
                                    SELECT b.identifier, v.dedupe_key
                                      FROM opencivicdata_voteevent v
                                      JOIN opencivicdata_bill b ON b.id = v.bill_id
                                    """))
                    .containsExactly("HB 1|HB 1#passage");
            assertThat(site.rows("SELECT file FROM hopper.rejected")).isEqualTo(List.of());
            assertThat(site.keys("de/")).isEmpty();
        }
    }

    private static String line(String key, String json) {
        return key + "\t" + json.replaceAll("\\s*\\R\\s*", " ") + "\n";
    }
}
