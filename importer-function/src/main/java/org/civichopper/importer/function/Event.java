package org.civichopper.importer.function;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// What the function is called with. Lambda's runtime client chooses how it reads an event by the
/// type of the handler, which can be one only; so the two are told apart here, by what is in them.
sealed interface Event {

    /// Messages that Lambda itself has received from the queue.
    record Messages(SQSEvent event) implements Event {}

    /// Anything else: what the schedule sends, or an instance that starts another.
    record Tick(ScheduledEvent event) implements Event {}

    // The library's beans spell in lower case what Lambda does not: Records, eventSourceARN.
    JsonMapper JSON =
            JsonMapper.builder()
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    static Event read(InputStream json) throws IOException {
        var event = JSON.readTree(json);
        return isOfAQueue(event)
                ? new Messages(JSON.treeToValue(event, SQSEvent.class))
                : new Tick(tick(event));
    }

    static void write(Object answer, OutputStream to) throws IOException {
        JSON.writeValue(to, answer);
    }

    private static boolean isOfAQueue(JsonNode event) {
        var records = event.path("Records");
        return records.isArray()
                && !records.isEmpty()
                && records.valueStream()
                        .allMatch(record -> "aws:sqs".equals(record.path("eventSource").asText()));
    }

    // Field by field: its bean would want Joda at the start, its detail is a text where EventBridge
    // Scheduler sends it, and whatever else a tick holds is no reason to fail.
    private static ScheduledEvent tick(JsonNode event) {
        return new ScheduledEvent()
                .withVersion(event.path("version").textValue())
                .withId(event.path("id").textValue())
                .withSource(event.path("source").textValue())
                .withDetailType(event.path("detail-type").textValue())
                .withAccount(event.path("account").textValue())
                .withRegion(event.path("region").textValue())
                .withResources(
                        event.path("resources").valueStream().map(JsonNode::asText).toList());
    }
}
