package org.civichopper.integration.crash;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.civichopper.testing.Site;
import org.civichopper.testing.SoundTables;

/// What has to hold once an attack is over and the queue is empty, whatever the attack was: nothing
/// is lost, doubled or stale.
///
/// @param lost what was delivered and has no end (committed, parked or rejected), or no place in
///   the bucket
/// @param doubled objects in several places, and bills, votes and events that stand twice
/// @param stale rows that are not what the newest version of every document makes
record Aftermath(List<String> lost, List<String> doubled, List<String> stale) {

    private static final String REASON = ".reason.json";

    private static final String HANDLED =
            """
            SELECT DISTINCT object_key FROM hopper.receipt
            """;

    // A receipt is for good, and tells the first end of its object: what was parked may stand now.
    private static final String WITHOUT_END =
            """
            SELECT 'neither stands nor waits nor is rejected: ' || object_key
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

    /// Looks, writes down what it found, and fails unless that is nothing.
    ///
    /// @param strikes how often the attack struck
    /// @param newest the rows of an import that nobody disturbed
    static void check(
            Attack attack, int strikes, Site site, Set<Delivered> delivered, List<String> newest)
            throws SQLException {
        assertThat(site.held() + site.waiting()).as("messages left").isZero();
        assertThat(strikes).as("strikes").isPositive();
        var found =
                new Aftermath(
                        lost(site, delivered), doubled(site), stale(newest, site.normalizedRows()));
        AttackTable.add(attack, strikes, delivered.size(), found);
        assertThat(found.lost).as("lost").isEmpty();
        assertThat(found.doubled).as("doubled").isEmpty();
        assertThat(found.stale).as("stale").isEmpty();
        assertThat(site.rows(HANDLED))
                .as("what has a receipt")
                .hasSameElementsAs(delivered.stream().map(Delivered::key).collect(toSet()));
        checkRejectionsHaveTheirReasons(site);
        try (var connection = site.connect()) {
            SoundTables.check(connection);
        }
    }

    private static List<String> lost(Site site, Set<Delivered> delivered) throws SQLException {
        var lost = new ArrayList<>(site.rows(WITHOUT_END));
        var handled = new HashSet<>(site.rows(HANDLED));
        var stored = new HashSet<>(stored(site));
        for (var each : delivered) {
            if (!handled.contains(each.key())) {
                lost.add("without a receipt: " + each);
            }
            if (!stored.contains(each)) {
                lost.add("not put away: " + each);
            }
        }
        for (int number = site.deadLetters(); number > 0; number--) {
            lost.add("a dead letter");
        }
        return lost;
    }

    private static List<String> doubled(Site site) throws SQLException {
        var places = stored(site).stream().collect(groupingBy(each -> each, counting()));
        places.values().removeIf(number -> number == 1);
        var doubled = new ArrayList<>(places.keySet().stream().map(Delivered::toString).toList());
        try (var connection = site.connect()) {
            doubled.addAll(SoundTables.doubled(connection));
        }
        return doubled;
    }

    private static List<Delivered> stored(Site site) {
        return site.keys("").stream()
                .filter(key -> !key.endsWith(REASON))
                .map(Delivered::at)
                .toList();
    }

    // Rows that are missing and rows that should not be there.
    private static List<String> stale(List<String> newest, List<String> rows) {
        var stale = new ArrayList<>(without(rows, newest));
        stale.addAll(without(newest, rows));
        return stale;
    }

    // The same row may stand several times.
    private static List<String> without(List<String> some, List<String> others) {
        var left = new HashMap<String, Integer>();
        others.forEach(row -> left.merge(row, 1, Integer::sum));
        return some.stream().filter(row -> left.merge(row, -1, Integer::sum) < 0).toList();
    }

    private static void checkRejectionsHaveTheirReasons(Site site) throws SQLException {
        var keys = site.keys("rejected/");
        var objects = keys.stream().filter(key -> !key.endsWith(REASON)).toList();
        assertThat(keys.stream().filter(key -> key.endsWith(REASON)))
                .as("reasons, each beside its object")
                .containsExactlyInAnyOrderElementsOf(
                        objects.stream().map(key -> key + REASON).toList());
        assertThat(site.rows("SELECT stored_key FROM hopper.rejected WHERE stored_key IS NOT NULL"))
                .as("rejections, each of one object")
                .containsExactlyInAnyOrderElementsOf(objects);
    }
}
