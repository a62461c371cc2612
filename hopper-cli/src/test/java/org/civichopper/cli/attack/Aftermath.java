package org.civichopper.cli.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.civichopper.cli.SoundTables;
import org.civichopper.cli.function.Site;

/// What has to hold once an attack is over, whatever it was: nothing lost, doubled or stale.
final class Aftermath {

    private static final Pattern STORED =
            Pattern.compile(
                    "(?:archived|rejected)/\\d{4}-\\d\\d-\\d\\d/(.+)\\.[0-9a-f]{12}(\\.json(?:\\.gz)?)");

    private Aftermath() {}

    /// @param delivered the keys of all the objects that were delivered
    /// @param newest of each document, by key
    static void check(Site site, Collection<String> delivered, Map<String, byte[]> newest)
            throws SQLException {
        assertThat(site.waiting() + site.held()).as("messages left").isZero();
        assertThat(site.deadLetters()).as("dead letters").isZero();
        assertThat(site.rows("SELECT DISTINCT object_key FROM hopper.receipt"))
                .as("what has a receipt")
                .containsExactlyInAnyOrderElementsOf(delivered);
        assertThat(keysOfObjects(site))
                .as("where objects are, each in one place")
                .containsExactlyInAnyOrderElementsOf(delivered);
        try (var connection = site.connect()) {
            SoundTables.check(connection);
        }
        assertThat(site.normalizedRows()).as("rows").isEqualTo(undisturbed(newest));
    }

    // An object that lies where it was put comes under another name than its own, and is found out.
    private static List<String> keysOfObjects(Site site) {
        var keys = new ArrayList<String>();
        for (var key : site.keys("")) {
            var stored = STORED.matcher(key);
            if (stored.matches()) {
                keys.add(stored.group(1) + stored.group(2));
            } else if (!key.endsWith(".reason.json")) {
                keys.add("not put away: " + key);
            }
        }
        return keys;
    }

    /// The rows of the same documents where nothing went wrong.
    private static List<String> undisturbed(Map<String, byte[]> documents) throws SQLException {
        try (var site = Site.open()) {
            site.deliverAll(documents);
            site.tick();
            return site.normalizedRows();
        }
    }
}
