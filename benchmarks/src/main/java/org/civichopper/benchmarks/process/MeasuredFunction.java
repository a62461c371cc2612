package org.civichopper.benchmarks.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.civichopper.localcloud.lambda.Answer;
import org.civichopper.localcloud.lambda.DeployedFunction;
import org.civichopper.localcloud.lambda.FunctionJvm;
import org.civichopper.localcloud.lambda.FunctionProcess;
import org.civichopper.localcloud.lambda.Sandbox;

/// What is deployed, in a process with flags of its own.
record MeasuredFunction(FunctionProcess process) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int MEGABYTES = 512;
    private static final String HANDLER =
            "org.civichopper.importer.function.ImporterFunction::handleRequest";

    static MeasuredFunction start(
            Sandbox sandbox, List<String> flags, Map<String, String> environment) {
        var function = new DeployedFunction("importer", HANDLER, MEGABYTES, PATIENCE, environment);
        return new MeasuredFunction(
                FunctionProcess.start(
                        function, new FunctionJvm.Image(flags), sandbox, (_, _) -> {}));
    }

    /// What the schedule does.
    ///
    /// @throws IOException when the function fails, with what it said
    void tick() throws IOException, InterruptedException {
        var answer = process.invoke("{\"source\": \"aws.scheduler\"}");
        if (answer instanceof Answer.Failed(var json)) {
            throw new IOException(
                    "the function failed: %s%n%s"
                            .formatted(json, String.join("\n", process.lastLines())));
        }
    }

    long started() {
        return process.started();
    }

    OptionalLong mostResident() {
        return process.mostResident();
    }

    @Override
    public void close() {
        process.close();
    }
}
