package org.civichopper.localcloud.openstates;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.stream.Stream;

/// Bills of one session that differ in nothing but their id and when they changed.
final class Sample {

    static final String NC = "ocd-jurisdiction/country:us/state:nc/government";

    private static final JsonMapper MAPPER = new JsonMapper();

    private Sample() {}

    /// @param bills for example `a 01T23:59:59`: a, which changed on the first of January
    static void put(LocalOpenStates states, String... bills) throws IOException {
        states.put(Kind.JURISDICTION, InventedStates.small(7).jurisdiction("nc"));
        for (var bill : bills) {
            var parts = bill.split(" ");
            states.put(Kind.BILL, bill(parts[0], parts[1]));
        }
    }

    private static ObjectNode bill(String id, String changed) throws IOException {
        return (ObjectNode)
                MAPPER.readTree(
                        """
                        {"id": "%s", "session": "2023", "jurisdiction": {"id": "%s"}, "title": "Bees",
                         "updated_at": "2025-01-%s+00:00", "votes": [], "actions": [{"order": 0, "note": null}]}
                        """
                                .formatted(id, NC, changed));
    }

    /// Parameters that include all of a bill, before these.
    static String[] everything(String... others) {
        return Stream.concat(
                        Kind.BILL.includes().stream()
                                .flatMap(include -> Stream.of("include", include)),
                        Stream.of(others))
                .toArray(String[]::new);
    }
}
