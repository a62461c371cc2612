package org.civichopper.bulk.openstates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.civichopper.bulk.LoadedDatabase;

/// The rows that samples give, as they are known and as they stand: only the columns that are
/// known.
public final class KnownRows {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private static final Map<String, String> ROWS =
            Map.of(
                    "bills",
                    """
                    SELECT b.*, s.identifier AS session,
                           to_char(b.openstates_updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') AS at
                      FROM openstates.bills b
                      JOIN openstates.legislative_sessions s ON s.id = b.legislative_session_id
                    """,
                    "votes",
                    "SELECT * FROM openstates.votes",
                    "records",
                    "SELECT * FROM openstates.vote_records",
                    "sponsorships",
                    "SELECT * FROM openstates.bill_sponsorships",
                    "versions",
                    "SELECT * FROM openstates.bill_versions",
                    "documents",
                    "SELECT * FROM openstates.bill_documents");

    private KnownRows() {}

    public static Set<String> tables() {
        return ROWS.keySet();
    }

    /// As `expected-<table>.ndjson` says beside this class.
    public static List<String> expected(String table) throws Exception {
        return expected(KnownRows.class, table);
    }

    /// The same beside another class.
    public static List<String> expected(Class<?> beside, String table) throws Exception {
        var lines = new ArrayList<String>();
        for (var line : lines(beside, table)) {
            lines.add(sorted(JSON.readTree(line), List.of()));
        }
        return lines.stream().sorted().toList();
    }

    private static List<String> lines(Class<?> beside, String table) throws Exception {
        try (var file = beside.getResourceAsStream("expected-" + table + ".ndjson")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip().lines().toList();
        }
    }

    public static List<String> standing(LoadedDatabase database, String table) throws Exception {
        return standing(database, KnownRows.class, table);
    }

    /// With the columns that are known beside another class.
    public static List<String> standing(LoadedDatabase database, Class<?> beside, String table)
            throws Exception {
        var columns = new ArrayList<String>();
        JSON.readTree(lines(beside, table).getFirst()).fieldNames().forEachRemaining(columns::add);
        var lines = new ArrayList<String>();
        for (var row : database.ask("SELECT to_jsonb(x) FROM (" + ROWS.get(table) + ") x")) {
            lines.add(sorted(JSON.readTree(row), columns));
        }
        return lines.stream().sorted().toList();
    }

    private static String sorted(JsonNode row, List<String> columns) throws Exception {
        var values = new TreeMap<String, Object>();
        row.properties().stream()
                .filter(field -> columns.isEmpty() || columns.contains(field.getKey()))
                .forEach(field ->
                        values.put(
                                field.getKey(), JSON.convertValue(field.getValue(), Object.class)));
        return JSON.writeValueAsString(values);
    }
}
