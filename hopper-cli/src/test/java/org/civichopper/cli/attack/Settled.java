package org.civichopper.cli.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import org.civichopper.cli.SoundTables;
import org.civichopper.cli.function.Site;

/// What has to hold of everything that was delivered once the queue is empty, whatever happened on
/// the way: nothing is lost and nothing is doubled.
final class Settled {

    private static final String REASON = ".reason.json";
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Site site;

    private Settled(Site site) {
        this.site = site;
    }

    /// Ticks until the queue is empty, then checks.
    static void drainAndCheck(Site site, Set<Delivered> delivered) throws SQLException {
        site.drain(LONGEST);
        var settled = new Settled(site);
        settled.checkEveryDocumentHasAnEnd(delivered);
        settled.checkEveryObjectHasOnePlace(delivered);
        assertThat(site.deadLetters()).as("dead letters").isZero();
        try (var connection = site.connect()) {
            SoundTables.check(connection);
        }
    }

    private static final String HANDLED =
            """
            SELECT DISTINCT object_key FROM hopper.receipt
            """;

    // A receipt is for good, and tells the first end of its object: what was parked may stand now.
    private static final String WITHOUT_END =
            """
            SELECT object_key, outcome
              FROM hopper.receipt r
             WHERE CASE outcome
                   WHEN 'rejected' THEN
                        NOT EXISTS (SELECT FROM hopper.rejected WHERE file = r.object_key)
                   WHEN 'parked' THEN
                        (SELECT count(*) FROM hopper.parked p WHERE p.scraped_id = r.scraped_id)
                      + (SELECT count(*) FROM hopper.scraped_id s
                          WHERE s.scraped_id = r.scraped_id AND s.kind = r.kind) <> 1
                   ELSE NOT EXISTS (SELECT FROM hopper.document d
                                     WHERE d.database_id = r.database_id) END
            """;

    private void checkEveryDocumentHasAnEnd(Collection<Delivered> delivered) throws SQLException {
        assertThat(site.rows(HANDLED))
                .as("objects with a receipt")
                .containsExactlyInAnyOrderElementsOf(
                        delivered.stream().map(Delivered::key).distinct().toList());
        assertThat(site.rows(WITHOUT_END))
                .as("receipts for what neither stands nor waits nor is rejected")
                .isEmpty();
    }

    private void checkEveryObjectHasOnePlace(Collection<Delivered> delivered) throws SQLException {
        var keys = site.keys("");
        assertThat(keys.stream().filter(key -> !key.endsWith(REASON)).map(Delivered::at))
                .as("objects, each in one place")
                .containsExactlyInAnyOrderElementsOf(delivered);
        var rejected =
                keys.stream()
                        .filter(key -> key.startsWith("rejected/") && !key.endsWith(REASON))
                        .toList();
        assertThat(keys.stream().filter(key -> key.endsWith(REASON)))
                .as("reasons, each beside its object")
                .containsExactlyInAnyOrderElementsOf(
                        rejected.stream().map(key -> key + REASON).toList());
        assertThat(site.rows("SELECT stored_key FROM hopper.rejected"))
                .as("rejections, each of one object")
                .containsExactlyInAnyOrderElementsOf(rejected);
    }
}
