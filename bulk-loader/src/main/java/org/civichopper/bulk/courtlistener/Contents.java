package org.civichopper.bulk.courtlistener;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.civichopper.bulk.courtlistener.bucket.Bucket;
import org.civichopper.bulk.courtlistener.bucket.BucketFile;
import org.civichopper.bulk.courtlistener.bucket.Manifest;
import org.civichopper.bulk.courtlistener.schema.SchemaFile;
import org.civichopper.bulk.courtlistener.schema.SchemaPlan;
import org.civichopper.bulk.run.LoadStopped;

/// What a dump says of itself: its load script and its schema file, read.
///
/// @param manifest of all its tables
/// @param entries of those that are loaded, by table, in load order
/// @param schema of those that are loaded
record Contents(
        BucketFile script,
        BucketFile schemaFile,
        Manifest manifest,
        Map<String, Manifest.Entry> entries,
        SchemaPlan schema) {

    private static final int LARGEST_SCRIPT = 1 << 20;
    private static final int LARGEST_SCHEMA = 16 << 20;

    static Contents read(Bucket bucket, BucketFile script, BucketFile schemaFile, Settings settings)
            throws InterruptedException {
        var manifest = Manifest.read(script.name(), bucket.read(script, LARGEST_SCRIPT));
        var text = new String(bucket.read(schemaFile, LARGEST_SCHEMA), StandardCharsets.UTF_8);
        var entries = chosen(manifest, settings.tables());
        var columns = new LinkedHashMap<String, List<String>>();
        manifest.entries().forEach(entry -> columns.put(entry.table(), entry.columns()));
        var schema = SchemaFile.read(text).plan(columns, entries.keySet(), settings.addColumns());
        return new Contents(script, schemaFile, manifest, entries, schema);
    }

    /// @throws LoadStopped.Wrong where a name is neither a table of the dump nor a file of it
    private static Map<String, Manifest.Entry> chosen(Manifest manifest, List<String> tables) {
        var unknown = new LinkedHashSet<>(tables);
        var chosen = new LinkedHashMap<String, Manifest.Entry>();
        for (var entry : manifest.entries()) {
            var byTable = unknown.remove(entry.table());
            var byBase = unknown.remove(entry.base());
            if (tables.isEmpty() || byTable || byBase) {
                chosen.put(entry.table(), entry);
            }
        }
        if (!unknown.isEmpty()) {
            throw new LoadStopped.Wrong(
                    "--tables: expected tables of the dump (%s), found %s"
                            .formatted(names(manifest), String.join(", ", unknown)));
        }
        return chosen;
    }

    private static String names(Manifest manifest) {
        var names = new ArrayList<String>();
        for (var entry : manifest.entries()) {
            names.add(
                    entry.table().equals(entry.base())
                            ? entry.table()
                            : entry.table() + " or " + entry.base());
        }
        return String.join(", ", names);
    }

    /// That are loaded, in load order.
    Set<String> tables() {
        return entries.keySet();
    }

    List<String> allTables() {
        return manifest.entries().stream().map(Manifest.Entry::table).toList();
    }

    /// Writes what [#reopen] wants.
    void note(ObjectNode source) {
        source.put("script_etag", script.etag());
        source.set("script", json(script, source.objectNode()));
        source.set("schema", json(schemaFile, source.objectNode()));
    }

    static Contents reopen(Bucket bucket, JsonNode source, Settings settings)
            throws InterruptedException {
        return read(bucket, file(source.path("script")), file(source.path("schema")), settings);
    }

    private static ObjectNode json(BucketFile file, ObjectNode json) {
        return json.put("name", file.name()).put("etag", file.etag()).put("bytes", file.bytes());
    }

    private static BucketFile file(JsonNode json) {
        return new BucketFile(
                json.path("name").asText(),
                json.path("etag").asText(),
                json.path("bytes").asLong());
    }
}
