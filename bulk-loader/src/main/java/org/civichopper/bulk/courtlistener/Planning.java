package org.civichopper.bulk.courtlistener;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.civichopper.bulk.courtlistener.bucket.Bucket;
import org.civichopper.bulk.courtlistener.bucket.BucketFile;
import org.civichopper.bulk.courtlistener.bucket.Dump;
import org.civichopper.bulk.courtlistener.bucket.Dumps;
import org.civichopper.bulk.courtlistener.bucket.Manifest;
import org.civichopper.bulk.run.DataSetLoad.Plan;
import org.civichopper.bulk.run.LoadStopped;

/// Chooses a dump and divides its files: the largest first, large ones in parts.
record Planning(Settings settings, Bucket bucket, long partSize) {

    /// A dump with what its script and schema file say.
    record Chosen(Dump dump, Contents contents) {

        long bytes() {
            return contents.entries().values().stream()
                    .mapToLong(entry -> dump.file(entry).bytes())
                    .sum();
        }
    }

    /// @throws LoadStopped.Wrong for a date or table that the bucket does not know
    /// @throws LoadStopped.Failed where the dump is not complete
    Chosen choose() throws InterruptedException {
        var dump = dump(Dumps.of(bucket));
        var script = dump.script();
        if (script.isEmpty() || dump.manifest().isEmpty() || dump.schema() == null) {
            throw incomplete(dump, dump.missing());
        }
        var contents = Contents.read(bucket, script.get(), dump.schema(), settings);
        var missing = dump.missingFor(contents.entries().values());
        if (!missing.isEmpty()) {
            throw incomplete(dump, missing);
        }
        return new Chosen(dump, contents);
    }

    private Dump dump(Dumps dumps) throws InterruptedException {
        if (settings.date().isPresent()) {
            var day = settings.date().get();
            return dumps.of(day)
                    .orElseThrow(() ->
                            new LoadStopped.Wrong(
                                    "--date: expected the day of a dump, found none of %s at %s; hopper load courtlistener dumps lists them"
                                            .formatted(day, bucket.place())));
        }
        var newest = dumps.newestComplete();
        if (newest.isEmpty()) {
            throw dumps.noneComplete();
        }
        return newest.get();
    }

    private static LoadStopped.Failed incomplete(Dump dump, List<String> missing) {
        return new LoadStopped.Failed(dump.shortfall(missing) + "; nothing was loaded");
    }

    Plan plan(Chosen chosen) {
        var parts = new LinkedHashMap<String, JsonNode>();
        chosen.contents().entries().values().stream()
                .sorted(
                        Comparator.comparingLong(
                                        (Manifest.Entry entry) -> chosen.dump().file(entry).bytes())
                                .reversed())
                .forEach(entry ->
                        parts.putAll(
                                parts(
                                        chosen.contents(),
                                        entry.table(),
                                        chosen.dump().file(entry))));
        return new Plan(parts, source(chosen), parts.size() + 3L, 0, chosen.bytes());
    }

    Map<String, JsonNode> parts(Contents contents, String table, BucketFile file) {
        return Part.of(table, file, contents.schema().isNumbered(table), partSize);
    }

    /// Of a dump that stands already: nothing is to be read.
    Plan nothing(Chosen chosen) {
        return new Plan(Map.of(), source(chosen).put(CourtListener.STANDS, true), 3, 0, 0);
    }

    private static ObjectNode source(Chosen chosen) {
        var source = JsonNodeFactory.instance.objectNode();
        source.put("dump", chosen.dump().date().toString());
        chosen.contents().note(source);
        chosen.contents().tables().forEach(source.putArray("tables")::add);
        return source;
    }
}
