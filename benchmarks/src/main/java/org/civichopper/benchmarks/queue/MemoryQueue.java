package org.civichopper.benchmarks.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Consumer;
import org.civichopper.benchmarks.queue.Messages.Message;

/// As much of SQS as the function uses, in its JSON protocol. One queue, in memory.
final class MemoryQueue implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final Messages messages = new Messages();
    private final MemoryServer server;

    MemoryQueue() throws IOException {
        server = new MemoryServer(this::answer);
    }

    URI endpoint() {
        return server.endpoint();
    }

    String url() {
        return endpoint() + "/000000000000/bench";
    }

    void delay(Duration each) {
        server.delay(each);
    }

    int requests() {
        return server.requests();
    }

    /// What lies in it, without a request.
    Messages messages() {
        return messages;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var request = JSON.readTree(exchange.getRequestBody().readAllBytes());
        var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        var answer =
                switch (target.substring(target.indexOf('.') + 1)) {
                    case "ReceiveMessage" -> receive(request);
                    case "DeleteMessageBatch" -> delete(request);
                    case "ChangeMessageVisibilityBatch" -> changeVisibility(request);
                    case "SendMessageBatch" -> send(request);
                    case "GetQueueAttributes" -> attributes();
                    default -> throw new IOException("no such thing here: " + target);
                };
        var body = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private ObjectNode receive(JsonNode request) {
        var received =
                messages.receive(
                        request.path("MaxNumberOfMessages").asInt(1),
                        Duration.ofSeconds(request.path("WaitTimeSeconds").asInt()),
                        Duration.ofSeconds(request.path("VisibilityTimeout").asInt(30)));
        var answer = JSON.createObjectNode();
        var list = answer.putArray("Messages");
        for (var message : received) {
            list.addObject()
                    .put("MessageId", message.id())
                    .put("ReceiptHandle", message.id())
                    .put("Body", message.body())
                    .put("MD5OfBody", md5(message.body()))
                    .putObject("Attributes")
                    .put("ApproximateReceiveCount", Integer.toString(message.receives()));
        }
        return answer;
    }

    private ObjectNode delete(JsonNode request) {
        return each(request, entry -> messages.delete(entry.path("ReceiptHandle").asText()));
    }

    private ObjectNode changeVisibility(JsonNode request) {
        return each(
                request,
                entry ->
                        messages.changeVisibility(
                                entry.path("ReceiptHandle").asText(),
                                Duration.ofSeconds(entry.path("VisibilityTimeout").asInt())));
    }

    private static ObjectNode each(JsonNode request, Consumer<JsonNode> action) {
        var answer = JSON.createObjectNode();
        var successful = answer.putArray("Successful");
        answer.putArray("Failed");
        for (var entry : request.path("Entries")) {
            action.accept(entry);
            successful.addObject().put("Id", entry.path("Id").asText());
        }
        return answer;
    }

    private ObjectNode send(JsonNode request) {
        var answer = JSON.createObjectNode();
        var successful = answer.putArray("Successful");
        answer.putArray("Failed");
        for (var entry : request.path("Entries")) {
            var body = entry.path("MessageBody").asText();
            var message = new Message(UUID.randomUUID().toString(), body, 0);
            messages.add(message);
            successful
                    .addObject()
                    .put("Id", entry.path("Id").asText())
                    .put("MessageId", message.id())
                    .put("MD5OfMessageBody", md5(body));
        }
        return answer;
    }

    private ObjectNode attributes() {
        var answer = JSON.createObjectNode();
        answer.putObject("Attributes")
                .put("ApproximateNumberOfMessages", Integer.toString(messages.waiting()))
                .put("ApproximateNumberOfMessagesNotVisible", Integer.toString(messages.held()));
        return answer;
    }

    // The SDK checks it.
    private static String md5(String body) {
        try {
            var digest = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(digest.digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
