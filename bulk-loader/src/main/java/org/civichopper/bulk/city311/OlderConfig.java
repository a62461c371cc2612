package org.civichopper.bulk.city311;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The settings of an older loader, from its TOML file and from the environment: `PREFECT__A__B` is
/// key `b` of table `a`, and wins over the file.
record OlderConfig(ObjectNode settings, List<String> lines) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PREFIX = "PREFECT__";
    private static final String CONTEXT = "PREFECT__CONTEXT__";
    private static final String PATH = "PREFECT__USER_CONFIG_PATH";

    private static final Map<String, Set<String>> KNOWN =
            Map.of(
                    "",
                    Set.of(
                            "mode",
                            "dask",
                            "reset_db",
                            "stage",
                            "api_url",
                            "vacuum_db",
                            "socrata",
                            "data"),
                    "socrata",
                    Set.of("host", "domain", "token", "datasets"),
                    "data",
                    Set.of("key", "target", "years", "since", "views", "fields"));

    // What the older loader's fields may be; others cannot be meant for these columns.
    private static final Set<String> TYPES =
            Set.of(
                    "",
                    "varchar",
                    "text",
                    "character varying",
                    "integer",
                    "int",
                    "smallint",
                    "bigint",
                    "numeric",
                    "double precision",
                    "float",
                    "real",
                    "date",
                    "timestamp",
                    "timestamp without time zone",
                    "timestamp with time zone",
                    "timestamptz",
                    "boolean");

    /// @param file that `--config` names
    /// @param environment all that is set around the command
    /// @throws IllegalArgumentException that says what is wrong with the file, and where
    static OlderConfig read(Optional<Path> file, Map<String, String> environment) {
        var path = file.or(() -> Optional.ofNullable(environment.get(PATH)).map(Path::of));
        var settings = path.map(OlderConfig::toml).orElseGet(JSON::createObjectNode);
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX)
                    && !name.startsWith(CONTEXT)
                    && !name.equals(PATH)
                    && !name.matches(PREFIX + "_*")) {
                put(settings, name.substring(PREFIX.length()).toLowerCase(Locale.ROOT), value);
            }
        });
        var lines = new ArrayList<String>();
        var unknown = unknown(settings);
        if (!unknown.isEmpty()) {
            lines.add(
                    "settings that are not known, and passed over: " + String.join(", ", unknown));
        }
        return new OlderConfig(settings, lines);
    }

    private static ObjectNode toml(Path file) {
        try {
            return new TomlMapper().readTree(Files.readString(file)) instanceof ObjectNode settings
                    ? settings
                    : JSON.createObjectNode();
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            throw new IllegalArgumentException(
                    "%s, line %d, column %d: expected TOML, found: %s"
                            .formatted(
                                    file,
                                    place == null ? 0 : place.getLineNr(),
                                    place == null ? 0 : place.getColumnNr(),
                                    e.getOriginalMessage()),
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    file + ": expected to read it, found: " + e.getMessage(), e);
        }
    }

    // A shell hands ["2020","2019"] over as [2020,2019].
    private static void put(ObjectNode settings, String name, String value) {
        var node = settings;
        var parts = name.split("__");
        for (var part : List.of(parts).subList(0, parts.length - 1)) {
            node = node.path(part) instanceof ObjectNode below ? below : node.putObject(part);
        }
        node.set(parts[parts.length - 1], value(value.strip()));
    }

    private static JsonNode value(String text) {
        if (text.matches("true|false|\\[.*]")) {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                var list = JSON.createArrayNode();
                for (var each : text.substring(1, text.length() - 1).split(",")) {
                    if (!each.isBlank()) {
                        list.add(each.strip().replaceAll("^['\"]|['\"]$", ""));
                    }
                }
                return list;
            }
        }
        return JSON.getNodeFactory().textNode(text);
    }

    private static Set<String> unknown(ObjectNode settings) {
        var unknown = new TreeSet<String>();
        KNOWN.forEach((table, keys) -> {
            var node = table.isEmpty() ? settings : settings.path(table);
            node.fieldNames()
                    .forEachRemaining(key -> {
                        if (!keys.contains(key)) {
                            unknown.add(table.isEmpty() ? key : table + "." + key);
                        }
                    });
        });
        settings.path("data")
                .path("fields")
                .fieldNames()
                .forEachRemaining(field -> {
                    if (Field.of(field).isEmpty()) {
                        unknown.add("data.fields." + field);
                    }
                });
        return unknown;
    }

    /// @throws IllegalArgumentException where something is set that this loader would do otherwise
    void requireOurs() {
        require("data.key", text("data", "key"), Set.of(Field.SRNUMBER.column()));
        require("data.target", text("data", "target"), Set.of(Tables.REQUESTS));
        for (var view : list("data", "views").orElse(List.of())) {
            require("data.views", Optional.of(view), Set.of(Tables.VIEW));
        }
        settings.path("data")
                .path("fields")
                .properties()
                .forEach(field ->
                        require(
                                "data.fields." + field.getKey(),
                                Optional.of(
                                        field.getValue().asText().strip().toLowerCase(Locale.ROOT)),
                                TYPES));
    }

    private static void require(String name, Optional<String> found, Set<String> allowed) {
        if (found.isPresent() && !allowed.contains(found.get())) {
            throw new IllegalArgumentException(
                    "%s: expected %s, found \"%s\""
                            .formatted(
                                    name,
                                    String.join(", ", new TreeSet<>(allowed))
                                            .replaceFirst("^, ", ""),
                                    found.get()));
        }
    }

    Optional<String> text(String... path) {
        JsonNode node = settings;
        for (var part : path) {
            node = node.path(part);
        }
        return node.isValueNode()
                ? Optional.of(node.asText().strip()).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    /// @throws IllegalArgumentException for neither true nor false
    Optional<Boolean> flag(String... path) {
        return text(path)
                .map(text ->
                        switch (text.toLowerCase(Locale.ROOT)) {
                            case "true", "1" -> true;
                            case "false", "0" -> false;
                            default ->
                                    throw new IllegalArgumentException(
                                            "%s: expected true or false, found \"%s\""
                                                    .formatted(String.join(".", path), text));
                        });
    }

    /// Texts or numbers, as a list or one of them.
    Optional<List<String>> list(String... path) {
        JsonNode node = settings;
        for (var part : path) {
            node = node.path(part);
        }
        if (node.isArray()) {
            var texts = new ArrayList<String>();
            node.forEach(each -> texts.add(each.asText().strip()));
            return Optional.of(texts);
        }
        return text(path).map(text -> List.of(text.split("\\s*,\\s*")));
    }

    /// The data sets by year; when given, they are all that are known.
    Optional<Map<String, String>> datasets() {
        var node = settings.path("socrata").path("datasets");
        if (!node.isObject() || node.isEmpty()) {
            return Optional.empty();
        }
        var datasets = new TreeMap<String, String>();
        node.properties().forEach(each -> datasets.put(each.getKey(), each.getValue().asText()));
        return Optional.of(datasets);
    }
}
