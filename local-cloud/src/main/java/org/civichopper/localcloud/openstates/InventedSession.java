package org.civichopper.localcloud.openstates;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// A session, with dates that lead astray who sorts by text or forgets that two may run at once.
///
/// @param start empty where the source has none
/// @param tenths of the bills that a whole session has
record InventedSession(String identifier, String name, String start, String end, int tenths) {

    private static final int WHOLE = 10;

    static List<InventedSession> of(String letters) {
        return switch (letters) {
            case "nc" ->
                    List.of(
                            regular("2021", "2021-01-13", "2022-12-31"),
                            regular("2023", "2023-01-11", "2024-12-31"),
                            whole("2025", "2025-01-29", ""));
            case "us" ->
                    List.of(
                            regular("118", "2023-01-03", "2025-01-03"),
                            whole("119", "2025-01-03", "2027-01-03"));
            case "il" ->
                    List.of(
                            regular("99th", "2015-01-14", "2017-01-09"),
                            whole("104th", "2025-01-01", "2025-12-31"),
                            regular("104th Special", "2025-06-01", ""));
            case "dc" -> List.of(regular("25", "", ""), whole("26", "", "2026"));
            case "pr" ->
                    List.of(
                            whole("2025-2028", "2025-01-13", "2028-12-31"),
                            notBegun("2929-2932", "2929-01-14", "2932-12-31"));
            default ->
                    List.of(
                            regular("2023", "2023-01-11", "2024-12-31"),
                            whole("2025", "2025-01-08", ""));
        };
    }

    private static InventedSession regular(String identifier, String start, String end) {
        return new InventedSession(identifier, identifier + " Session", start, end, 1);
    }

    private static InventedSession notBegun(String identifier, String start, String end) {
        return new InventedSession(identifier, identifier + " Session", start, end, 0);
    }

    private static InventedSession whole(String identifier, String start, String end) {
        return new InventedSession(identifier, identifier + " Session", start, end, WHOLE);
    }

    /// The year in which its bills move, and change for the last time.
    int year() {
        return start.isEmpty() ? 2024 : Math.min(2025, Integer.parseInt(start.substring(0, 4)));
    }

    /// @param ofWhole how many a whole session has
    int bills(int ofWhole) {
        return ofWhole * tenths / WHOLE;
    }

    ObjectNode node() {
        var node =
                InventedJurisdiction.object()
                        .put("identifier", identifier)
                        .put("name", name)
                        .put(
                                "classification",
                                identifier.endsWith("Special") ? "special" : "primary")
                        .put("start_date", start)
                        .put("end_date", end);
        var downloads = node.putArray("downloads");
        if (tenths == WHOLE) {
            downloads
                    .addObject()
                    .put("created_at", "2025-01-01T00:00:00+00:00")
                    .put("updated_at", "2025-06-01T00:00:00+00:00")
                    .put("data_type", "csv")
                    .put(
                            "url",
                            "https://data.example.org/csv/latest/%s.zip"
                                    .formatted(identifier.replace(' ', '_')));
        }
        return node;
    }
}
