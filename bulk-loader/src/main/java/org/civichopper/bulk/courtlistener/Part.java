package org.civichopper.bulk.courtlistener;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.civichopper.bulk.courtlistener.bucket.BucketFile;

/// A slice of this data set: what one worker reads of one file, and commits as a whole.
///
/// @param table that its rows go to
/// @param file that is read, as it was when it was planned; another version is another file
/// @param from the first byte, packed
/// @param to behind the last
/// @param proof what was seen of its blocks, once it is read
record Part(String table, BucketFile file, long from, long to, Optional<JsonNode> proof) {

    // Packed; what a killed worker reads again, and long enough that its ends cost nothing.
    static final long SIZE = 64L << 20;

    /// The parts of a file, each about of the wanted size.
    ///
    /// @param divisible whether records can be found in the middle of it
    static Map<String, JsonNode> of(String table, BucketFile file, boolean divisible, long wanted) {
        var size = file.bytes();
        var count = divisible ? Math.max(1, Math.round((double) size / wanted)) : 1;
        var parts = new LinkedHashMap<String, JsonNode>();
        for (var number = 0L; number < count; number++) {
            var part =
                    new Part(
                            table,
                            file,
                            size * number / count,
                            size * (number + 1) / count,
                            Optional.empty());
            parts.put(
                    count == 1 ? table : "%s %d of %d".formatted(table, number + 1, count),
                    part.json());
        }
        return parts;
    }

    static Part of(JsonNode json) {
        return new Part(
                json.path("table").asText(),
                new BucketFile(
                        json.path("file").asText(),
                        json.path("etag").asText(),
                        json.path("size").asLong()),
                json.path("from").asLong(),
                json.path("to").asLong(),
                Optional.ofNullable(json.get("proof")));
    }

    Part read(JsonNode seen) {
        return new Part(table, file, from, to, Optional.of(seen));
    }

    boolean isPacked() {
        return file.name().endsWith(".bz2");
    }

    boolean isFirst() {
        return from == 0;
    }

    /// Where its records are, up to an offset in what is unpacked: of the file, as far as that is
    /// known already.
    String place() {
        return isFirst()
                ? name() + ", byte "
                : "%s from byte %d of the file, byte ".formatted(name(), from);
    }

    /// What it unpacks to.
    String name() {
        return file.name().replaceAll("\\.bz2$", "");
    }

    ObjectNode json() {
        var json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("table", table)
                        .put("file", file.name())
                        .put("etag", file.etag())
                        .put("size", file.bytes())
                        .put("from", from)
                        .put("to", to);
        proof.ifPresent(seen -> json.set("proof", seen));
        return json;
    }
}
