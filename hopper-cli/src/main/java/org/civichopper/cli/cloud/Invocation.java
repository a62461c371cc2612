package org.civichopper.cli.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.civichopper.localcloud.lambda.Answer;
import org.civichopper.localcloud.lambda.DeployedFunction;
import org.civichopper.localcloud.lambda.FunctionProcess;

/// One invocation of a process that was started for it, with what Lambda would bill.
///
/// @param start empty if it never asked for work
/// @param mostBytes of memory that it had; empty if it was killed
record Invocation(
        Answer answer,
        Duration took,
        Optional<Duration> start,
        int memory,
        OptionalLong mostBytes) {

    private static final JsonMapper JSON = new JsonMapper();

    static Invocation of(Answer answer, FunctionProcess process, DeployedFunction function) {
        var whole = Duration.ofNanos(System.nanoTime() - process.started());
        var start = process.startTook();
        return new Invocation(
                answer,
                whole.minus(start.orElse(Duration.ZERO)),
                start,
                function.memory(),
                process.mostResident());
    }

    String figures() {
        var started =
                start.map(time -> "started in %.2f s".formatted(seconds(time)))
                        .orElse("did not start");
        var used =
                mostBytes.isPresent()
                        ? "%d of %d MB used".formatted(mostBytes.getAsLong() >> 20, memory)
                        : "%d MB".formatted(memory);
        return "took %.2f s, %s, %s".formatted(seconds(took), started, used);
    }

    String json() {
        var object = JSON.createObjectNode();
        object.put("seconds", seconds(took));
        start.ifPresent(time -> object.put("start_seconds", seconds(time)));
        object.put("memory_mb", memory);
        mostBytes.ifPresent(bytes -> object.put("most_memory_mb", bytes >> 20));
        try {
            switch (answer) {
                case Answer.Returned(var text) -> object.set("answer", JSON.readTree(text));
                case Answer.Failed(var error) -> object.set("error", JSON.readTree(error));
            }
            return JSON.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // Lambda's own serializer wrote it
        }
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
