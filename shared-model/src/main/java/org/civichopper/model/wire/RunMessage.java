package org.civichopper.model.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.document.Kind;
import org.civichopper.model.time.WrittenTime;

/// What our uploader tells the importer of a scrape as a whole: that it began, and how it ended.
/// JSON, two per scrape and jurisdiction, in the same queue as the documents' messages. It names no
/// object, so an importer that knows nothing of runs finds no work in it.
///
/// @param runId the `run_id` of the documents' messages
/// @param end empty in the first message
public record RunMessage(
        String runId,
        String bucket,
        String jurisdictionId,
        Instant beganAt,
        Optional<End> end,
        Instant sentAt) {

    /// How a scrape ended.
    ///
    /// @param exitCode the scraper's; 0 where it ended well
    /// @param objects how many different objects of each kind were sent
    /// @param complete the kinds of which that is all there is
    /// @param unsent how many documents stayed on the scraper's disk
    public record End(
            Instant at, int exitCode, Map<Kind, Integer> objects, Set<Kind> complete, long unsent) {

        /// Of a scrape from which everything was sent.
        public End(Instant at, int exitCode, Map<Kind, Integer> objects, Set<Kind> complete) {
            this(at, exitCode, objects, complete, 0);
        }
    }

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TYPE = "type";
    private static final String RUN = "run";
    private static final int LONGEST = 300; // it becomes a key

    /// No column takes these: control characters and half a surrogate pair.
    private static final Pattern UNWRITABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    /// Whether a body is such a message, be it a sound one or not.
    public static boolean isMeantBy(String body) {
        try {
            return JSON.readTree(body).path(TYPE).asText().equals(RUN);
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /// @throws InvalidInputException for a body that is no sound run message
    public static RunMessage parse(String body) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new InvalidInputException("run message", "JSON", e.getOriginalMessage());
        }
        if (!json.path(TYPE).asText().equals(RUN)) {
            throw invalid(TYPE, RUN, json.path(TYPE));
        }
        return new RunMessage(
                text(json, "run_id"),
                text(json, "bucket"),
                text(json, "jurisdiction_id"),
                time(json, "began_at"),
                json.hasNonNull("ended_at") ? Optional.of(end(json)) : Optional.empty(),
                time(json, "sent_at"));
    }

    private static End end(JsonNode json) {
        var objects = new EnumMap<Kind, Integer>(Kind.class);
        for (var count : json.path("objects").properties()) {
            if (!count.getValue().isInt() || count.getValue().intValue() < 0) {
                throw invalid("objects." + count.getKey(), "a number from 0", count.getValue());
            }
            objects.put(kind("objects", count.getKey()), count.getValue().intValue());
        }
        var complete = EnumSet.noneOf(Kind.class);
        for (var kind : json.path("complete")) {
            complete.add(kind("complete", kind.asText()));
        }
        if (!json.path("exit_code").isInt()) {
            throw invalid("exit_code", "a number", json.path("exit_code"));
        }
        var unsent = json.path("unsent");
        if (!unsent.isMissingNode() && (!unsent.canConvertToLong() || unsent.asLong() < 0)) {
            throw invalid("unsent", "a number from 0", unsent);
        }
        return new End(
                time(json, "ended_at"),
                json.path("exit_code").intValue(),
                objects,
                complete,
                unsent.asLong());
    }

    /// The body as it goes over the wire; [#parse] reads it back.
    public String toJson() {
        var json = JSON.createObjectNode();
        json.put(TYPE, RUN);
        json.put("run_id", runId);
        json.put("bucket", bucket);
        json.put("jurisdiction_id", jurisdictionId);
        json.put("began_at", beganAt.toString());
        end.ifPresent(ended -> {
            json.put("ended_at", ended.at().toString());
            json.put("exit_code", ended.exitCode());
            var objects = json.putObject("objects");
            ended.objects().forEach((kind, count) -> objects.put(kind.word(), count));
            var complete = json.putArray("complete");
            ended.complete().forEach(kind -> complete.add(kind.word()));
            if (ended.unsent() > 0) {
                json.put("unsent", ended.unsent());
            }
        });
        json.put("sent_at", sentAt.toString());
        return json.toString();
    }

    private static String text(JsonNode json, String field) {
        var text = json.path(field).asText("");
        if (text.isEmpty() || UNWRITABLE.matcher(text).find()) {
            throw invalid(field, "text without control characters", json.path(field));
        }
        if (text.length() > LONGEST) {
            throw new InvalidInputException(
                    "run message: " + field,
                    "at most " + LONGEST + " characters",
                    Integer.toString(text.length()));
        }
        return text;
    }

    private static Instant time(JsonNode json, String field) {
        return WrittenTime.parse(json.path(field).asText(""))
                .orElseThrow(() -> invalid(field, "a time", json.path(field)));
    }

    private static Kind kind(String field, String word) {
        return Kind.ofWord(word)
                .orElseThrow(() ->
                        new InvalidInputException(field, "a kind of document", "\"" + word + "\""));
    }

    private static InvalidInputException invalid(String field, String expected, JsonNode found) {
        return new InvalidInputException(
                "run message: " + field, expected, found.isMissingNode() ? "nothing" : found + "");
    }
}
