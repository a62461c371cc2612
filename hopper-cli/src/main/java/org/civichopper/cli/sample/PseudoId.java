package org.civichopper.cli.sample;

import java.util.Map;
import java.util.TreeMap;

/// A reference to something the scraper has no id for: `~` and what it knows, keys sorted.
final class PseudoId {

    private PseudoId() {}

    static String of(String key, String value) {
        return of(Map.of(key, value));
    }

    static String of(Map<String, String> known) {
        var json = ScraperJson.object();
        new TreeMap<>(known).forEach(json::put);
        return "~" + ScraperJson.write(json);
    }

    static String ofPerson(String name, Chamber chamber) {
        return of(Map.of("chamber", chamber.classification(), "name", name));
    }

    static String ofBill(BillName bill) {
        return of(
                Map.of(
                        "from_organization__classification", bill.chamber().classification(),
                        "identifier", bill.identifier(),
                        "legislative_session__identifier", Session.IDENTIFIER));
    }
}
