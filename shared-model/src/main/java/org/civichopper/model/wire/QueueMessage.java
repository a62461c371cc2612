package org.civichopper.model.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.time.WrittenTime;

/// What a scraper tells the importer: this object lies in that bucket. JSON, one per document.
///
/// The first five fields are written by every scraper; ours adds the optional rest, which importers
/// that do not know it ignore.
///
/// @param filePath the object's key, checked by [#key]
/// @param archive accepted and ignored: a document is always archived
/// @param sha256 of the object's bytes, lower-case hexadecimal
public record QueueMessage(
        String filePath,
        String bucket,
        String jurisdictionId,
        String jurisdictionName,
        boolean archive,
        Optional<String> runId,
        Optional<Instant> scrapedAt,
        Optional<String> sha256,
        Optional<Instant> sentAt) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /// No column and no log line takes these: control characters and half a surrogate pair.
    private static final Pattern UNWRITABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    /// @throws InvalidInputException for a body that is not such a message
    public static QueueMessage parse(String body) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new InvalidInputException("message", "JSON", "\"" + brief(body) + "\"");
        }
        if (!json.isObject()) {
            throw new InvalidInputException("message", "a JSON object", brief(body));
        }
        return new QueueMessage(
                required(json, "file_path"),
                required(json, "bucket"),
                required(json, "jurisdiction_id"),
                json.path("jurisdiction_name").asText(""),
                json.path("file_archiving_enabled").asBoolean(false),
                optional(json, "run_id"),
                time(json, "scraped_at"),
                optional(json, "sha256"),
                time(json, "sent_at"));
    }

    /// The body as it goes over the wire; [#parse] reads it back.
    public String toJson() {
        var json = JSON.createObjectNode();
        json.put("file_path", filePath);
        json.put("bucket", bucket);
        json.put("jurisdiction_id", jurisdictionId);
        json.put("jurisdiction_name", jurisdictionName);
        json.put("file_archiving_enabled", archive);
        runId.ifPresent(id -> json.put("run_id", id));
        scrapedAt.ifPresent(time -> json.put("scraped_at", time.toString()));
        sha256.ifPresent(hash -> json.put("sha256", hash));
        sentAt.ifPresent(time -> json.put("sent_at", time.toString()));
        return json.toString();
    }

    /// The key, checked.
    ///
    /// @throws InvalidInputException for a key that is no scraped document's
    public ObjectKey key() {
        return ObjectKey.parse(filePath);
    }

    private static String required(JsonNode json, String field) {
        return optional(json, field)
                .orElseThrow(() ->
                        new InvalidInputException(
                                field, "text", brief(json.path(field).toString())));
    }

    private static Optional<String> optional(JsonNode json, String field) {
        var text = json.path(field).textValue();
        if (text != null && UNWRITABLE.matcher(text).find()) {
            throw new InvalidInputException(
                    field, "text without control characters", "\"" + brief(text) + "\"");
        }
        return Optional.ofNullable(text).filter(t -> !t.isEmpty());
    }

    // Only a hint for freshness: a time nobody can read is no reason to turn a document away.
    private static Optional<Instant> time(JsonNode json, String field) {
        return optional(json, field).flatMap(WrittenTime::parse);
    }

    private static String brief(String text) {
        if (text.isEmpty()) {
            return "nothing";
        }
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
