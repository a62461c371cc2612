package org.civichopper.bulk.bicam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.civichopper.bulk.run.LoadStopped;

/// What the publisher says of each data set: where its zip lies, of which bytes it is, and which
/// columns are not text.
///
/// @param source as messages call it
record Manifest(String source, Map<String, Entry> entries) {

    /// The zip of all the other zips.
    static final String COMPLETE = "complete";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    /// One data set.
    ///
    /// @param sha256 in hex
    /// @param size in bytes, where it is said for certain
    /// @param packed about how many bytes the zip has; 0 where nothing is said
    /// @param unpacked about how many its files have
    /// @param types of the columns that are not text, by table
    record Entry(
            String name,
            String key,
            String sha256,
            OptionalLong size,
            long packed,
            long unpacked,
            List<String> files,
            Map<String, Map<String, ColumnType>> types) {

        /// The name of the zip itself.
        String file() {
            return key.substring(key.lastIndexOf('/') + 1);
        }

        List<String> tables() {
            return files.stream().map(Body::table).toList();
        }
    }

    /// The one that is given, else the publisher's own.
    ///
    /// @throws LoadStopped.Wrong where it is none
    static Manifest read(Optional<Path> given) {
        var source = given.map(Path::toString).orElse("the publisher's manifest");
        try (var in = given.isPresent() ? Files.newInputStream(given.get()) : published()) {
            return read(source, JSON.readTree(in));
        } catch (JsonProcessingException e) {
            throw new LoadStopped.Wrong(
                    "%s: expected JSON, found: %s".formatted(source, e.getOriginalMessage()));
        } catch (IOException e) {
            throw new LoadStopped.Wrong(
                    "%s: expected to read a manifest, found: %s".formatted(source, e));
        }
    }

    private static InputStream published() {
        return Manifest.class.getResourceAsStream("manifest.json");
    }

    private static Manifest read(String source, JsonNode json) {
        var entries = new LinkedHashMap<String, Entry>();
        for (var field : json.properties()) {
            try {
                entries.put(field.getKey(), entry(field.getKey(), field.getValue()));
            } catch (IllegalArgumentException e) {
                throw new LoadStopped.Wrong(
                        "%s: data set %s: %s".formatted(source, field.getKey(), e.getMessage()));
            }
        }
        if (entries.isEmpty()) {
            throw new LoadStopped.Wrong(source + ": expected data sets by name, found none");
        }
        return new Manifest(source, entries);
    }

    private static Entry entry(String name, JsonNode json) {
        if (!name.matches("[A-Za-z0-9_.-]+")) {
            throw new IllegalArgumentException("expected a name of letters, digits, _, - and .");
        }
        var key = json.path("key").asText();
        if (!Body.isHarmless(key) || !key.endsWith(".zip")) {
            throw new IllegalArgumentException(
                    "expected key as bills/bicam_bills.zip, found \"%s\"".formatted(key));
        }
        var sha256 =
                json.path("sha256").asText().replaceFirst("^sha256:", "").toLowerCase(Locale.ROOT);
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "expected sha256 as sha256: and 64 digits of hex, found \"%s\""
                            .formatted(json.path("sha256").asText()));
        }
        var size =
                json.path("size").canConvertToLong() && json.path("size").isIntegralNumber()
                        ? OptionalLong.of(json.path("size").asLong())
                        : OptionalLong.empty();
        var packed = size.orElse(json.path("size_mb").asLong() << 20);
        return new Entry(
                name,
                key,
                sha256,
                size,
                packed,
                json.has("extracted_size_mb")
                        ? json.path("extracted_size_mb").asLong() << 20
                        : 2 * packed, // as the publisher's are
                files(json.path("files")),
                types(json.path("types")));
    }

    private static List<String> files(JsonNode json) {
        var files = new ArrayList<String>();
        for (var file : json) {
            if (!Body.isCsv(file.asText()) || file.asText().contains("/")) {
                throw new IllegalArgumentException(
                        "expected files as bills.csv, found \"%s\"".formatted(file.asText()));
            }
            files.add(file.asText());
        }
        return files;
    }

    private static Map<String, Map<String, ColumnType>> types(JsonNode json) {
        var types = new LinkedHashMap<String, Map<String, ColumnType>>();
        for (var table : json.properties()) {
            var columns = new LinkedHashMap<String, ColumnType>();
            for (var column : table.getValue().properties()) {
                columns.put(column.getKey(), type(table.getKey(), column));
            }
            types.put(table.getKey(), columns);
        }
        return types;
    }

    private static ColumnType type(String table, Map.Entry<String, JsonNode> column) {
        try {
            return ColumnType.of(column.getValue().asText());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "expected %s.%s as integer, boolean, date, timestamp, timestamptz, numeric or text, found \"%s\""
                            .formatted(table, column.getKey(), column.getValue().asText()),
                    e);
        }
    }

    /// Those that are asked for: all but [#COMPLETE] where none is named.
    ///
    /// @throws LoadStopped.Wrong for a name that is not here
    List<Entry> chosen(List<String> names) {
        if (names.isEmpty()) {
            return entries.values().stream().filter(each -> !isComplete(each.name())).toList();
        }
        for (var name : names) {
            if (!entries.containsKey(name)) {
                throw new LoadStopped.Wrong(
                        "--datasets: expected some of %s, found \"%s\""
                                .formatted(String.join(", ", entries.keySet()), name));
            }
        }
        if (names.size() > 1 && names.contains(COMPLETE)) {
            throw new LoadStopped.Wrong(
                    "--datasets: expected %s alone, for it holds the others, found %s"
                            .formatted(COMPLETE, String.join(",", names)));
        }
        return names.stream().distinct().map(entries::get).toList();
    }

    private static boolean isComplete(String name) {
        return name.equals(COMPLETE);
    }

    /// The columns of a table that are not text: a data set's own word goes before another's.
    Map<String, ColumnType> types(Entry entry, String table) {
        var own = entry.types().get(table);
        if (own != null) {
            return own;
        }
        return entries.values().stream()
                .map(each -> each.types().get(table))
                .filter(each -> each != null)
                .findFirst()
                .orElse(Map.of());
    }

    /// What a zip within another one has to hold; empty where nothing is said of it.
    List<String> filesOf(String zip) {
        return entries.values().stream()
                .filter(each -> each.file().equals(zip))
                .findFirst()
                .map(Entry::files)
                .orElse(List.of());
    }
}
