package org.civichopper.integration.crash;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.civichopper.integration.ReferenceRows;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Site;

/// What a test has delivered so far: a jurisdiction, then bills, each with a vote.
final class Docket {

    static final Map<String, byte[]> JURISDICTION =
            Map.of(
                    DelawareScrape.JURISDICTION_KEY,
                    DelawareScrape.bytes(DelawareScrape.jurisdiction("153rd General Assembly")));

    private final Site site;
    private final Map<String, byte[]> delivered = new LinkedHashMap<>();
    private int bills;

    /// Begins with the jurisdiction, imported.
    Docket(Site site) {
        this.site = site;
        deliver(JURISDICTION);
        site.tick();
    }

    /// One more bill and its vote.
    ///
    /// @return their keys
    List<String> deliverNext() {
        bills++;
        var documents = bill(bills, 0, "An act relating to oysters");
        documents.putAll(vote(bills, 0, "Passage"));
        deliver(documents);
        return List.copyOf(documents.keySet());
    }

    void deliver(Map<String, byte[]> documents) {
        delivered.putAll(documents);
        site.deliverAll(documents);
    }

    Map<String, byte[]> delivered() {
        return delivered;
    }

    /// Checks what has become of everything, where nothing came in two versions.
    void check(Attack attack, int strikes) throws SQLException {
        check(attack, strikes, delivered);
    }

    /// Checks what has become of everything.
    ///
    /// @param newest of each document its newest version
    void check(Attack attack, int strikes, Map<String, byte[]> newest) throws SQLException {
        Aftermath.check(
                attack, strikes, site, Delivered.all(delivered), ReferenceRows.of(List.of(newest)));
    }

    /// @param age a smaller one is an older version
    static Map<String, byte[]> bill(int number, int age, String title) {
        var id = id(0xb, number, age);
        var document = DelawareScrape.bill(id, number, title);
        return documents("de/bill_" + id + ".json", document);
    }

    /// The vote on a bill, which it names by the `_id` of the bill's first version.
    static Map<String, byte[]> vote(int number, int age, String motion) {
        var id = id(0xc, number, age);
        var document =
                DelawareScrape.vote(id, number, id(0xb, number, 0)).replace("Passage", motion);
        return documents("de/vote_event_" + id + ".json", document);
    }

    // The later half of the time in it grows with the age, so that it says which is newer.
    private static String id(int kind, int number, int age) {
        return DelawareScrape.id((age << 24) + (kind << 20) + number);
    }

    private static Map<String, byte[]> documents(String key, String document) {
        var documents = new LinkedHashMap<String, byte[]>();
        documents.put(key, DelawareScrape.bytes(document));
        return documents;
    }
}
