package org.civichopper.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.Test;

/// Ten thousand runs and failures make the page neither slow nor long.
class TenThousandPageTest {

    private static final Duration SLOW = Duration.ofSeconds(2); // a busy machine, not a slow page
    private static final int LONG = 200_000;

    private static final String RUNS =
            """
            INSERT INTO hopper.run (id, jurisdiction_id, source, began_at, ended_at, closed_at, outcome)
            SELECT 'run-' || n, '%s', 'scrape', clock_timestamp() - make_interval(mins => n),
                   clock_timestamp(), clock_timestamp(), 'complete'
              FROM generate_series(1, 10000) AS n
            """
                    .formatted(Site.DELAWARE);

    private static final String REJECTED =
            """
            INSERT INTO hopper.rejected (
                jurisdiction_id, kind, file, message, place, expected, found, run_id)
            SELECT '%s', 'bill', 'message ' || n, '{}', 'place ' || n %% 500, 'a date', 'none', 'run-1'
              FROM generate_series(1, 10000) AS n
            """
                    .formatted(Site.DELAWARE);

    @Test
    void tenThousandRunsAndFailuresMakeNoPageSlowOrLong() throws Exception {
        try (var site = Site.open();
                var page = ServedPage.of(site, true)) {
            site.execute(RUNS);
            site.execute(REJECTED);
            page.get("/?range=30d"); // compiles, connects, plans

            for (var path :
                    List.of(
                            "/?jurisdiction=de",
                            "/?jurisdiction=de&range=7d",
                            "/run?id=run-1&of=" + Scope.encoded(Site.DELAWARE),
                            "/document?key=" + Scope.encoded("message 17"),
                            "/failure?id=r17")) {
                var begin = System.nanoTime();
                var answer = page.get(path);
                var took = Duration.ofNanos(System.nanoTime() - begin);
                assertThat(answer.status()).as(path).isEqualTo(200);
                assertThat(answer.body().length()).as(path).isLessThan(LONG);
                assertThat(took).as(path).isLessThan(SLOW);
            }
        }
    }
}
